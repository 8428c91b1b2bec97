/** Modifiers that make a key safe to take from all other programs; Shift alone does not. */
const STRONG = new Set(
  ['Command', 'Cmd', 'Control', 'Ctrl', 'CommandOrControl', 'CmdOrCtrl']
    .concat(['Alt', 'Option', 'AltGr', 'Super', 'Meta'])
    .map((name) => name.toLowerCase()),
)

const NAMED_KEYS = new Set(
  ['Plus', 'Space', 'Tab', 'Backspace', 'Delete', 'Insert', 'Return', 'Enter', 'Escape', 'Esc']
    .concat(['Up', 'Down', 'Left', 'Right', 'Home', 'End', 'PageUp', 'PageDown', 'PrintScreen'])
    .map((name) => name.toLowerCase()),
)
const FUNCTION_KEY = /^f([1-9]|1\d|2[0-4])$/
/** Any visible character but the one that separates the parts. */
const CHARACTER = /^[!-*,-~]$/

/**
 * Whether an accelerator names modifiers and one key, and takes no key that people type with.
 * Electron itself passes over words that it does not know: `Nonsense+Q` would take every Q.
 */
export function isUsableAccelerator(accelerator: string): boolean {
  const parts = accelerator.toLowerCase().split('+')
  const key = parts.pop() ?? ''
  if (!parts.every((part) => STRONG.has(part) || part === 'shift')) return false
  if (FUNCTION_KEY.test(key)) return true
  return parts.some((part) => STRONG.has(part)) && (NAMED_KEYS.has(key) || CHARACTER.test(key))
}
