/** As for lines (`LibraryStore`): no event tells that a disk has room again. */
const RETRY_MS = 5_000

/**
 * How many notes wait at most: two minutes of pictures, each of some 5 KB, or of some 200 KB where the
 * whole pictures are kept.
 */
const LONGEST = 120

/** Asks the library for something that is the same when it is asked twice. */
export type Note = () => Promise<unknown>

interface Waiting {
  /** Its conversation. */
  readonly of: string
  readonly note: Note
}

/**
 * Notes on their way to the library, one at a time and in order. What the library does not take now is
 * tried again; when too many wait, the oldest is dropped.
 */
export class NoteQueue {
  readonly #onDropped: () => void
  #waiting: Waiting[] = []
  /** The library is asked for this one; `null` also when it is not to be asked again. */
  #asked: Waiting | null = null
  #working: Promise<void> | null = null
  #retry: NodeJS.Timeout | undefined

  /** @param onDropped a note was dropped, as too many wait */
  constructor(onDropped: () => void) {
    this.#onDropped = onDropped
  }

  add(of: string, note: Note): void {
    this.#waiting.push({ of, note })
    if (this.#waiting.length > LONGEST) {
      this.#waiting.shift()
      this.#onDropped()
    }
    // While the library takes nothing, the next try comes in its time.
    if (this.#retry === undefined) this.#begin()
  }

  /** Nothing of these conversations is noted any more. */
  forget(isGone: (id: string) => boolean): void {
    this.#waiting = this.#waiting.filter(({ of }) => !isGone(of))
    if (this.#asked !== null && isGone(this.#asked.of)) this.#asked = null
  }

  /** Tries once more; resolves when everything is noted or the library takes nothing. */
  async close(): Promise<void> {
    this.#begin()
    await this.#working
    clearTimeout(this.#retry)
  }

  #begin(): void {
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#working ??= this.#work()
  }

  async #work(): Promise<void> {
    let isTaken = true
    while (isTaken) {
      const next = this.#waiting.shift()
      if (next === undefined) break
      this.#asked = next
      isTaken = await next.note().then(
        () => true,
        () => false,
      )
      if (!isTaken && this.#asked === next) this.#waiting.unshift(next)
    }
    this.#asked = null
    this.#working = null
    if (isTaken) return
    this.#retry = setTimeout(() => this.#begin(), RETRY_MS)
    this.#retry.unref()
  }
}
