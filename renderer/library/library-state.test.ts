import { describe, expect, it } from 'vitest'
import {
  escapeStep,
  LIBRARY_AT_FIRST,
  libraryAfter,
  whenOpenedAgain,
  type LibraryEvent,
  type LibraryState,
} from './library-state'

const after = (...events: LibraryEvent[]): LibraryState =>
  events.reduce(libraryAfter, LIBRARY_AT_FIRST)
const opened = (id: string): LibraryEvent => ({ kind: 'opened', id, line: null })
const selected = (id: string): LibraryEvent => ({
  kind: 'selected',
  event: { kind: 'toggled', id, index: 0 },
})
const discarded = (...ids: string[]): LibraryEvent => ({ kind: 'discarded', ids })

describe('the state of the library', () => {
  it('closes what was deleted, and selects it no more', () => {
    const state = after(opened('a'), selected('a'), selected('b'), discarded('a'))
    expect(state.opened).toBeNull()
    expect([...state.selection.ids]).toEqual(['b'])
    expect(state.discarded?.ids).toEqual(['a'])
  })

  it('leaves open what was not deleted', () => {
    expect(after(opened('b'), discarded('a')).opened?.id).toBe('b')
  })

  it('offers the newest deletion to be undone, for its own time', () => {
    const first = after(discarded('a'))
    const second = libraryAfter(first, discarded('b'))
    const ended: LibraryEvent = { kind: 'undoEnded', turn: first.discarded?.turn ?? NaN }
    expect(libraryAfter(first, ended).discarded).toBeNull()
    expect(libraryAfter(second, ended).discarded?.ids).toEqual(['b'])
  })

  it('offers no undo of what main has erased', () => {
    const told = (id: string): LibraryEvent => ({
      kind: 'told',
      change: { kind: 'erased', ids: [id] },
    })
    expect(after(discarded('a'), told('z')).discarded).not.toBeNull()
    expect(after(discarded('a'), told('a')).discarded).toBeNull()
  })

  it('leads to the same line a second time', () => {
    const line = { position: 5, startedAt: 0, found: [] }
    const once = after({ kind: 'opened', id: 'a', line })
    const twice = libraryAfter(once, { kind: 'opened', id: 'a', line })
    expect(twice.opened?.turn).not.toBe(once.opened?.turn)
  })

  it('begins anew once everything is erased', () => {
    const state = after(
      { kind: 'typed', query: 'words' },
      opened('a'),
      discarded('b'),
      { kind: 'erasing', asked: true },
      { kind: 'done', outcome: { kind: 'erased' } },
    )
    expect(state).toMatchObject({
      query: '',
      opened: null,
      discarded: null,
      confirmsErasing: false,
      outcome: { kind: 'erased' },
    })
  })

  it('keeps its question and what was read when it is left, and nothing that was under way', () => {
    const state = after(
      { kind: 'typed', query: 'words' },
      selected('a'),
      opened('a'),
      { kind: 'discarded', ids: ['b'] },
      { kind: 'erasing', asked: true },
    )
    const again = whenOpenedAgain(state)
    expect(again).toMatchObject({ query: 'words', opened: { id: 'a' }, turns: state.turns })
    expect(again).toMatchObject({ discarded: null, confirmsErasing: false })
    expect(again.selection.ids.size).toBe(0)
  })

  it('goes back step by step', () => {
    let state = after({ kind: 'typed', query: 'words' }, selected('a'), opened('a'))
    const steps: (string | null)[] = []
    for (let step = escapeStep(state); step !== null; step = escapeStep(state)) {
      steps.push(step.kind)
      state = libraryAfter(state, step)
    }
    expect(steps).toEqual(['closed', 'selected', 'typed'])
    expect(state).toMatchObject({ opened: null, query: '' })
    expect(state.selection.ids.size).toBe(0)
  })
})
