import { describe, expect, it } from 'vitest'
import type { SharingState } from '@contract/session'
import { sharingOn } from '@contract/testing'
import { planSharing, type SharePlan } from './share-decision'

const source = { kind: 'screen', id: 'screen:0:0', name: 'Screen 1' } as const
const off: SharingState = { kind: 'off' }
const starting: SharingState = { kind: 'starting', shareId: 2, source }
const on: SharingState = sharingOn(source, { shareId: 2 })
const next = { shareId: 3, source }
const switching: SharingState = sharingOn(source, { shareId: 2, next })
const paused: SharingState = sharingOn(source, { shareId: 2, paused: { kind: 'screen-locked' } })

const NOTHING: SharePlan = { stop: [], open: null, interrupted: null, show: null }

describe('planSharing', () => {
  it.each<[string, number[], SharingState, Partial<SharePlan>]>([
    ['nothing is shared', [], off, {}],
    ['main stopped the share', [2], off, { stop: [2] }],
    ['main starts one', [], starting, { open: starting }],
    ['main starts another', [1], starting, { stop: [1], open: starting }],
    ['it is being opened', [2], starting, {}],
    ['it is on', [2], on, { show: 2 }],
    ['main shows one that this page does not have', [], on, { interrupted: 2 }],
    ['it is paused', [2], paused, {}],
    ['another is to take its place', [2], switching, { open: next, show: 2 }],
    ['the other is being opened', [2, 3], switching, { show: 2 }],
    ['the other took its place', [1, 2], on, { stop: [1], show: 2 }],
    ['the other failed', [2, 3], on, { stop: [3], show: 2 }],
  ])('when %s', (_when, own, state, plan) => {
    expect(planSharing(own, state, false)).toEqual({ ...NOTHING, ...plan })
  })

  it('takes a share from before this page was loaded for interrupted', () => {
    expect(planSharing([], on, true)).toEqual({ ...NOTHING, interrupted: 2 })
    expect(planSharing([], starting, true)).toEqual({ ...NOTHING, interrupted: 2 })
    expect(planSharing([], switching, true)).toEqual({ ...NOTHING, interrupted: 2 })
  })
})
