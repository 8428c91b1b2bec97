import { MICROPHONE } from '@contract/media'
import type { TalkMode } from '@contract/settings'
import type { LiveConnection } from './live-client'
import type { LiveSender } from './live-sender'

/**
 * The user's audio that is kept while no connection takes it, in ms. Beyond it the oldest is
 * dropped: what was said longer ago would be answered too late to be of use.
 */
const KEEP_MS = 5_000

/** With this many bytes waiting for the network, pictures wait and the voice goes first. */
const FRAME_BACK_PRESSURE_BYTES = 64 * 1024

type Waiting =
  | { readonly type: 'audio'; readonly pcm: Uint8Array }
  | { readonly type: 'audio-pause' }
  | { readonly type: 'activity-start' }
  | { readonly type: 'activity-end' }

/**
 * The way of the user's audio and pictures to the server. While live nothing is dropped; between
 * two connections audio waits, bounded, with its activity marks in order. Start, audio and end of an
 * activity reach every connection in that order, by construction.
 */
export class Uplink {
  readonly #onDropped: (ms: number) => void
  readonly #onSent: (ms: number) => void
  #connection: LiveConnection | null = null
  #mode: TalkMode = 'hands-free'
  #waiting: Waiting[] = []
  /** The user is in the middle of what they say, whatever connection there is. */
  #talking = false
  /** The connection was told of it. */
  #activityOpen = false
  /** Hands-free: audio was sent whose stream was not ended since. */
  #streaming = false

  /** `onDropped` is told the ms of audio that will never leave, `onSent` those that were sent. */
  constructor(onDropped: (ms: number) => void, onSent: (ms: number) => void = () => undefined) {
    this.#onDropped = onDropped
    this.#onSent = onSent
  }

  /** Sends over this connection from now on, what has waited first. */
  attach(connection: LiveConnection, mode: TalkMode): void {
    this.#connection = connection
    this.#mode = mode
    this.#activityOpen = false
    this.#streaming = false
    const waiting = this.#waiting
    this.#waiting = []
    for (const item of waiting) this.#put(item)
  }

  /** No connection takes anything for now. An activity that was open goes on over the next one. */
  detach(): void {
    if (this.#connection && this.#talking) this.#waiting.unshift({ type: 'activity-start' })
    this.#connection = null
    this.#activityOpen = false
  }

  /** What the user said and waits would be refused again: it is dropped, and its marks stay. */
  dropWaiting(): void {
    const kept = this.#waiting.filter(({ type }) => type !== 'audio')
    const droppedMs = (this.#waiting.length - kept.length) * MICROPHONE.chunkMs
    this.#waiting = kept
    if (droppedMs > 0) this.#onDropped(droppedMs)
  }

  /** The conversation is over: what waits is of no use any more. */
  clear(): void {
    this.detach()
    this.#talking = false
    this.#waiting = []
  }

  /** One chunk of 20 ms, as the microphone gives it. */
  audio(pcm: Uint8Array): void {
    this.#put({ type: 'audio', pcm })
  }

  /** Push-to-talk: the user begins to speak. */
  activityStart(): void {
    this.#put({ type: 'activity-start' })
  }

  /** Push-to-talk: the user has spoken. */
  activityEnd(): void {
    this.#put({ type: 'activity-end' })
  }

  /** Hands-free: the microphone pauses, so what was said is to be answered without waiting on. */
  audioPaused(): void {
    this.#put({ type: 'audio-pause' })
  }

  /** Sends a picture unless no connection takes it; returns whether it was sent. */
  frame(jpeg: Uint8Array): boolean {
    if (this.frameReadiness !== 'ready') return false
    this.#sender?.sendFrame(jpeg)
    return true
  }

  /** Pictures wait while the network is behind, so that the voice goes first. */
  get frameReadiness(): 'ready' | 'behind' | 'offline' {
    const sender = this.#sender
    if (sender === null) return 'offline'
    return sender.bufferedBytes < FRAME_BACK_PRESSURE_BYTES ? 'ready' : 'behind'
  }

  /** A connection that is closing takes nothing any more, though nobody has let go of it yet. */
  get #sender(): LiveSender | null {
    const line = this.#connection?.line
    return line?.kind === 'open' ? line.sender : null
  }

  #put(item: Waiting): void {
    const sender = this.#sender
    if (sender) this.#send(sender, item)
    else this.#keep(item)
  }

  #send(sender: LiveSender, item: Waiting): void {
    switch (item.type) {
      case 'audio':
        this.#sendAudio(sender, item.pcm)
        return
      case 'audio-pause':
        if (!this.#streaming) return
        this.#streaming = false
        sender.sendAudioStreamEnd()
        return
      case 'activity-start':
        this.#talking = true
        if (this.#mode === 'hands-free' || this.#activityOpen) return
        this.#activityOpen = true
        sender.sendActivityStart()
        return
      case 'activity-end':
        this.#talking = false
        if (!this.#activityOpen) return
        this.#activityOpen = false
        sender.sendActivityEnd()
    }
  }

  #sendAudio(sender: LiveSender, pcm: Uint8Array): void {
    if (this.#mode === 'push-to-talk' && !this.#activityOpen) {
      // What was still on its way when hands-free ended would open an activity that none closes.
      this.#onDropped(MICROPHONE.chunkMs)
      return
    }
    this.#streaming = this.#mode === 'hands-free'
    sender.sendAudio(pcm)
    this.#onSent(MICROPHONE.chunkMs)
  }

  #keep(item: Waiting): void {
    this.#waiting.push(item)
    const audio = this.#waiting.filter(({ type }) => type === 'audio').length
    if (audio * MICROPHONE.chunkMs <= KEEP_MS) return
    const oldest = this.#waiting.findIndex(({ type }) => type === 'audio')
    this.#waiting.splice(oldest, 1)
    this.#onDropped(MICROPHONE.chunkMs)
  }
}
