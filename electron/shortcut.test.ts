import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ShortcutStatus, ShortcutTest, TalkMode } from '@contract/settings'
import { DEFAULT_SETTINGS } from '@contract/testing'
import type { HookListeners } from './key-hook/fork-hook'
import type { PortalAnswer, PortalListeners } from './key-hook/portal-shortcut'
import { Shortcut } from './shortcut'

const system = vi.hoisted(() => ({ pressed: new Map<string, () => void>() }))
vi.mock('electron', () => ({
  globalShortcut: {
    register: (accelerator: string, press: () => void): boolean => {
      if (accelerator === 'Control+T') return false
      system.pressed.set(accelerator, press)
      return true
    },
    isRegistered: (accelerator: string) => system.pressed.has(accelerator),
    unregister: (accelerator: string) => system.pressed.delete(accelerator),
    unregisterAll: () => {
      system.pressed.clear()
    },
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  system.pressed.clear()
})
afterEach(() => vi.useRealTimers())

interface Child extends HookListeners {
  readonly kill: ReturnType<typeof vi.fn>
}

interface Surroundings {
  readonly platform?: NodeJS.Platform
  readonly trusted?: boolean
  /** How a Wayland desktop answers. */
  readonly portal?: PortalAnswer
}

/** A shortcut with all that it talks to. */
async function start(
  talkMode: TalkMode,
  { platform = 'linux', trusted = true, portal }: Surroundings = {},
) {
  const told: string[] = []
  const statuses: ShortcutStatus[] = []
  const tests: ShortcutTest[] = []
  const children: Child[] = []
  const portals: PortalListeners[] = []
  const asked: boolean[] = []
  const mac = { trusted }
  const shortcut = new Shortcut(
    {
      setShortcutStatus: (status) => statuses.push(status),
      setShortcutTest: (test) => tests.push(test),
      saveShortcut: () => Promise.resolve({ ok: true, value: null }),
      talkKey: {
        down: () => told.push('down'),
        up: () => told.push('up'),
        lost: () => told.push('lost'),
      },
    },
    {
      platform,
      openPortal:
        portal === undefined
          ? null
          : (_, listeners) => {
              portals.push(listeners)
              return Promise.resolve(portal)
            },
      fork: (_, listeners) => {
        const child = { ...listeners, kill: vi.fn() }
        children.push(child)
        return child
      },
      isTrusted: (ask) => {
        if (ask) asked.push(ask)
        return mac.trusted
      },
    },
  )
  await shortcut.restore({ ...DEFAULT_SETTINGS, talkMode })
  const hold = (): unknown => {
    const status = statuses.at(-1)
    return status?.kind === 'registered' ? status.hold : status?.kind
  }
  const press = (): void => system.pressed.get(DEFAULT_SETTINGS.shortcut)?.()
  return { shortcut, told, statuses, tests, children, portals, asked, mac, hold, press }
}

describe('holding the shortcut', () => {
  it('tells a press and a release', async () => {
    const { told, children, press, hold, shortcut } = await start('push-to-talk')
    children[0]?.onReport('ready')
    press()
    children[0]?.onReport('down')
    vi.advanceTimersByTime(2_000)
    expect(hold()).toEqual({ kind: 'hold', proved: false })
    children[0]?.onReport('up')
    expect(told).toEqual(['down', 'up'])
    expect(hold()).toEqual({ kind: 'hold', proved: true })
    await shortcut.change('Control+F10')
    expect(hold()).toEqual({ kind: 'hold', proved: false })
  })

  it('needs no hook where nobody holds to talk: a press is a tap', async () => {
    const { told, children, press, hold } = await start('hands-free')
    press()
    expect(told).toEqual(['down', 'up'])
    expect(children).toEqual([])
    expect(hold()).toEqual({ kind: 'hold', proved: false })
  })

  it('is lost with the hook, which comes back; meanwhile a press is a tap', async () => {
    const { told, children, press, hold } = await start('push-to-talk')
    children[0]?.onReport('ready')
    press()
    children[0]?.onReport('down')
    children[0]?.onExit()
    expect(told).toEqual(['down', 'lost'])
    vi.advanceTimersByTime(1_000)
    press()
    expect(told).toEqual(['down', 'lost', 'down', 'up'])
    expect(children).toHaveLength(2)
    children[1]?.onReport('ready')
    expect(hold()).toEqual({ kind: 'hold', proved: false })
  })

  it('is given up when the hook keeps dying, until it is tried again', async () => {
    const { shortcut, children, hold } = await start('push-to-talk')
    for (let tries = 0; tries < 10; tries += 1) {
      children.at(-1)?.onExit()
      vi.advanceTimersByTime(1_000)
    }
    expect(children).toHaveLength(3)
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'hook' })
    shortcut.allowHolding()
    children[3]?.onReport('ready')
    expect(hold()).toEqual({ kind: 'hold', proved: false })
  })

  it('is given up when the hook hangs', async () => {
    const { children, hold } = await start('push-to-talk')
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(3)
    expect(children.every(({ kill }) => kill.mock.calls.length === 1)).toBe(true)
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'hook' })
  })

  it('is given up when the hook does not see the key', async () => {
    const { told, children, press, hold } = await start('push-to-talk')
    children[0]?.onReport('ready')
    for (let presses = 0; presses < 2; presses += 1) {
      press()
      vi.advanceTimersByTime(2_000)
    }
    expect(told).toEqual(['down', 'up', 'down', 'up'])
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'key' })
    expect(children[0]?.kill).toHaveBeenCalledTimes(1)
  })

  it('asks macOS when it is chosen, not before', async () => {
    const { shortcut, children, asked, mac, hold } = await start('hands-free', {
      platform: 'darwin',
      trusted: false,
    })
    expect(asked).toEqual([])
    shortcut.follow({ ...DEFAULT_SETTINGS, talkMode: 'push-to-talk' })
    expect(asked).toEqual([true])
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'permission' })
    expect(children).toEqual([])
    mac.trusted = true
    shortcut.refresh()
    expect(hold()).toEqual({ kind: 'hold', proved: false })
    expect(children).toHaveLength(1)
  })

  it('is not asked for at the next start', async () => {
    const { asked, hold } = await start('push-to-talk', { platform: 'darwin', trusted: false })
    expect(asked).toEqual([])
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'permission' })
  })

  it('is not possible under Wayland without a portal', async () => {
    const { told, children, press, hold } = await start('push-to-talk', { portal: 'unavailable' })
    press()
    expect(told).toEqual(['down', 'up'])
    expect(children).toEqual([])
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'portal' })
  })

  it('is over when the screen is locked', async () => {
    const { shortcut, told, children, press } = await start('push-to-talk')
    children[0]?.onReport('ready')
    press()
    children[0]?.onReport('down')
    shortcut.lose()
    children[0]?.onReport('up')
    expect(told.filter((word) => word !== 'lost')).toEqual(['down'])
    expect(told.at(-1)).toBe('lost')
  })
})

