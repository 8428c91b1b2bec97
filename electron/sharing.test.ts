import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '@contract/errors'
import type { ShareChoice, SharingState } from '@contract/session'
import type { AppState } from '@contract/state'
import { sharingOn } from '@contract/testing'
import { StateCell } from '@main/state-cell'
import { CaptureIntent } from './capture-intent'
import { ShareCandidates } from './share-candidates'
import { isCameraChosen, Sharing } from './sharing'

const SCREEN = { kind: 'screen', id: 'screen:1:0', name: 'Entire screen' } as const
const CAMERA = { kind: 'camera', id: 'abc', name: 'Webcam' } as const

vi.mock('electron', () => {
  const thumbnail = { isEmpty: () => true }
  const getSources = () => Promise.resolve([{ id: 'screen:1:0', name: 'x', thumbnail }])
  return { desktopCapturer: { getSources }, shell: {}, systemPreferences: {} }
})

let answer: Result<null>
let checked: ShareChoice[]
let chosen: ShareChoice | null
let intent: CaptureIntent
let state: StateCell<AppState>
let sharing: Sharing

beforeEach(async () => {
  answer = ok(null)
  checked = []
  chosen = null
  state = new StateCell({ sharing: { kind: 'off' } } as AppState)
  intent = new CaptureIntent(() => 0)
  const start = (choice: ShareChoice): Result<null> => {
    chosen = choice
    return answer
  }
  const check = (choice: ShareChoice): Promise<void> => {
    expect(chosen).toBeNull()
    checked.push(choice)
    return Promise.resolve()
  }
  sharing = new Sharing(
    { state, sharing: { start } },
    intent,
    new ShareCandidates(
      () => [],
      () => false,
    ),
    { check },
  )
  await sharing.listCandidates()
})

describe('sharing', () => {
  it('arms what was offered and chosen, under the name that was offered', async () => {
    expect(await sharing.start({ ...SCREEN, name: 'My other screen' })).toEqual(ok(null))
    expect(chosen).toEqual(SCREEN)
    // For excluded windows, before anything was started.
    expect(checked).toHaveLength(1)
    intent.permissionTaken()
    expect(intent.takeSource()).toEqual({ id: SCREEN.id, name: SCREEN.name })
  })

  it('arms the screen for a part of it, which has a name of its own', async () => {
    const region = { left: 0.5, top: 0, width: 0.5, height: 1 }
    const part = { ...SCREEN, kind: 'region', region } as const
    expect(await sharing.start(part)).toEqual(ok(null))
    expect(chosen).toEqual({ ...part, name: 'Part of the screen' })
    expect(checked).toEqual([part])
    intent.permissionTaken()
    expect(intent.takeSource()).toEqual({ id: SCREEN.id, name: SCREEN.name })
  })

  it.each([
    { ...SCREEN, kind: 'region' as const },
    { ...SCREEN, region: { left: 0, top: 0, width: 1, height: 1 } },
  ])('refuses a part without a box, and a box without a part (%o)', async (choice) => {
    expect(await sharing.start(choice)).toEqual(fail('request-invalid', 'region'))
    expect([chosen, intent.expectsPermission]).toEqual([null, false])
  })

  it.each([
    { ...SCREEN, id: 'screen:2:0' },
    { ...SCREEN, id: 'web-contents-media-stream://1:1' },
    { ...SCREEN, kind: 'window' as const },
  ])('refuses what was not offered (%o)', async (choice) => {
    expect(await sharing.start(choice)).toEqual(fail('share-source-gone'))
    expect(chosen).toBeNull()
    expect(intent.expectsPermission).toBe(false)
  })

  it('arms nothing when the engine refuses', async () => {
    answer = fail('not-live')
    expect(await sharing.start(SCREEN)).toEqual(fail('not-live'))
    expect(intent.expectsPermission).toBe(false)
  })

  it('disarms when sharing is over', async () => {
    await sharing.start(SCREEN)
    state.update({ sharing: { kind: 'off' } })
    expect(intent.expectsPermission).toBe(false)
  })

  it('arms no screen for a camera, which the state alone allows', async () => {
    expect(await sharing.start(CAMERA)).toEqual(ok(null))
    expect(intent.expectsPermission).toBe(false)
    expect(isCameraChosen(state.current)).toBe(false)
    state.update({ sharing: { kind: 'starting', shareId: 1, source: CAMERA } })
    expect(isCameraChosen(state.current)).toBe(true)
  })

  it('allows a camera while it is part of what is shared, or is to take its place', () => {
    const isChosenFor = (sharingState: SharingState): boolean =>
      isCameraChosen({ sharing: sharingState } as AppState)
    const camera = { id: 'abc', name: 'Webcam' }
    expect(isChosenFor(sharingOn(SCREEN))).toBe(false)
    expect(isChosenFor(sharingOn({ ...SCREEN, camera }))).toBe(true)
    expect(isChosenFor(sharingOn(SCREEN, { next: { shareId: 2, source: CAMERA } }))).toBe(true)
    expect(isChosenFor(sharingOn(SCREEN, { next: { shareId: 2, source: SCREEN } }))).toBe(false)
  })
})
