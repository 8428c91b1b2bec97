import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ShareChoice } from '@contract/session'
import type { AppState } from '@contract/state'
import { DEFAULT_SETTINGS, sharingOn } from '@contract/testing'
import { StateCell } from '@main/state-cell'
import type { ScreenSource } from './capture-intent'
import { findExcludedWindow, isExcluded, WindowExclusion } from './window-exclusion'

vi.mock('electron', () => ({ desktopCapturer: {} }))

const SCREEN: ShareChoice = { kind: 'screen', id: 'screen:1:0', name: 'Entire screen' }
const NOTES = { id: 'window:1:0', name: 'Notes' }
const BANK = { id: 'window:2:0', name: 'My BANK – Browser' }

describe('an excluded window', () => {
  it('is known by a part of its title, in whatever case', () => {
    expect(isExcluded('My BANK – Browser', ['bank'])).toBe(true)
    expect(isExcluded('Notes', ['bank', 'mail'])).toBe(false)
    expect(isExcluded('ÜBERWEISUNG', ['überweisung'])).toBe(true)
  })

  it('matters to a screen or region, and to a window that is itself excluded', () => {
    const find = (source: ShareChoice): ScreenSource | null =>
      findExcludedWindow([NOTES, BANK], ['bank'], [source])
    expect(find(SCREEN)).toBe(BANK)
    expect(find({ ...SCREEN, kind: 'region' })).toBe(BANK)
    expect(find({ kind: 'window', id: 'window:1:1', name: 'Notes' })).toBeNull()
    expect(find({ kind: 'window', id: 'window:2:1', name: 'My' })).toBe(BANK)
    expect(find({ kind: 'camera', id: 'c', name: 'Webcam' })).toBeNull()
  })
})

describe('watching for excluded windows', () => {
  let windows: ScreenSource[] | null
  let looks: number
  let state: StateCell<AppState>
  let situation: (string | null | undefined)[]
  let exclusion: WindowExclusion

  beforeEach(() => {
    vi.useFakeTimers()
    windows = [NOTES]
    looks = 0
    situation = []
    const settings = { ...DEFAULT_SETTINGS, excluded: ['bank'] }
    state = new StateCell({ sharing: { kind: 'off' }, settings } as unknown as AppState)
    exclusion = new WindowExclusion(
      { state, sharing: { setSituation: (change) => situation.push(change.excludedWindow) } },
      () => {
        looks += 1
        return windows ? Promise.resolve(windows) : Promise.reject(new Error('no list'))
      },
    )
  })

  afterEach(() => {
    exclusion.close()
    vi.useRealTimers()
  })

  const second = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1_000)

  it('looks before something is shared, and about each second afterwards', async () => {
    windows = [BANK]
    await exclusion.check(SCREEN)
    expect(situation).toEqual([BANK.name])
    state.update({ sharing: sharingOn(SCREEN) })
    await second()
    windows = [NOTES]
    await second()
    expect(situation.at(-1)).toBeNull()
    windows = [BANK]
    await second()
    expect(situation.at(-1)).toBe(BANK.name)
  })

  it('does not look when nothing is excluded, or nothing is shared that shows windows', async () => {
    state.update({ sharing: sharingOn({ kind: 'camera', id: 'c', name: 'Webcam' }) })
    await second()
    state.update({ sharing: sharingOn(SCREEN), settings: DEFAULT_SETTINGS })
    await second()
    await exclusion.check(SCREEN)
    expect(looks).toBe(0)
  })

  it('stops looking when sharing is over, and forgets what it saw', async () => {
    windows = [BANK]
    state.update({ sharing: sharingOn(SCREEN) })
    await second()
    state.update({ sharing: { kind: 'off' } })
    await second()
    const before = looks
    await second()
    expect(looks).toBe(before)
    expect(situation.at(-1)).toBeNull()
  })

  it('stays as it was when the windows cannot be listed', async () => {
    windows = [BANK]
    state.update({ sharing: sharingOn(SCREEN) })
    await second()
    windows = null
    await second()
    expect(situation.at(-1)).toBe(BANK.name)
  })
})
