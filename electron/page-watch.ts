import { isDue, newHeart, nextHeart, type HeartEvent, type PageHeart } from './page-heart'

const LOOK_MS = 500

/** So long after the page was found to hang the user is asked, in milliseconds. */
const ASK_AFTER_MS = 10_000

/** What the watch needs of the window. */
export interface WatchedPage {
  /** Asks the page for a sign of life. */
  ask(): void
  /** A debugger may hold the page. */
  isDebugged(): boolean
  /** It hangs, or lives again. */
  onHung(isHung: boolean): void
  /** It hangs on: asks the user whether to wait; `signal` ends the question when it lives again. */
  askUser(signal: AbortSignal): void
}

/**
 * Watches whether the page answers. It never ends a page: one that is merely busy comes back, and
 * what is said meanwhile goes on; only the user can tell that waiting is in vain.
 */
export class PageWatch {
  readonly #timer: NodeJS.Timeout
  #heart: PageHeart
  #question: { readonly abort: AbortController; readonly timer: NodeJS.Timeout } | null = null

  constructor(
    private readonly page: WatchedPage,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#heart = newHeart(now())
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
  }

  /** The page has given its sign of life. */
  answered(): void {
    this.#take({ kind: 'answer' })
  }

  /** The page is gone or new. */
  pageGone(): void {
    this.#take({ kind: 'page-gone' })
  }

  close(): void {
    clearInterval(this.#timer)
    this.#endQuestion()
  }

  #look(): void {
    const at = this.now()
    if (isDue(this.#heart, at)) this.page.ask()
    this.#take({ kind: 'look', at, paused: this.page.isDebugged() })
  }

  #take(event: HeartEvent): void {
    const wasHung = this.#heart.kind === 'hung'
    this.#heart = nextHeart(this.#heart, event)
    const isHung = this.#heart.kind === 'hung'
    if (isHung === wasHung) return
    if (isHung) this.#beginQuestion()
    else this.#endQuestion()
    this.page.onHung(isHung)
  }

  #beginQuestion(): void {
    const abort = new AbortController()
    const timer = setTimeout(() => this.page.askUser(abort.signal), ASK_AFTER_MS)
    this.#question = { abort, timer }
  }

  #endQuestion(): void {
    if (!this.#question) return
    clearTimeout(this.#question.timer)
    this.#question.abort.abort()
    this.#question = null
  }
}
