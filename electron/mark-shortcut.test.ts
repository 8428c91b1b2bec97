import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '@contract/state'
import { ok } from '@contract/errors'
import { DEFAULT_SETTINGS } from '@contract/testing'
import { MarkShortcut } from './mark-shortcut'

/** The system: what other apps have, and what is held here. */
const system = vi.hoisted(() => {
  const held = new Map<string, () => void>()
  return {
    held,
    globalShortcut: {
      register: (keys: string, press: () => void): boolean => {
        if (held.has(keys) || keys === 'Control+T') return false
        held.set(keys, press)
        return true
      },
      isRegistered: (keys: string) => held.has(keys),
      unregister: (keys: string) => held.delete(keys),
    },
  }
})
vi.mock('electron', () => ({ globalShortcut: system.globalShortcut }))
beforeEach(() => system.held.clear())

const MARK = DEFAULT_SETTINGS.markShortcut

function setUp({ supported = true, markShortcut = MARK } = {}) {
  const markMoment = vi.fn(() => Promise.resolve(ok(null)))
  let current: Pick<AppState, 'session' | 'settings' | 'markShortcut'> = {
    session: { kind: 'idle' },
    settings: { ...DEFAULT_SETTINGS, markShortcut },
    markShortcut: 'off',
  }
  const engine = {
    state: {
      get current() {
        return current
      },
      update: (patch: Partial<typeof current>) => (current = { ...current, ...patch }),
    },
    saveMarkShortcut: (saved: string) => {
      engine.state.update({ settings: { ...current.settings, markShortcut: saved } })
      return Promise.resolve(ok(null))
    },
    library: { markMoment },
  }
  const shortcut = new MarkShortcut(engine, supported)
  const become = (kind: 'live' | 'ended'): void => {
    const session = kind === 'live' ? { kind, since: 1 } : { kind, at: 1 }
    engine.state.update({ session })
    shortcut.follow()
  }
  return {
    shortcut,
    become,
    markMoment,
    status: () => current.markShortcut,
    settings: () => current.settings,
  }
}

describe('the shortcut for marks', () => {
  it('is taken while a conversation is on, and marks', () => {
    const { become, markMoment, status } = setUp()
    become('live')
    expect(status()).toBe('registered')
    system.held.get(MARK)?.()
    expect(markMoment).toHaveBeenCalledWith({ note: '' })
    become('ended')
    expect([status(), system.held.size]).toEqual(['off', 0])
  })

  it('says that another app has it, and asks the system once', () => {
    const { become, status } = setUp({ markShortcut: 'Control+T' })
    const register = vi.spyOn(system.globalShortcut, 'register')
    become('live')
    become('live')
    expect(status()).toBe('taken')
    expect(register).toHaveBeenCalledTimes(1)
    register.mockRestore()
  })

  it('is changed while a conversation is on, and stays when the new one is refused', async () => {
    const { shortcut, become, status, settings } = setUp()
    become('live')
    expect(await shortcut.change('Control+T')).toMatchObject({
      error: { reason: 'shortcut-taken' },
    })
    expect([...system.held.keys()]).toEqual([MARK])
    expect(await shortcut.change('Control+K')).toEqual(ok(null))
    shortcut.follow()
    expect([status(), settings().markShortcut]).toEqual(['registered', 'Control+K'])
    expect([...system.held.keys()]).toEqual(['Control+K'])
  })

  it('holds nothing after a change without a conversation', async () => {
    const { shortcut, settings, become } = setUp()
    expect(await shortcut.change('Control+K')).toEqual(ok(null))
    shortcut.follow()
    expect([settings().markShortcut, system.held.size]).toEqual(['Control+K', 0])
    become('live')
    expect([...system.held.keys()]).toEqual(['Control+K'])
  })

  it('does not take the keys of another shortcut of this app', () => {
    system.held.set(MARK, () => undefined)
    const { become, status } = setUp()
    become('live')
    expect(status()).toBe('taken')
    become('ended')
    expect([...system.held.keys()]).toEqual([MARK])
  })

  it('says where there is none', () => {
    const { become, status } = setUp({ supported: false })
    become('live')
    expect([status(), system.held.size]).toEqual(['unsupported', 0])
  })
})
