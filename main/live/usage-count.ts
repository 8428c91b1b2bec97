import type { ServerEvent } from './server-events'
import { addUsage, type Usage } from './usage'

/** What an answer begins with: after a turn that was completed, with the next one. */
const BEGINS = new Set<ServerEvent['type']>(['input-text', 'output-text', 'voice', 'tool-call'])

/**
 * Adds up what the service counts. It tells of each turn for itself, with any message and perhaps more than
 * once: the last report of a turn counts, also one that comes after the turn's end.
 */
export class UsageCount {
  #before: Usage
  #turn: Usage | null = null
  #isTurnOver = false

  /** @param before of the same conversation, in an earlier run */
  constructor(before: Usage | null = null) {
    this.#before = before ?? { total: 0 }
  }

  /** All turns so far; `null` where none was told of. */
  get total(): Usage | null {
    const total = this.#turn === null ? this.#before : addUsage(this.#before, this.#turn)
    return total.total > 0 ? total : null
  }

  receive(event: ServerEvent): void {
    if (event.type === 'usage') this.#turn = event.usage
    else if (event.type === 'turn-complete') this.#isTurnOver = true
    else if (this.#isTurnOver && BEGINS.has(event.type)) this.settle()
  }

  /** What comes next is of another turn, as over a new connection. */
  settle(): void {
    this.#before = this.total ?? this.#before
    this.#turn = null
    this.#isTurnOver = false
  }
}
