import { MICROPHONE } from '@contract/media'

/** What was handed to a socket this long before it broke, in ms, may be on its way or lost. */
const DOUBT_MS = 1_000

/**
 * How much audio a connection that breaks may have taken with it. The service does not tell what has
 * arrived, and sending it again could double it, so it is counted instead. Pure; times in ms.
 */
export class InDoubt {
  /** When the latest chunks were handed over. */
  #handed: number[] = []
  /** Chunks since the socket was last seen empty. */
  #undrained = 0

  /** A chunk was handed to the socket. */
  handedOver(now: number): void {
    this.#handed = this.#handed.filter((at) => now - at < DOUBT_MS)
    this.#handed.push(now)
    this.#undrained += 1
  }

  /**
   * The socket was seen to hold so many bytes; the network has all that an empty one was given. It
   * is to be looked at before a send above all: over TLS it is never empty just after one.
   */
  holds(buffered: number): void {
    if (buffered === 0) this.#undrained = 0
  }

  /** The ms of audio of which it is not known whether they arrived. */
  ms(now: number): number {
    const recent = this.#handed.filter((at) => now - at < DOUBT_MS).length
    return Math.max(recent, this.#undrained) * MICROPHONE.chunkMs
  }
}
