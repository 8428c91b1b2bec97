import type { Locator, Page } from '@playwright/test'
import { PACES, scripted } from '../../simulator/scenario'
import type { SightlineApi } from '../../preload/contract/ipc'
import { button, expect, goLive, lines, say, test } from './app'
import { focusWindow, pressKeys } from './screen'
import { openListener } from './shortcut-keys'

const KEYS = 'ctrl+alt+shift+m'

/** What the app's own page has. */
interface World {
  readonly sightline: SightlineApi
}

const marks = (window: Page): Locator => window.locator('.mark-line')

/** How many marks the library has of the conversation that is on. */
const keptMarks = (window: Page): Promise<number | undefined> =>
  window.evaluate(async () => {
    const { sightline } = globalThis as unknown as World
    const listed = await sightline.listConversations({ skip: 0, count: 1 })
    return listed.ok ? listed.value.conversations[0]?.marks : undefined
  })

test('a moment is marked by the button and from another app, and taken back', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate({
    scenario: scripted([{ pace: PACES.burst, text: 'On Monday.', sound: 'hum', delayMs: 10 }]),
  })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  const other = await openListener()
  // The app's window may show itself in the middle of the keys, and take the rest of them.
  const pressedFor = (from: number): (() => Promise<string>) => {
    return async () => {
      await focusWindow('Another application')
      await pressKeys(KEYS)
      return other.keys().slice(from)
    }
  }
  // While nothing is on, the keys belong to whoever has the keyboard.
  await expect.poll(pressedFor(0)).toMatch(/keysym 0x4d, M/)

  await goLive(window)
  await say(window, 'When do we meet?')
  await expect(lines(window)).toHaveCount(2)
  await button(window, 'Mark this moment').click()
  await expect(marks(window)).toHaveCount(1)
  await expect(marks(window)).toHaveText(/^Marked at/)
  await expect.poll(() => keptMarks(window)).toBe(1)

  const before = other.keys().length
  await pressKeys(KEYS)
  await expect(marks(window)).toHaveCount(2)
  expect(other.keys().slice(before)).not.toMatch(/, M\)/)
  await expect.poll(() => keptMarks(window)).toBe(2)

  await marks(window).first().getByRole('button').click()
  await expect(marks(window)).toHaveCount(1)
  await expect.poll(() => keptMarks(window)).toBe(1)
  // A page that is loaded anew knows them as well.
  await window.reload()
  await expect(marks(window)).toHaveCount(1)

  await button(window, 'End conversation').click()
  await expect(button(window, 'Start conversation')).toBeVisible()
  await expect.poll(pressedFor(other.keys().length)).toMatch(/keysym 0x4d, M/)
  other.close()
})
