import { createStore } from 'zustand/vanilla'
import { ok, type AppError, type Result } from '@contract/errors'
import type { ConversationDetail, LibraryLine } from '@contract/library'
import type { LibraryApi } from './library-api'
import { PagedReader, type Portion } from './paged-reader'

/** Lines that are read at once. */
const PAGE_LINES = 100

export type ReviewState =
  | { readonly kind: 'reading' }
  /** Somebody has deleted it. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'ready'; readonly detail: ConversationDetail }

/** One conversation as it is reviewed: what is known of it, and its lines as they come into sight. */
export class ReviewSource {
  readonly store = createStore<ReviewState>(() => ({ kind: 'reading' }))
  readonly lines: PagedReader<LibraryLine>
  readonly #api: LibraryApi
  readonly #id: string
  #isReading = false
  #isOutdated = false

  constructor(api: LibraryApi, id: string) {
    this.#api = api
    this.#id = id
    this.lines = new PagedReader(PAGE_LINES, this.readLines)
  }

  /** Reads it, again where it may have changed; what was read stays in sight meanwhile. */
  async refresh(): Promise<void> {
    this.#isOutdated = true
    if (this.#isReading) return
    this.#isReading = true
    while (this.#isOutdated) {
      this.#isOutdated = false
      await this.#read()
    }
    this.#isReading = false
  }

  readonly readLines = async (
    from: number,
    count: number,
  ): Promise<Result<Portion<LibraryLine>>> => {
    const answer = await this.#api.readLines({ id: this.#id, from, count })
    if (!answer.ok) return answer
    const items = answer.value
    return ok({ items, total: Math.max(this.#lineCount(), from + items.length) })
  }

  #lineCount(): number {
    const state = this.store.getState()
    return state.kind === 'ready' ? state.detail.summary.lines : 0
  }

  async #read(): Promise<void> {
    const answer = await this.#api.readConversation({ id: this.#id })
    if (!answer.ok) this.store.setState({ kind: 'failed', error: answer.error }, true)
    else if (answer.value === null) this.store.setState({ kind: 'gone' }, true)
    else {
      this.store.setState({ kind: 'ready', detail: answer.value }, true)
      this.lines.refresh()
    }
  }
}
