import { createStore } from 'zustand/vanilla'
import type { LibraryApi } from './library-api'
import { conditionsOf } from './library-filter'
import {
  HITS_PER_ANSWER,
  nextRequest,
  NO_SEARCH,
  searchAfter,
  type Request,
  type SearchEvent,
  type SearchState,
} from './search-state'

/** Puts the questions of a search to main, one at a time. */
export class Searcher {
  readonly store = createStore<SearchState>(() => NO_SEARCH)
  readonly #search: LibraryApi['searchConversations']

  constructor(search: LibraryApi['searchConversations']) {
    this.#search = search
  }

  /** Something has happened that may lead to a question. */
  note(event: SearchEvent): void {
    this.store.setState((state) => searchAfter(state, event), true)
    const request = nextRequest(this.store.getState())
    if (request !== null) void this.#ask(request)
  }

  async #ask(request: Request): Promise<void> {
    const { question, after } = request
    this.store.setState((state) => searchAfter(state, { kind: 'asked', request }), true)
    const answer = await this.#search({
      ...conditionsOf(question.filter),
      query: question.query.slice(0, 500),
      ...(after !== null && { after }),
      count: HITS_PER_ANSWER,
    })
    this.note(
      answer.ok
        ? { kind: 'answered', hits: answer.value }
        : { kind: 'failed', error: answer.error },
    )
  }
}
