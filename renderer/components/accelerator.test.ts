import { describe, expect, it } from 'vitest'
import { acceleratorOf, formatAccelerator, suggestedAccelerators } from './accelerator'

const press = (code: string, held = ''): Parameters<typeof acceleratorOf>[0] => ({
  code,
  ctrlKey: held.includes('c'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
  metaKey: held.includes('m'),
})

describe('acceleratorOf', () => {
  it.each([
    ['Space', 'cs', 'Control+Shift+Space'],
    ['KeyK', 'a', 'Alt+K'],
    ['Digit4', 'cas', 'Control+Alt+Shift+4'],
    ['ArrowUp', 'm', 'Super+Up'],
    ['F9', '', 'F9'],
    ['F12', 's', 'Shift+F12'],
    ['Enter', 'c', 'Control+Return'],
  ])('%s with %s is %s', (code, held, accelerator) => {
    expect(acceleratorOf(press(code, held), 'linux')).toBe(accelerator)
  })

  it('names the command key on macOS', () => {
    expect(acceleratorOf(press('KeyJ', 'm'), 'darwin')).toBe('Command+J')
  })

  it.each([
    ['ControlLeft', 'c'],
    ['KeyA', ''],
    ['KeyA', 's'],
    ['Space', ''],
    ['Unidentified', 'c'],
  ])('refuses %s with %s', (code, held) => {
    expect(acceleratorOf(press(code, held), 'linux')).toBeNull()
  })
})

describe('formatAccelerator', () => {
  it('writes as the system does', () => {
    expect(formatAccelerator('Control+Shift+Space', 'darwin')).toBe('⌃⇧ Space')
    expect(formatAccelerator('Control+Shift+Space', 'win32')).toBe('Ctrl+Shift+Space')
    expect(formatAccelerator('Super+Return', 'win32')).toBe('Win+Enter')
    expect(formatAccelerator('Super+Return', 'linux')).toBe('Super+Enter')
  })

  it('has suggestions that differ from one another', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      expect(new Set(suggestedAccelerators(platform)).size).toBe(3)
    }
  })
})
