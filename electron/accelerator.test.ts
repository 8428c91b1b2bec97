import { expect, it } from 'vitest'
import { DEFAULT_SHORTCUT } from '@contract/settings'
import { isUsableAccelerator } from './accelerator'

it.each([
  DEFAULT_SHORTCUT,
  'Ctrl+Alt+M',
  'CommandOrControl+Shift+/',
  'Alt+Plus',
  'Super+1',
  'Control+-',
  "Control+'",
  'F9',
  'Shift+F12',
  'f24',
])('%s is usable', (accelerator) => {
  expect(isUsableAccelerator(accelerator)).toBe(true)
})

it.each([
  'Nonsense+Q',
  'Control+Nonsense',
  'Q',
  'Shift+Q',
  'Space',
  'Shift+Space',
  'Control',
  'Control+',
  'Control++',
  'Control+Q+W',
  'F0',
  'F25',
  '',
  '+',
  ' ',
  'Control+ ',
  'Control+ä',
  'Control Q',
])('%s is not usable', (accelerator) => {
  expect(isUsableAccelerator(accelerator)).toBe(false)
})
