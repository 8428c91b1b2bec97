import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appError } from '@contract/errors'
import type { ShareChoice } from '@contract/session'
import { sharingOn } from '@contract/testing'
import {
  NOTHING_SHARED,
  reduceSharing,
  sentShare,
  type SharingEvent,
  type SharingModel,
} from './sharing-state'

const SCREEN: ShareChoice = { kind: 'screen', id: 'screen:1:0', name: 'Screen 1' }
const WINDOW: ShareChoice = { kind: 'window', id: 'window:2:0', name: 'Notes' }
const CAMERA = { id: 'abc', name: 'Webcam' }
const gone = appError('share-source-gone')

const after = (...events: readonly SharingEvent[]): SharingModel =>
  events.reduce(reduceSharing, NOTHING_SHARED)
const chosen = (shareId: number, source = SCREEN): SharingEvent => ({
  type: 'chosen',
  shareId,
  source,
})
const opened = (shareId: number): SharingEvent => ({ type: 'opened', shareId, at: 1 })
const lost = (shareId: number): SharingEvent => ({ type: 'lost', shareId, error: gone })

const switching = [chosen(1), opened(1), chosen(2, WINDOW)]

describe('sharing', () => {
  it('starts, and is on once the window has opened it', () => {
    expect(after(chosen(1)).sharing).toEqual({ kind: 'starting', shareId: 1, source: SCREEN })
    expect(after(chosen(1), opened(1)).sharing).toEqual(sharingOn(SCREEN))
    expect(after(chosen(1), opened(7)).sharing.kind).toBe('starting')
  })

  it('takes another choice while it starts in place of the first', () => {
    expect(after(chosen(1), chosen(2, WINDOW), opened(1)).sharing).toMatchObject({
      kind: 'starting',
      shareId: 2,
    })
  })

  describe('while it is switched', () => {
    it('goes on until the other is there, which takes its place', () => {
      const model = after(...switching)
      expect(model.sharing).toMatchObject({ shareId: 1, next: { shareId: 2, source: WINDOW } })
      expect(sentShare(model.sharing)).toBe(1)
      expect(reduceSharing(model, opened(2)).sharing).toEqual(sharingOn(WINDOW, { shareId: 2 }))
    })

    it('stays as it is when the other cannot be opened', () => {
      expect(after(...switching, lost(2)).sharing).toEqual(sharingOn(SCREEN))
    })

    it('waits for the other when what was shared goes away', () => {
      expect(after(...switching, lost(1)).sharing).toEqual({
        kind: 'starting',
        shareId: 2,
        source: WINDOW,
      })
    })

    it('forgets a choice that was replaced', () => {
      const model = after(...switching, chosen(3))
      expect(reduceSharing(model, opened(2))).toBe(model)
      expect(reduceSharing(model, opened(3)).sharing).toMatchObject({ shareId: 3, next: null })
    })

    it('stops as a whole', () => {
      expect(after(...switching, { type: 'stopped' }).sharing).toEqual({ kind: 'off' })
    })
  })

  it('says what ended, and why', () => {
    expect(after(chosen(1), opened(1), lost(1)).sharing).toEqual({
      kind: 'off',
      ended: { name: 'Screen 1', error: gone },
    })
    expect(after(chosen(1), { type: 'stopped', error: gone }).sharing).toEqual({
      kind: 'off',
      ended: { name: 'Screen 1', error: gone },
    })
  })

  it('counts its covers, and starts without any', () => {
    const covers = [{ left: 0, top: 0, width: 0.5, height: 0.5 }]
    const covered: SharingEvent = { type: 'covered', shareId: 1, covers }
    const model = after(chosen(1), opened(1), covered)
    expect(model.sharing).toMatchObject({ covers, coversRevision: 1 })
    expect(reduceSharing(model, { ...covered, shareId: 9 })).toBe(model)
    const next = [chosen(2, WINDOW), opened(2)].reduce(reduceSharing, model)
    expect(next.sharing).toMatchObject({ covers: [], coversRevision: 0 })
  })

  it('keeps its covers when the same is chosen again, as with a camera in the corner', () => {
    const covers = [{ left: 0, top: 0, width: 0.5, height: 0.5 }]
    const again = chosen(2, { ...SCREEN, camera: CAMERA })
    const model = after(chosen(1), opened(1), { type: 'covered', shareId: 1, covers }, again)
    const { sharing } = reduceSharing(model, opened(2))
    expect(sharing).toMatchObject({ shareId: 2, covers, coversRevision: 1 })
  })

  it('goes on when the camera in its corner is off', () => {
    const model = after(chosen(1, { ...SCREEN, camera: CAMERA }), opened(1))
    const off: SharingEvent = { type: 'camera-off', shareId: 1 }
    expect(reduceSharing(model, { ...off, shareId: 9 })).toBe(model)
    const without = reduceSharing(model, off)
    // Pictures with the camera are of an older revision, and are dropped.
    expect(without.sharing).toEqual(sharingOn(SCREEN, { coversRevision: 1 }))
    expect(reduceSharing(without, off)).toBe(without)
  })

  it('wants pictures composed anew when the camera moves to another corner', () => {
    const moved: SharingEvent = { type: 'corner-moved' }
    const model = after(chosen(1, { ...SCREEN, camera: CAMERA }), opened(1), moved)
    expect(model.sharing).toMatchObject({ coversRevision: 1 })
    const without = after(chosen(1), opened(1))
    expect(reduceSharing(without, moved)).toBe(without)
    expect(reduceSharing(NOTHING_SHARED, moved)).toBe(NOTHING_SHARED)
  })

  it('pauses for an excluded window and for a locked screen, which counts first', () => {
    const excluded: SharingEvent = { type: 'situation', change: { excludedWindow: 'Bank' } }
    const locked: SharingEvent = { type: 'situation', change: { screenLocked: true } }
    const model = after(chosen(1), opened(1), excluded)
    expect(model.sharing).toMatchObject({ paused: { kind: 'excluded-window', name: 'Bank' } })
    expect(reduceSharing(model, excluded).sharing).toBe(model.sharing)
    const both = reduceSharing(model, locked)
    expect(both.sharing).toMatchObject({ paused: { kind: 'screen-locked' } })
    const unlocked = reduceSharing(both, { type: 'situation', change: { screenLocked: false } })
    expect(unlocked.sharing).toEqual(model.sharing)
    const closed = reduceSharing(unlocked, { type: 'situation', change: { excludedWindow: null } })
    expect(sentShare(closed.sharing)).toBe(1)
  })

  it('is paused from its first moment when the situation was there before it', () => {
    const model = after(
      { type: 'situation', change: { excludedWindow: 'Bank' } },
      chosen(1),
      opened(1),
    )
    expect(sentShare(model.sharing)).toBeNull()
  })
})

