/** Where the XDG specification of shortcuts calls a key otherwise than Electron does: keysyms. */
const KEYSYMS: Readonly<Record<string, string>> = {
  ...{ space: 'space', return: 'Return', enter: 'Return', tab: 'Tab', backspace: 'BackSpace' },
  ...{ delete: 'Delete', insert: 'Insert', home: 'Home', end: 'End', escape: 'Escape' },
  ...{ esc: 'Escape', pageup: 'Page_Up', pagedown: 'Page_Down', printscreen: 'Print' },
  ...{ up: 'Up', down: 'Down', left: 'Left', right: 'Right', plus: 'plus' },
  ...{ '-': 'minus', '=': 'equal', ',': 'comma', '.': 'period', '/': 'slash' },
  ...{ '\\': 'backslash', ';': 'semicolon', "'": 'apostrophe', '`': 'grave' },
  ...{ '[': 'bracketleft', ']': 'bracketright' },
}

const MODIFIERS: Readonly<Record<string, string>> = {
  ...{ control: 'CTRL', ctrl: 'CTRL', commandorcontrol: 'CTRL', cmdorctrl: 'CTRL' },
  ...{ alt: 'ALT', option: 'ALT', shift: 'SHIFT', super: 'LOGO', meta: 'LOGO' },
}

/**
 * An accelerator as the desktop wants it suggested, such as `CTRL+SHIFT+space`; `null` when it has
 * no words for it, and the user chooses in its own dialog.
 * https://specifications.freedesktop.org/shortcuts-spec/latest/
 */
export function triggerOf(accelerator: string): string | null {
  const parts = accelerator.toLowerCase().split('+')
  const name = parts.pop() ?? ''
  const key = KEYSYMS[name] ?? plainKeysym(name)
  const modifiers = parts.map((part) => MODIFIERS[part])
  if (key === null || modifiers.includes(undefined)) return null
  return [...modifiers, key].join('+')
}

function plainKeysym(name: string): string | null {
  if (/^[a-z0-9]$/.test(name)) return name
  return /^f([1-9]|1\d|2[0-4])$/.test(name) ? name.toUpperCase() : null
}
