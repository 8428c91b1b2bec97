import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ShareChoice } from '@contract/session'
import type { AppState } from '@contract/state'
import { DEFAULT_SETTINGS, sharingOn } from '@contract/testing'
import { StateCell } from '@main/state-cell'
import type { ScreenSource } from './capture-intent'
import { findExcludedWindow, isExcluded } from './excluded-window'
import { WindowExclusion } from './window-exclusion'

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
  let notices: string[]
  /** How long a list takes, in ms: what it tells is as of its beginning. */
  let listMs: number

  beforeEach(() => {
    vi.useFakeTimers()
    windows = [NOTES]
    looks = 0
    situation = []
    notices = []
    listMs = 0
    const settings = { ...DEFAULT_SETTINGS, excluded: ['bank'] }
    state = new StateCell({ sharing: { kind: 'off' }, settings } as unknown as AppState)
    exclusion = new WindowExclusion(
      {
        state,
        sharing: {
          setSituation: ({ excludedWindow }) => situation.push(excludedWindow),
          setClearance: () => undefined,
        },
        notices: {
          post: ({ reason }) => notices.push(reason),
          clear: (reason) => void (notices = notices.filter((one) => one !== reason)),
        },
      },
      async () => {
        looks += 1
        const seen = windows
        if (listMs > 0) await new Promise((resolve) => setTimeout(resolve, listMs))
        if (!seen) throw new Error('no list')
        return seen
      },
    )
  })

  afterEach(() => {
    exclusion.close()
    vi.useRealTimers()
  })

  const passing = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)
  const second = (): Promise<unknown> => passing(1_000)

  /** Asks about a picture that is captured now; the answer stands there once it is given. */
  const ask = (capturedAt = Date.now()): { answer: boolean | null } => {
    const asked: { answer: boolean | null } = { answer: null }
    void exclusion.cleared(capturedAt).then((answer) => (asked.answer = answer))
    return asked
  }

  it('looks before something is shared, and about each second afterwards', async () => {
    windows = [BANK]
    await exclusion.check(SCREEN)
    expect(situation).toEqual([BANK.name])
    state.update({ sharing: sharingOn(SCREEN) })
    await second()
    windows = [NOTES]
    await second()
    // The newest picture of the screen may be older than this look.
    expect(situation.at(-1)).toBe(BANK.name)
    await second()
    expect(situation.at(-1)).toBeNull()
    windows = [BANK]
    await second()
    expect(situation.at(-1)).toBe(BANK.name)
  })

  it('clears a picture by a look that began after it was captured, and by no other', async () => {
    state.update({ sharing: sharingOn(SCREEN) })
    await passing(500)
    listMs = 300
    await passing(600)
    // A look runs that began before the window was opened.
    windows = [BANK]
    const shows = ask()
    await passing(250)
    expect([shows.answer, situation]).toEqual([null, []])
    await passing(300)
    expect([shows.answer, situation.at(-1)]).toEqual([false, BANK.name])
  })

  it('clears no picture from before it was sure that the window is gone', async () => {
    windows = [BANK]
    state.update({ sharing: sharingOn(SCREEN) })
    await second()
    const early = Date.now()
    windows = [NOTES]
    const soon = ask()
    await passing(10)
    expect(soon.answer).toBe(false)
    await passing(2_500)
    expect(situation.at(-1)).toBeNull()
    const [late, now] = [ask(early), ask()]
    await passing(10)
    expect([late.answer, now.answer]).toEqual([false, true])
  })

  it('clears at once, and without a look, where nothing is excluded', async () => {
    state.update({ sharing: sharingOn(SCREEN), settings: DEFAULT_SETTINGS })
    const asked = ask()
    await passing(0)
    expect([asked.answer, looks]).toEqual([true, 0])
  })

  it('clears nothing once it is closed', async () => {
    state.update({ sharing: sharingOn(SCREEN) })
    exclusion.close()
    const asked = ask()
    await passing(0)
    expect(asked.answer).toBe(false)
  })

  it('holds pictures while the windows cannot be listed, and says so when that lasts', async () => {
    state.update({ sharing: sharingOn(SCREEN) })
    await second()
    windows = null
    const asked = ask()
    await passing(3_000)
    expect([asked.answer, notices]).toEqual([null, []])
    await passing(4_000)
    expect([asked.answer, notices]).toEqual([null, ['windows-not-listed']])
    windows = [NOTES]
    await passing(1_100)
    expect([asked.answer, notices]).toEqual([true, []])
  })

  it('takes a list that never comes for a failed one', async () => {
    listMs = 1_000_000
    state.update({ sharing: sharingOn(SCREEN) })
    await passing(1_000)
    listMs = 0
    const asked = ask()
    await passing(3_000)
    expect(asked.answer).toBeNull()
    await passing(2_000)
    expect(asked.answer).toBe(true)
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
