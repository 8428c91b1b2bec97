import { expect, it } from 'vitest'
import { DEFAULT_SHORTCUT } from '@contract/settings'
import { triggerOf } from './portal-trigger'

it.each([
  [DEFAULT_SHORTCUT, 'CTRL+SHIFT+space'],
  ['Super+Alt+K', 'LOGO+ALT+k'],
  ['F8', 'F8'],
  ['CommandOrControl+PageUp', 'CTRL+Page_Up'],
  ['Control+-', 'CTRL+minus'],
])('%s is suggested as %s', (accelerator, trigger) => {
  expect(triggerOf(accelerator)).toBe(trigger)
})

it.each(['AltGr+K', 'Control+!', 'Control+ä', ''])('%s has no words there', (accelerator) => {
  expect(triggerOf(accelerator)).toBeNull()
})
