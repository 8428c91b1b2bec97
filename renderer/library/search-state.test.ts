import { describe, expect, it } from 'vitest'
import type { SearchHit } from '@contract/library'
import { EVERYTHING } from './library-filter'
import {
  HITS_PER_ANSWER,
  nextRequest,
  NO_SEARCH,
  searchAfter,
  type Question,
  type SearchEvent,
  type SearchState,
} from './search-state'

const question = (query: string): Question => ({ query, filter: EVERYTHING })
const hit = (key: number): SearchHit => ({
  key,
  conversationId: 'one',
  conversationTitle: 'One',
  position: key,
  speaker: 'user',
  text: 'text',
  startedAt: key,
  found: [],
})
const hits = (count: number, from = 1000): SearchHit[] =>
  Array.from({ length: count }, (_, index) => hit(from - index))

/** Asks as the searcher does after each event. */
function after(...events: SearchEvent[]): SearchState {
  return events.reduce((before, event) => {
    const state = searchAfter(before, event)
    const request = nextRequest(state)
    return request === null ? state : searchAfter(state, { kind: 'asked', request })
  }, NO_SEARCH)
}
const typed = (query: string): SearchEvent => ({ kind: 'typed', question: question(query) })
const answered = (found: readonly SearchHit[]): SearchEvent => ({ kind: 'answered', hits: found })

describe('a search as one types', () => {
  it('asks for the first word at once', () => {
    expect(after(typed('w')).underWay).toMatchObject({ question: { query: 'w' }, after: null })
  })

  it('skips what was typed meanwhile, and drops the answer to what was typed before', () => {
    const state = after(typed('w'), typed('we'), typed('wea'), answered(hits(3)))
    expect(state.finds).toEqual({ kind: 'none' })
    expect(state.underWay?.question.query).toBe('wea')
    expect(
      after(typed('w'), typed('wea'), answered(hits(3)), answered(hits(1))).finds,
    ).toMatchObject({ kind: 'found', question: { query: 'wea' }, hits: hits(1), isComplete: true })
  })

  it('keeps what was found in sight until the newest question is answered', () => {
    const state = after(typed('w'), answered(hits(3)), typed('we'))
    expect(state.finds).toMatchObject({ kind: 'found', question: { query: 'w' } })
  })

  it('shows nothing once the words are taken back, whatever is answered then', () => {
    const state = after(typed('w'), typed(' '), answered(hits(3)))
    expect(state).toEqual(NO_SEARCH)
  })

  it('goes on from the last find when its end is in sight', () => {
    const more = after(typed('w'), answered(hits(HITS_PER_ANSWER)), { kind: 'moreWanted' })
    expect(more.underWay).toMatchObject({ after: 1000 - HITS_PER_ANSWER + 1 })
    const all = searchAfter(more, answered(hits(2, 500)))
    expect(all.finds).toMatchObject({ isComplete: true })
    expect(all.finds.kind === 'found' && all.finds.hits.length).toBe(HITS_PER_ANSWER + 2)
    expect(nextRequest(searchAfter(all, { kind: 'moreWanted' }))).toBeNull()
  })

  it('says why it failed, and asks again when told to', () => {
    const failed = after(typed('w'), { kind: 'failed', error: { reason: 'internal' } })
    expect(failed.finds).toMatchObject({ kind: 'failed', error: { reason: 'internal' } })
    expect(failed.underWay).toBeNull()
    expect(nextRequest(searchAfter(failed, { kind: 'again' }))).toMatchObject({ after: null })
  })

  it('keeps the failure of an older question to itself', () => {
    const state = after(typed('w'), typed('we'), { kind: 'failed', error: { reason: 'internal' } })
    expect(state.finds).toEqual({ kind: 'none' })
    expect(state.underWay?.question.query).toBe('we')
  })

  it('takes what is under way for no answer to what has changed since', () => {
    const state = after(typed('w'), { kind: 'again' }, answered(hits(3)))
    expect(state.finds).toEqual({ kind: 'none' })
    expect(state.underWay).not.toBeNull()
  })
})
