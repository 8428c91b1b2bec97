import { MODIFIERS, type Modifier, type WatchedKey } from './watched-key'

/**
 * Keys by the names of Electron's accelerators, in lower case, with their numbers in `uiohook-napi`.
 * The table is here and not imported, as the import would load the native hook.
 */
export const KEYCODES: Readonly<Record<string, number>> = {
  ...{ escape: 1, esc: 1, backspace: 14, tab: 15, return: 28, enter: 28, space: 57 },
  ...{ pageup: 3657, pagedown: 3665, end: 3663, home: 3655, insert: 3666, delete: 3667 },
  ...{ left: 57419, up: 57416, right: 57421, down: 57424, printscreen: 3639 },
  ...{ '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10, '0': 11 },
  ...{ q: 16, w: 17, e: 18, r: 19, t: 20, y: 21, u: 22, i: 23, o: 24, p: 25 },
  ...{ a: 30, s: 31, d: 32, f: 33, g: 34, h: 35, j: 36, k: 37, l: 38 },
  ...{ z: 44, x: 45, c: 46, v: 47, b: 48, n: 49, m: 50 },
  ...{ '-': 12, '=': 13, '[': 26, ']': 27, ';': 39, "'": 40, '`': 41 },
  ...{ '\\': 43, ',': 51, '.': 52, '/': 53 },
  ...{ f1: 59, f2: 60, f3: 61, f4: 62, f5: 63, f6: 64, f7: 65, f8: 66, f9: 67, f10: 68 },
  ...{ f11: 87, f12: 88, f13: 91, f14: 92, f15: 93, f16: 99, f17: 100, f18: 101 },
  ...{ f19: 102, f20: 103, f21: 104, f22: 105, f23: 106, f24: 107 },
}

const MODIFIER_NAMES: Readonly<Record<string, Modifier>> = {
  ...{ control: 'ctrl', ctrl: 'ctrl', alt: 'alt', option: 'alt', shift: 'shift' },
  ...{ command: 'meta', cmd: 'meta', super: 'meta', meta: 'meta' },
}

/**
 * An accelerator as the hook sees it; `null` for a key that it has no one number for, such as
 * `Plus`, or a modifier that stands for two, such as `AltGr`.
 */
export function watchedKeyOf(accelerator: string, platform: NodeJS.Platform): WatchedKey | null {
  const parts = accelerator.toLowerCase().split('+')
  const keycode = KEYCODES[parts.pop() ?? '']
  if (keycode === undefined) return null
  const named = parts.map((part) => modifierOf(part, platform))
  if (named.includes(undefined)) return null
  return { keycode, modifiers: MODIFIERS.filter((modifier) => named.includes(modifier)) }
}

function modifierOf(name: string, platform: NodeJS.Platform): Modifier | undefined {
  if (name !== 'commandorcontrol' && name !== 'cmdorctrl') return MODIFIER_NAMES[name]
  return platform === 'darwin' ? 'meta' : 'ctrl'
}
