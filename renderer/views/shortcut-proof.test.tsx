// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { HoldSupport, ShortcutTest } from '@contract/settings'
import type { AppState } from '@contract/state'
import { main, push, QUIET, reset, showApp, type Scope } from './testing'

afterEach(reset)

const withHold = (hold: HoldSupport): AppState => ({
  ...QUIET,
  shortcut: { kind: 'registered', accelerator: 'Control+Shift+Space', hold },
})

function open(app: AppState = QUIET): Scope {
  showApp(app)
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  return within(
    within(screen.getByRole('dialog', { name: 'Settings' })).getByRole('region', {
      name: 'Shortcut',
    }),
  )
}

describe('the settings of the shortcut', () => {
  it('say that it can be held', () => {
    const words = open().getByText(/hold it to talk/)
    expect(words.textContent).not.toContain('not tried')
  })

  it('do not claim that holding works before it was seen to', () => {
    const section = open(withHold({ kind: 'hold', proved: false }))
    expect(section.getByText(/hold it to talk/).textContent).toContain('was not tried')
  })

  it.each<['permission' | 'portal' | 'key' | 'hook', RegExp, string | null]>([
    ['permission', /macOS has not allowed/, 'Allow holding'],
    ['portal', /Wayland/, null],
    ['key', /this key/, null],
    ['hook', /libxt6/, 'Try again'],
  ])('say why it cannot, and what helps: %s', (why, reason, next) => {
    const section = open(withHold({ kind: 'toggle-only', why }))
    expect(section.getByText(reason).textContent).toContain('tap it again to stop')
    expect(section.queryByText(/hold it to talk/)).toBeNull()
    for (const name of ['Allow holding', 'Try again']) {
      expect(section.queryByRole('button', { name }) !== null).toBe(name === next)
    }
    if (next === null) return
    fireEvent.click(section.getByRole('button', { name: next }))
    expect(main.allowHolding).toHaveBeenCalledTimes(1)
  })

  it('try it, and end the trial when they are closed', () => {
    const section = open()
    fireEvent.click(section.getByRole('button', { name: 'Press it now' }))
    expect(main.testShortcut).toHaveBeenLastCalledWith({ on: true })
    push({ app: { ...QUIET, shortcutTest: { kind: 'waiting' } } })
    expect(section.getByRole('status').textContent).toBe(
      'Press Ctrl+Shift+Space now, in any window.',
    )
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(main.testShortcut).toHaveBeenLastCalledWith({ on: false })
  })

  it.each<[ShortcutTest, RegExp]>([
    [{ kind: 'down' }, /Let go/],
    [{ kind: 'passed', heldMs: 412 }, /held for 412 ms/],
    [{ kind: 'passed', heldMs: null }, /the press arrived/],
    [{ kind: 'nothing' }, /did not arrive within ten seconds/],
  ])('tell what came of it: %o', (shortcutTest, outcome) => {
    const section = open({ ...QUIET, shortcutTest })
    expect(section.getByRole('status').textContent).toMatch(outcome)
  })
})
