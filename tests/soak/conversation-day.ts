/**
 * A conversation that goes on for hours, in seconds: the whole engine, a server that answers at once,
 * and a user who talks, types, interrupts, shares, reloads and presses to talk. Time is vitest's.
 */
import { vi } from 'vitest'
import type { Engine } from '@main/engine'
import type { FrameCodec } from '@main/vision/frame-codec'
import { nowhere } from '../fuzz/line-to-nowhere'
import { FakeLane, FakeMicrophone, FakeSpeaker } from '../protocol/harness'

const MINUTE_MS = 60_000
const STEP_MS = 100
/** Of each minute the user talks so long. */
const TALK_MS = 6_000
/** A second of the voice. */
const VOICE = new Uint8Array(48_000)
const PICTURE_BYTES = 60_000
const THUMBNAIL_BYTES = 5_000

/** Every so many minutes. */
const EVERY = { rotation: 9, cut: 7, share: 5, pushToTalk: 6, reload: 11, bargeIn: 2 } as const

export const quickCodec: FrameCodec = {
  warmUp: () => Promise.resolve(),
  encode: () =>
    Promise.resolve({
      jpeg: new Uint8Array(PICTURE_BYTES),
      width: 1_280,
      height: 720,
      thumbnail: new Uint8Array(THUMBNAIL_BYTES),
    }),
  rest: () => undefined,
}

export interface DayCounts {
  turns: number
  rotations: number
  cuts: number
  shares: number
  pictures: number
  pushesToTalk: number
  reloads: number
  bargeIns: number
}

export class ConversationDay {
  readonly counts: DayCounts = {
    turns: 0,
    rotations: 0,
    cuts: 0,
    shares: 0,
    pictures: 0,
    pushesToTalk: 0,
    reloads: 0,
    bargeIns: 0,
  }
  readonly #engine: Engine
  #microphone = new FakeMicrophone()
  #speaker = new FakeSpeaker()
  #frames = new FakeLane()
  #minute = 0

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async begin(): Promise<void> {
    this.#openPage()
    this.#engine.startConversation()
    await this.#pass(STEP_MS)
  }

  /** One minute of it. Throws when the conversation does not go on. */
  async minute(): Promise<void> {
    this.#minute += 1
    const from = Date.now()
    await this.#talk()
    await this.#answer()
    if (this.#isTimeFor('share')) await this.#share()
    if (this.#isTimeFor('pushToTalk')) await this.#pushToTalk()
    if (this.#isTimeFor('reload')) this.#reload()
    if (this.#isTimeFor('rotation')) this.#rotate()
    if (this.#isTimeFor('cut')) this.#cut()
    await this.#pass(MINUTE_MS - (Date.now() - from))
    const { session } = this.#engine.state.current
    if (session.kind !== 'live') throw new Error(`Minute ${this.#minute}: ${session.kind}`)
    this.#forget()
  }

  #isTimeFor(what: keyof typeof EVERY): boolean {
    return this.#minute % EVERY[what] === 0
  }

  async #talk(): Promise<void> {
    for (let spoken = 0; spoken < TALK_MS; spoken += STEP_MS) {
      this.#microphone.speak(STEP_MS)
      await this.#pass(STEP_MS)
    }
    nowhere.open?.events.onEvent({ type: 'input-text', text: `What is ${this.#minute}? ` })
  }

  async #answer(): Promise<void> {
    const { events } = nowhere.open ?? {}
    const bargesIn = this.#isTimeFor('bargeIn')
    events?.onEvent({ type: 'output-text', text: `It is the minute ${this.#minute}.` })
    for (let second = 0; second < 3; second += 1) {
      events?.onEvent({ type: 'voice', pcm: VOICE })
      await this.#pass(STEP_MS)
    }
    events?.onEvent({ type: bargesIn ? 'interrupted' : 'generation-complete' })
    events?.onEvent({ type: 'turn-complete' })
    events?.onEvent({ type: 'resumption', handle: `handle-${this.#minute}` })
    this.counts.turns += 1
    if (bargesIn) this.counts.bargeIns += 1
    await this.#pass(STEP_MS)
  }

  async #share(): Promise<void> {
    const { sharing } = this.#engine
    sharing.start({ kind: 'screen', id: 'screen:0:0', name: 'Entire screen' })
    const state = this.#engine.state.current.sharing
    const shareId = state.kind === 'off' ? 0 : state.shareId
    sharing.hear({ kind: 'on', shareId })
    for (let frameId = 1; frameId <= 5; frameId += 1) {
      this.#frames.receive({
        type: 'frame',
        frameId,
        coversRevision: 0,
        shareId,
        jpeg: new ArrayBuffer(PICTURE_BYTES),
        width: 1_280,
        height: 720,
        capturedAt: Date.now(),
      })
      await this.#pass(1_200)
    }
    sharing.stop()
    this.counts.shares += 1
  }

  async #pushToTalk(): Promise<void> {
    const { conversation } = this.#engine
    await this.#engine.updateSettings({ talkMode: 'push-to-talk' })
    await this.#pass(1_000)
    conversation.toggleTalking()
    this.#microphone.speak(2_000)
    await this.#pass(2_000)
    conversation.toggleTalking()
    // The tail is sound, too.
    for (let tail = 0; tail < 500; tail += STEP_MS) {
      this.#microphone.speak(STEP_MS)
      await this.#pass(STEP_MS)
    }
    await this.#answer()
    await this.#engine.updateSettings({ talkMode: 'hands-free' })
    await this.#pass(1_000)
    this.counts.pushesToTalk += 1
  }

  #reload(): void {
    this.#engine.windowGone()
    for (const lane of [this.#microphone, this.#speaker, this.#frames]) lane.close()
    this.#microphone = new FakeMicrophone()
    this.#speaker = new FakeSpeaker()
    this.#frames = new FakeLane()
    this.#openPage()
    this.counts.reloads += 1
  }

  #rotate(): void {
    nowhere.open?.events.onEvent({ type: 'go-away', timeLeftMs: 10_000 })
    this.counts.rotations += 1
  }

  #cut(): void {
    const { connection, events } = nowhere.open ?? {}
    if (connection) connection.over = true
    events?.onEnd({ kind: 'network', code: 'ECONNRESET' })
    this.counts.cuts += 1
  }

  #openPage(): void {
    this.#engine.conversation.connectMicrophone(this.#microphone)
    this.#engine.conversation.connectVoice(this.#speaker)
    this.#engine.sharing.connect(this.#frames)
  }

  async #pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await vi.advanceTimersByTimeAsync(Math.min(STEP_MS, left))
    }
  }

  /** What stands for the page and the server keeps nothing. */
  #forget(): void {
    for (const lane of [this.#microphone, this.#speaker, this.#frames]) lane.posted.splice(0)
    this.#speaker.flushes.splice(0)
    nowhere.lines = nowhere.lines.slice(-1)
    nowhere.open?.connection.sent.splice(0)
    this.counts.pictures = this.#engine.state.current.counters.framesSent
  }
}
