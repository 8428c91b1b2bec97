import { describe, expect, it } from 'vitest'
import type { SharingState } from '@contract/session'
import { sharingOn } from '@contract/testing'
import { decideSharing } from './share-decision'

const source = { kind: 'screen', id: 'screen:0:0', name: 'Screen 1' } as const
const off: SharingState = { kind: 'off' }
const starting: SharingState = { kind: 'starting', shareId: 2, source }
const on: SharingState = sharingOn(source, { shareId: 2 })

describe('decideSharing', () => {
  it.each([
    ['nothing is shared', null, off, 'keep'],
    ['main stopped the share', 2, off, 'stop'],
    ['main starts one', null, starting, 'open'],
    ['main starts another', 1, starting, 'open'],
    ['it is being opened', 2, starting, 'keep'],
    ['it is on', 2, on, 'keep'],
    ['main shows one that this page does not have', null, on, 'interrupted'],
  ] as const)('when %s', (_when, current, state, decision) => {
    expect(decideSharing(current, state, false)).toBe(decision)
  })

  it('takes a share from before this page was loaded for interrupted', () => {
    expect(decideSharing(null, on, true)).toBe('interrupted')
    expect(decideSharing(null, starting, true)).toBe('interrupted')
  })
})
