import type { TalkMode } from '@contract/settings'
import type { Clock } from './clock'
import { DrainWatch } from './drain-watch'
import { InDoubt } from './in-doubt'
import type { NextOut } from './kept-speech'
import type { LiveConnection } from './live-client'
import type { LiveSender } from './live-sender'

/**
 * What the socket may hold, in bytes, before something waits outside of it, where it keeps its order
 * and can still be dropped. 100 ms of audio are about 4.4 kB in base64. Pictures wait first.
 */
const SOCKET_FULL = { forPictures: 4_400, forAudio: 8_800 } as const

/** How often a socket that holds something is looked at for whether it drains, in ms. */
const WATCH_MS = 500

/** What a connection has to do with the session that it belongs to. */
export interface UplinkEnds {
  /** The socket drains no more. */
  onDead(): void
  /** Puts typed words into the session, as its model wants them. */
  sendText(sender: LiveSender, text: string): void
}

export interface UplinkConnectionOptions extends UplinkEnds {
  readonly connection: LiveConnection
  readonly mode: TalkMode
  readonly clock: Clock
}

/** What came of it. `unwanted`: audio that this connection's mode has no place for. */
export type SendOutcome = 'sent' | 'unwanted' | 'over'

/** The uplink's end of one connection, from the moment it takes audio until it is let go of. */
export class UplinkConnection {
  readonly #options: UplinkConnectionOptions
  readonly #doubt = new InDoubt()
  /** Hands-free: audio was sent whose stream was not ended since. */
  #streaming = false
  /** While the socket holds something. */
  #drain: DrainWatch | null = null
  #cancelWatch: () => void = () => undefined

  constructor(options: UplinkConnectionOptions) {
    this.#options = options
  }

  /** One that is closing takes nothing any more, though nobody has let go of it yet. */
  get isOpen(): boolean {
    return this.#sender !== null
  }

  hasRoom(what: keyof typeof SOCKET_FULL): boolean {
    const sender = this.#sender
    return sender !== null && sender.bufferedBytes < SOCKET_FULL[what]
  }

  /** The ms of audio that may not arrive if it breaks now, or nobody answers the goodbye. */
  get inDoubtMs(): number {
    if (this.#sender) this.#doubt.holds(this.#sender.bufferedBytes)
    return this.#doubt.ms(this.#options.clock.now())
  }

  send(next: NextOut): SendOutcome {
    const sender = this.#sender
    if (sender === null) return 'over'
    const isHeld = this.#options.mode === 'push-to-talk'
    switch (next.type) {
      case 'begin':
        if (isHeld) sender.sendActivityStart()
        break
      case 'end':
        if (isHeld) sender.sendActivityEnd()
        break
      case 'pause':
        if (this.#streaming) sender.sendAudioStreamEnd()
        this.#streaming = false
        break
      case 'text':
        this.#options.sendText(sender, next.text)
        break
      case 'audio':
        // What was still on its way when hands-free ended would open an activity that none closes.
        if (isHeld && next.outside) return 'unwanted'
        this.#streaming = !isHeld
        this.#hand(sender, () => {
          sender.sendAudio(next.pcm)
          this.#doubt.handedOver(this.#options.clock.now())
        })
    }
    return 'sent'
  }

  sendFrame(jpeg: Uint8Array): SendOutcome {
    const sender = this.#sender
    if (sender === null) return 'over'
    this.#hand(sender, () => sender.sendFrame(jpeg))
    return 'sent'
  }

  letGo(): void {
    this.#cancelWatch()
  }

  get #sender(): LiveSender | null {
    const { line } = this.#options.connection
    return line.kind === 'open' ? line.sender : null
  }

  /** Hands something large to the socket, and looks after it until the network has taken it. */
  #hand(sender: LiveSender, send: () => void): void {
    const before = sender.bufferedBytes
    this.#doubt.holds(before)
    send()
    const after = sender.bufferedBytes
    this.#doubt.holds(after)
    if (this.#drain) this.#drain.gave(before, after)
    else if (after > 0) {
      this.#drain = new DrainWatch(after, this.#options.clock.now())
      this.#watch(this.#drain)
    }
  }

  #watch(drain: DrainWatch): void {
    const { clock } = this.#options
    this.#cancelWatch = clock.schedule(() => {
      const buffered = this.#sender?.bufferedBytes ?? 0
      if (this.#sender) this.#doubt.holds(buffered)
      if (buffered === 0) this.#drain = null
      else if (drain.isDead(buffered, clock.now())) this.#options.onDead()
      else this.#watch(drain)
    }, WATCH_MS)
  }
}
