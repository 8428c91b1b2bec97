import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Hotkey } from './hotkeys'

/** A stand-in for the system: it knows aliases, other programs' keys, and which words exist. */
const system = vi.hoisted(() => {
  const held = new Map<string, () => void>()
  const canonical = (accelerator: string): string => {
    if (accelerator.endsWith('ä')) throw new TypeError('conversion failure')
    return accelerator.replace('Ctrl', 'Control')
  }
  return {
    held,
    globalShortcut: {
      register: (accelerator: string, press: () => void): boolean => {
        const key = canonical(accelerator)
        if (held.has(key) || key === 'Control+T') return false
        held.set(key, press)
        return true
      },
      isRegistered: (accelerator: string) => held.has(canonical(accelerator)),
      unregister: (accelerator: string) => held.delete(canonical(accelerator)),
      unregisterAll: () => {
        held.clear()
      },
    },
  }
})
vi.mock('electron', () => ({ globalShortcut: system.globalShortcut }))

beforeEach(() => {
  system.held.clear()
})

describe('the global shortcut', () => {
  it('is taken, and replaced by a new one', () => {
    const press = vi.fn()
    const hotkey = new Hotkey(press)
    expect(hotkey.take('Control+A')).toBe('registered')
    expect(hotkey.take('Control+B')).toBe('registered')
    expect([...system.held.keys()]).toEqual(['Control+B'])
    system.held.get('Control+B')?.()
    expect(press).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['Control+T', 'taken'],
    ['Control+Nonsense', 'invalid'],
  ])('stays when %s is refused', (accelerator, kind) => {
    const hotkey = new Hotkey(vi.fn())
    hotkey.take('Control+A')
    expect(hotkey.take(accelerator)).toBe(kind)
    expect([...system.held.keys()]).toEqual(['Control+A'])
  })

  it('works on when it is written in another way', () => {
    const hotkey = new Hotkey(vi.fn())
    hotkey.take('Control+A')
    expect(hotkey.take('Ctrl+A')).toBe('registered')
    expect([...system.held.keys()]).toEqual(['Control+A'])
  })

  it('is given back at the end', () => {
    const hotkey = new Hotkey(vi.fn())
    hotkey.take('Control+A')
    hotkey.close()
    expect(system.held.size).toBe(0)
  })
})
