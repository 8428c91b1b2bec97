import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '@contract/errors'
import type { Box } from '@contract/settings'
import { refuseRegion, RegionSelection } from './region-selection'

vi.mock('electron', () => ({ desktopCapturer: {}, shell: {}, systemPreferences: {} }))

const REGION = { left: 0.25, top: 0, width: 0.5, height: 0.5 }

let events: string[]
let settle: (outcome: Result<Box | null>) => void
let still: () => Promise<string | null>
let selection: RegionSelection<string>

beforeEach(() => {
  vi.useFakeTimers()
  events = []
  still = () => Promise.resolve('still')
  selection = new RegionSelection<string>({
    refuse: (id) => (id === 'gone' ? fail('share-source-gone') : null),
    takeStill: () => {
      events.push('still')
      return still()
    },
    openOverlay: () => {
      events.push('overlay')
      const outcome = new Promise<Result<Box | null>>((resolve) => {
        settle = resolve
      })
      return { captureId: 'window:9:0', outcome, close: () => settle(ok(null)) }
    },
    window: {
      stepAside: () => {
        events.push('aside')
        return () => events.push('back')
      },
      passActivation: () => {
        events.push('click')
        return Promise.resolve()
      },
    },
  })
})

afterEach(() => {
  vi.useRealTimers()
})

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('choosing a part of a screen', () => {
  it('takes the still without our window, and gives the click back with the part', async () => {
    const chosen = selection.select('screen:1:0')
    expect(events).toEqual(['aside'])
    await pass(1_000)
    expect(events).toEqual(['aside', 'still', 'overlay'])
    expect(selection.captureIds).toEqual(['window:9:0'])
    settle(ok(REGION))
    expect(await chosen).toEqual(ok(REGION))
    expect(events.slice(3)).toEqual(['back', 'click'])
  })

  it('brings the window back without a click when there is no part', async () => {
    for (const outcome of [ok(null), fail('region-failed')]) {
      const chosen = selection.select('screen:1:0')
      await pass(1_000)
      settle(outcome)
      expect(await chosen).toEqual(outcome)
    }
    expect(events.filter((event) => event === 'back')).toHaveLength(2)
    expect(events).not.toContain('click')
  })

  it('refuses before anything is hidden, and while one is being chosen', async () => {
    expect(await selection.select('gone')).toEqual(fail('share-source-gone'))
    expect(events).toEqual([])
    const first = selection.select('screen:1:0')
    expect(await selection.select('screen:1:0')).toEqual(fail('region-failed', 'busy'))
    await pass(1_000)
    settle(ok(null))
    await first
  })

  it.each([
    ['fails', () => Promise.reject(new Error('no'))],
    ['is none', () => Promise.resolve(null)],
    ['never comes', () => new Promise<null>(() => undefined)],
  ])('gives up when the still %s', async (_how, take) => {
    still = take
    const chosen = selection.select('screen:1:0')
    await pass(11_000)
    expect(await chosen).toEqual(fail('region-failed', 'no picture'))
    expect(events).toEqual(['aside', 'still', 'back'])
  })

  it('is cancelled before the overlay is there, and while it is', async () => {
    const early = selection.select('screen:1:0')
    selection.cancel()
    expect(await early).toEqual(ok(null))
    await pass(1_000)
    expect(events).toEqual(['aside', 'back'])
    const late = selection.select('screen:1:0')
    await pass(1_000)
    selection.cancel()
    expect(await late).toEqual(ok(null))
  })
})

describe('a choice that is cancelled while the still is taken', () => {
  it('is over at once, and the still that comes later covers nothing', async () => {
    let arrive: (taken: string) => void = () => undefined
    still = () => new Promise((resolve) => (arrive = resolve))
    const chosen = selection.select('screen:1:0')
    await pass(1_000)
    expect(events).toEqual(['aside', 'still'])
    selection.cancel()
    expect(await chosen).toEqual(ok(null))
    arrive('late')
    await pass(1_000)
    expect(events).toEqual(['aside', 'still', 'back'])
  })
})

describe('a part is refused', () => {
  const candidates = { find: (id: string) => (id === 'nothing' ? null : { id, name: 'x' }) }

  it.each([
    ['screen:1:0', false, null],
    ['screen:1:0', true, fail('region-failed', 'Wayland')],
    ['window:1:0', false, fail('share-source-gone')],
    ['nothing', false, fail('share-source-gone')],
  ])('of %s (Wayland: %s)', (id, isWayland, refused) => {
    expect(refuseRegion(id, candidates, isWayland)).toEqual(refused)
  })
})
