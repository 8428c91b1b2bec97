import { describe, expect, it } from 'vitest'
import type { SharingState } from '@contract/session'
import type { AppState } from '@contract/state'
import { Happenings } from './happenings'
import { StateCell } from './state-cell'

function setUp() {
  const state = new StateCell({
    happenings: [],
    sharing: { kind: 'off' },
    session: { kind: 'live', since: 1 },
  } as unknown as AppState)
  const happenings = new Happenings(state)
  const kinds = (): string[] => state.current.happenings.map(({ kind }) => kind)
  return { state, happenings, kinds }
}

const shared = (shareId: number, since: number, paused = false): SharingState => ({
  kind: 'on',
  shareId,
  since,
  source: { kind: 'window', id: 'w', name: `Share ${shareId}` },
  paused: paused ? { kind: 'screen-locked' } : null,
  covers: [],
  coversRevision: 0,
  next: null,
})

describe('Happenings', () => {
  it('has a mark once, until it is removed', () => {
    const { happenings, state } = setUp()
    const mark = { kind: 'mark', key: 3, at: 5, note: '' } as const
    happenings.add(mark)
    happenings.add(mark)
    happenings.removeMark(4)
    expect(state.current.happenings).toEqual([mark])
    happenings.removeMark(3)
    expect(state.current.happenings).toEqual([])
  })

  it('keeps the newest of very many', () => {
    const { happenings, state } = setUp()
    for (let at = 0; at < 700; at += 1) happenings.add({ kind: 'rotation', at })
    expect(state.current.happenings).toHaveLength(500)
    expect(state.current.happenings.at(-1)).toEqual({ kind: 'rotation', at: 699 })
  })

  it('follows what is shared, and no pause of it', () => {
    const { state, kinds } = setUp()
    state.update({ sharing: shared(1, 10) })
    state.update({ sharing: shared(1, 10, true) })
    state.update({ sharing: shared(2, 20) })
    expect(state.current.happenings).toMatchObject([
      { kind: 'shared', at: 10, name: 'Share 1' },
      { kind: 'shared', at: 20, name: 'Share 2' },
    ])
    state.update({ sharing: { kind: 'off' } })
    expect(kinds()).toEqual(['shared', 'shared', 'share-ended'])
  })

  it('needs no words for a share that ends with its conversation', () => {
    const { state, kinds } = setUp()
    state.update({ sharing: shared(1, 10) })
    state.update({ session: { kind: 'ended', at: 20 } })
    state.update({ sharing: { kind: 'off' } })
    expect(kinds()).toEqual(['shared'])
  })

  it('begins anew with a conversation', () => {
    const { happenings, kinds } = setUp()
    happenings.add({ kind: 'rotation', at: 1 })
    happenings.begin()
    expect(kinds()).toEqual([])
  })
})