const events: fc.Arbitrary<SharingEvent> = fc.oneof(
  fc.record({
    type: fc.constant('chosen' as const),
    shareId: fc.nat(5),
    source: fc.constant(SCREEN),
  }),
  fc.nat(5).map(opened),
  fc.nat(5).map(lost),
  fc.constant<SharingEvent>({ type: 'stopped' }),
  fc
    .boolean()
    .map((screenLocked): SharingEvent => ({ type: 'situation', change: { screenLocked } })),
  fc
    .option(fc.constant('Bank'))
    .map((excludedWindow): SharingEvent => ({ type: 'situation', change: { excludedWindow } })),
)

it('never sends in a situation in which nothing may be sent', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 30 }), (happened) => {
      const { sharing, situation } = after(...happened)
      const mayNot = situation.screenLocked || situation.excludedWindow !== null
      expect(mayNot && sentShare(sharing) !== null).toBe(false)
      expect(sharing.kind === 'on' && (sharing.paused !== null) !== mayNot).toBe(false)
    }),
  )
})

it('sends only what the user chose and the window opened', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 30 }), (happened) => {
      const sent = sentShare(after(...happened).sharing)
      const was = (type: 'chosen' | 'opened'): boolean =>
        happened.some((event) => event.type === type && event.shareId === sent)
      expect(sent === null || (was('chosen') && was('opened'))).toBe(true)
    }),
  )
})
