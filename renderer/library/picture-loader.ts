import type { LibraryApi } from './library-api'

/** Requests for pictures at once: enough to fill a row of thumbnails, and no crowd in main. */
const AT_ONCE = 4
/** Thumbnails of some kilobytes each: a few megabytes. */
const KEPT = 300

type Size = 'thumbnail' | 'whole'
type Listener = (picture: Blob | null) => void

interface Wish {
  readonly key: number
  readonly size: Size
  readonly listener: Listener
}

/**
 * Reads pictures as they come into sight. The newest wish goes first and those that scrolled away are
 * dropped, so that a long scroll ends with what is seen then.
 */
export class PictureLoader {
  readonly #read: LibraryApi['readPicture']
  readonly #kept = new Map<number, Blob>()
  #waiting: Wish[] = []
  #underWay = 0

  constructor(read: LibraryApi['readPicture']) {
    this.#read = read
  }

  /** Tells the listener once, with `null` where there is no picture. Returns what takes the wish back. */
  load(key: number, size: Size, listener: Listener): () => void {
    const kept = size === 'thumbnail' ? this.#kept.get(key) : undefined
    if (kept !== undefined) {
      listener(kept)
      return () => undefined
    }
    let isWanted = true
    const wish: Wish = { key, size, listener: (picture) => isWanted && listener(picture) }
    this.#waiting.push(wish)
    this.#readNext()
    return () => {
      isWanted = false
      this.#waiting = this.#waiting.filter((other) => other !== wish)
    }
  }

  #readNext(): void {
    if (this.#underWay >= AT_ONCE) return
    const wish = this.#waiting.pop()
    if (wish !== undefined) void this.#fulfil(wish)
  }

  async #fulfil({ key, size, listener }: Wish): Promise<void> {
    this.#underWay += 1
    const answer = await this.#read({ key, size })
    this.#underWay -= 1
    const bytes = answer.ok ? answer.value : null
    const picture = bytes && new Blob([bytes], { type: 'image/jpeg' })
    if (picture !== null && size === 'thumbnail') this.#keep(key, picture)
    listener(picture)
    this.#readNext()
  }

  #keep(key: number, picture: Blob): void {
    this.#kept.set(key, picture)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}
