import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SHORTCUT } from '@contract/settings'
import { KEYCODES, watchedKeyOf } from './key-codes'

/** The package's own table, read and not imported: the import would load its native part. */
const TYPES = createRequire(import.meta.url)
  .resolve('uiohook-napi')
  .replace(/\.js$/, '.d.ts')
const THEIRS = new Map(
  [...readFileSync(TYPES, 'utf8').matchAll(/readonly (\w+): (\d+);/g)].map(
    ([, name = '', code]) => [name.toLowerCase(), Number(code)] as const,
  ),
)
/** Where Electron's word is another than theirs. */
const THEIR_NAMES: Readonly<Record<string, string>> = {
  ...{ esc: 'escape', return: 'enter', '-': 'minus', '=': 'equal', '[': 'bracketleft' },
  ...{ ']': 'bracketright', ';': 'semicolon', "'": 'quote', '`': 'backquote', '\\': 'backslash' },
  ...{ ',': 'comma', '.': 'period', '/': 'slash' },
  ...{ left: 'arrowleft', up: 'arrowup', right: 'arrowright', down: 'arrowdown' },
}

describe('the numbers of keys', () => {
  it.each(Object.entries(KEYCODES))('agree with the hook about %s', (name, code) => {
    expect(THEIRS.get(THEIR_NAMES[name] ?? name)).toBe(code)
  })
})

describe('an accelerator', () => {
  it('is a key with its modifiers', () => {
    expect(watchedKeyOf(DEFAULT_SHORTCUT, 'linux')).toEqual({
      keycode: 57,
      modifiers: ['ctrl', 'shift'],
    })
    expect(watchedKeyOf('F8', 'linux')).toEqual({ keycode: 66, modifiers: [] })
  })

  it('means Command on a Mac only', () => {
    expect(watchedKeyOf('CommandOrControl+K', 'darwin')?.modifiers).toEqual(['meta'])
    expect(watchedKeyOf('CmdOrCtrl+K', 'win32')?.modifiers).toEqual(['ctrl'])
  })

  it.each(['Control+Plus', 'AltGr+K', 'Control+!', 'Control+MediaNextTrack', ''])(
    'with a key or a modifier that the hook does not know is none: %s',
    (accelerator) => {
      expect(watchedKeyOf(accelerator, 'linux')).toBeNull()
    },
  )
})