describe('the portal of a Wayland desktop', () => {
  const portal = { close: vi.fn() }

  it('tells presses and releases, and no hook is there', async () => {
    const { told, children, portals, hold } = await start('push-to-talk', { portal })
    expect(hold()).toEqual({ kind: 'hold', proved: false })
    portals[0]?.onDown()
    portals[0]?.onUp()
    expect(told).toEqual(['down', 'up'])
    expect(children).toEqual([])
    expect(system.pressed.size).toBe(0)
  })

  it('that is gone leaves a switch, and what was held is lost', async () => {
    const { told, portals, hold, press } = await start('push-to-talk', { portal })
    portals[0]?.onDown()
    portals[0]?.onLost()
    expect(told).toEqual(['down', 'lost'])
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'portal' })
    press()
    expect(told).toEqual(['down', 'lost', 'down', 'up'])
  })

  it('tells no release of what was lost when the screen was locked', async () => {
    const { shortcut, told, portals } = await start('push-to-talk', { portal })
    portals[0]?.onDown()
    shortcut.lose()
    portals[0]?.onUp()
    expect(told.filter((word) => word !== 'lost')).toEqual(['down'])
  })

  it('may refuse', async () => {
    const { hold } = await start('push-to-talk', { portal: 'refused' })
    expect(hold()).toBe('invalid')
  })
})

describe('another shortcut', () => {
  it('that is taken leaves the old one', async () => {
    const { shortcut, statuses, told, press } = await start('hands-free')
    const result = await shortcut.change('Control+T')
    expect(result).toMatchObject({ ok: false, error: { reason: 'shortcut-taken' } })
    expect(statuses).toHaveLength(1)
    press()
    expect(told).toEqual(['down', 'up'])
  })

  it('that the hook does not know is a switch only', async () => {
    const { shortcut, children, hold } = await start('push-to-talk')
    await shortcut.change('Control+Plus')
    expect(hold()).toEqual({ kind: 'toggle-only', why: 'key' })
    expect(children[0]?.kill).toHaveBeenCalledTimes(1)
  })
})

describe('press it now', () => {
  it('takes the press for itself, with how long it was held', async () => {
    const { shortcut, told, tests, children, press } = await start('hands-free')
    const started = shortcut.test(true)
    children[0]?.onReport('ready')
    await started
    told.splice(0) // whatever was held before the test is let go
    press()
    children[0]?.onReport('down')
    vi.advanceTimersByTime(400)
    children[0]?.onReport('up')
    expect(tests.map(({ kind }) => kind)).toEqual(['waiting', 'down', 'passed'])
    expect(tests.at(-1)).toEqual({ kind: 'passed', heldMs: 400 })
    expect(told).toEqual([])
    expect(children[0]?.kill).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1_000)
    press()
    expect(told).toEqual(['down', 'up'])
  })

  it('tells of a tap where no release is seen, and of nothing after ten seconds', async () => {
    const { shortcut, tests, press } = await start('hands-free', {
      platform: 'darwin',
      trusted: false,
    })
    await shortcut.test(true)
    press()
    expect(tests.at(-1)).toEqual({ kind: 'passed', heldMs: null })
    await shortcut.test(true)
    vi.advanceTimersByTime(9_900)
    expect(tests.at(-1)).toEqual({ kind: 'waiting' })
    vi.advanceTimersByTime(200)
    expect(tests.at(-1)).toEqual({ kind: 'nothing' })
  })

  it('starts though the hook does not', async () => {
    const { shortcut, tests } = await start('hands-free')
    const started = shortcut.test(true)
    await vi.advanceTimersByTimeAsync(4_000)
    await started
    expect(tests.at(-1)).toEqual({ kind: 'waiting' })
  })
})
