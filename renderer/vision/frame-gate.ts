import { differenceOf, type Difference } from './frame-difference'
import type { Signature } from './frame-signature'

/** What the gate knows of a picture. */
export interface Look {
  /** Source and way of composing: different ones make different pictures. */
  readonly made: string
  /** `null`: its pixels could not be read, and it counts as changed. */
  readonly source: Signature | null
  /** Of the camera in the corner; `null` where there is none. */
  readonly camera: Signature | null
}

/** A slight difference that is there for so long, in ms, is no blinking cursor. */
export const LASTING_MS = 2_500
/** What main has not sent by then, in ms, it may have dropped; its next is handed over again. */
const UNSENT_MS = 5_000

interface HandedOver {
  readonly frameId: number
  readonly look: Look
  readonly at: number
  readonly sent: boolean
}

/**
 * Decides which pictures are handed over: those that differ from the newest one handed over. That
 * is the one that the server has seen, or will see: for main the newest wins.
 */
export class FrameGate {
  #newest: HandedOver | null = null
  #slightSince: number | null = null

  /** `now` in ms, on the clock of `handedOver`. */
  judge(look: Look, now: number): Difference {
    const newest = this.#newest
    if (!newest || (!newest.sent && now - newest.at > UNSENT_MS)) return 'change'
    const difference = compare(newest.look, look)
    if (difference !== 'slight') {
      this.#slightSince = null
      return difference
    }
    this.#slightSince ??= now
    return now - this.#slightSince >= LASTING_MS ? 'change' : 'slight'
  }

  handedOver(frameId: number, look: Look, now: number): void {
    this.#newest = { frameId, look, at: now, sent: false }
    this.#slightSince = null
  }

  /** Main has sent this one. */
  sent(frameId: number): void {
    if (this.#newest?.frameId === frameId) this.#newest = { ...this.#newest, sent: true }
  }
}

function compare(before: Look, after: Look): Difference {
  if (before.made !== after.made) return 'change'
  const source = compareSignatures(before.source, after.source)
  const camera = before.camera === null && after.camera === null ? 'none' : null
  return worse(source, camera ?? compareSignatures(before.camera, after.camera))
}

function compareSignatures(before: Signature | null, after: Signature | null): Difference {
  return before === null || after === null ? 'change' : differenceOf(before, after)
}

function worse(one: Difference, other: Difference): Difference {
  if (one === 'change' || other === 'change') return 'change'
  return one === 'slight' || other === 'slight' ? 'slight' : 'none'
}
