import type { RunFacts } from '@contract/state'

type Platform = RunFacts['platform']

/** Names of keys as Electron wants them, by `KeyboardEvent.code`. */
const NAMED_KEYS: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Return',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backquote: '`',
}

/** The part of a keyboard event that makes a shortcut. */
export interface KeyPress {
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

const keyName = (code: string): string | null =>
  /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(code)?.slice(1).find(Boolean) ??
  NAMED_KEYS[code] ??
  null

/**
 * The pressed keys as an Electron accelerator, such as `Control+Shift+Space`; `null` while only
 * modifiers are down, or when the keys would take ordinary typing away from every other app.
 */
export function acceleratorOf(press: KeyPress, platform: Platform): string | null {
  const key = keyName(press.code)
  if (key === null) return null
  const strong = press.ctrlKey || press.altKey || press.metaKey
  if (!strong && !/^F\d/.test(key)) return null
  return [
    press.ctrlKey && 'Control',
    press.altKey && 'Alt',
    press.shiftKey && 'Shift',
    press.metaKey && (platform === 'darwin' ? 'Command' : 'Super'),
    key,
  ]
    .filter(Boolean)
    .join('+')
}

const MAC_SIGNS: Readonly<Record<string, string>> = {
  Control: '⌃',
  Alt: '⌥',
  Option: '⌥',
  Shift: '⇧',
  Command: '⌘',
  CommandOrControl: '⌘',
}
const OTHER_SIGNS: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  CommandOrControl: 'Ctrl',
  Option: 'Alt',
  Super: 'Super',
  Return: 'Enter',
}
const WINDOWS_SIGNS: Readonly<Record<string, string>> = { ...OTHER_SIGNS, Super: 'Win' }

/** An accelerator as people on this system write it: `⌃⇧ Space`, `Ctrl+Shift+Space`. */
export function formatAccelerator(accelerator: string, platform: Platform): string {
  const parts = accelerator.split('+')
  if (platform === 'darwin') {
    const signs = parts.slice(0, -1).map((part) => MAC_SIGNS[part] ?? part)
    return `${signs.join('')} ${parts.at(-1) ?? ''}`.trim()
  }
  const signs = platform === 'win32' ? WINDOWS_SIGNS : OTHER_SIGNS
  return parts.map((part) => signs[part] ?? part).join('+')
}

/** Shortcuts to offer when the one in use is taken. */
export const suggestedAccelerators = (platform: Platform): readonly string[] =>
  platform === 'darwin'
    ? ['Control+Alt+Space', 'Alt+Shift+S', 'Control+Alt+S']
    : ['Control+Alt+Space', 'Control+Shift+F9', 'Alt+Shift+S']
