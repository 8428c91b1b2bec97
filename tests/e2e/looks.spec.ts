/** Every state at several widths in both themes: nothing overflows; the pictures are to be judged. */
import type { Page } from '@playwright/test'
import { scripted, type Reply } from '../../simulator/scenario'
import { button, expect, goLive, lines, say, test } from './app'
import { look, type Looking } from './looking'
import { paintDesktop, showPicture } from './screen'
import { tabTo } from './tabbing'

const LOOKING: Looking = {
  folder: 'test-results/looks',
  sizes: [
    [380, 720],
    [760, 700],
    [1200, 800],
  ],
}

/** Each part of the settings, as its list leads to it. */
async function lookAtSettings(window: Page): Promise<void> {
  await button(window, 'Settings').click()
  const parts = window.getByRole('navigation', { name: 'Parts of the settings' })
  for (const name of await parts.getByRole('button').allTextContents()) {
    await look(window, LOOKING, `settings-${name.toLowerCase()}`, async () => {
      await button(window, name).click()
      await expect(window.getByRole('heading', { name, exact: true })).toBeInViewport()
    })
  }
  await window.keyboard.press('Escape')
}

const answers: readonly Reply[] = [
  {
    text: 'The linter stops it: line 42 of the settings page imports a module that was removed.',
    sound: { hertz: 300, seconds: 0.2 },
    delayMs: 10,
  },
  {
    text: 'في هذه الصورة جدول من ثلاثة أعمدة. — 表に三つの列があります。 — इस चित्र में एक तालिका है।',
    sound: { hertz: 300, seconds: 0.2 },
    delayMs: 10,
  },
  {
    text: `https://example.invalid/${'a-very-long-path/'.repeat(12)} <b>not bold</b>`,
    sound: { hertz: 300, seconds: 0.2 },
    delayMs: 10,
  },
]

test('welcome, key form and demo', async ({ launch }) => {
  const { window } = await launch()
  await expect(button(window, 'Try the demo')).toBeVisible()
  await look(window, LOOKING, 'welcome')
  await button(window, 'Enter an API key').click()
  await look(window, LOOKING, 'key-form')
})

test('a conversation with a shared screen', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted(answers) })
  await paintDesktop('#31475e')
  const picture = await showPicture({
    title: 'build.log',
    content: 'gradient:#f6e8c3-#8c510a',
    width: 900,
    height: 600,
  })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await look(window, LOOKING, 'idle')
  await goLive(window)
  await say(window, 'What is wrong with this build?')
  await expect(lines(window)).toHaveCount(2)
  await say(window, 'And here? '.repeat(20))
  await expect(lines(window)).toHaveCount(4)
  await say(window, 'ماذا ترى؟')
  await expect(lines(window)).toHaveCount(6)
  await button(window, 'Share').click()
  await window.getByRole('option', { name: /build\.log/ }).click()
  await look(window, LOOKING, 'picker')
  await button(window, 'Start sharing').click()
  await expect(window.getByRole('img', { name: /What the assistant sees/ })).toBeVisible()
  await look(window, LOOKING, 'live')
  await button(window, 'Mute microphone').click()
  await look(window, LOOKING, 'muted')
  await lookAtSettings(window)
  await button(window, 'End conversation').click()
  await look(window, LOOKING, 'ended')
  await picture.close()
})

test('covers, and a camera in the corner', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const picture = await showPicture({
    title: 'build.log',
    content: 'gradient:#f6e8c3-#8c510a',
    width: 900,
    height: 600,
  })
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: ['--use-fake-device-for-media-stream'],
  })
  await goLive(window)
  await button(window, 'Share').click()
  await window.getByRole('option', { name: /build\.log/ }).click()
  await window.getByRole('combobox', { name: 'Camera in the corner' }).selectOption({ index: 1 })
  await look(window, LOOKING, 'picker-with-camera')
  await button(window, 'Start sharing').click()
  await expect(window.getByRole('img', { name: /with camera/ })).toBeVisible()
  await button(window, 'Cover parts…').click()
  await button(window, 'Add a cover').click()
  await button(window, 'Add a cover').click()
  await look(window, LOOKING, 'covers')
  await button(window, 'Done').click()
  await look(window, LOOKING, 'covered-with-camera')
  await button(window, 'Switch source').click()
  await look(window, LOOKING, 'switch-covered')
  await picture.close()
})

test('failures', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'wrong-key' })
  await button(window, 'Start conversation').click()
  await expect(window.getByText(/API key not valid/)).toBeVisible()
  await look(window, LOOKING, 'key-refused')
})

test('the whole conversation by keyboard alone', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted(answers) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await tabTo(window, 'Start conversation')
  await window.keyboard.press('Enter')
  await expect(button(window, 'End conversation')).toBeVisible()
  await tabTo(window, 'Message')
  await window.keyboard.type('Typed without a mouse')
  await window.keyboard.press('Enter')
  await expect(lines(window)).toHaveCount(2)
  await tabTo(window, 'Share')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('option').first()).toBeVisible()
  await window.keyboard.press('ArrowDown')
  await expect(window.getByRole('listbox').getByRole('option', { selected: true })).toHaveText(
    /Entire screen/,
  )
  await window.keyboard.press('Enter')
  await expect(button(window, 'Stop sharing')).toBeVisible()
  await tabTo(window, 'Stop sharing')
  await window.keyboard.press('Enter')
  await tabTo(window, 'End conversation')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Start conversation')).toBeVisible()
})

test('the settings by keyboard alone', async ({ launchConnected }) => {
  const { window } = await launchConnected()
  await tabTo(window, 'Settings')
  await window.keyboard.press('Enter')
  await tabTo(window, 'Diagnostics')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Diagnostics' })).toBeFocused()
  await window.keyboard.press('Tab')
  await expect(button(window, 'Copy diagnostics')).toBeFocused()
  await window.keyboard.press('Escape')
  await expect(window.getByRole('dialog')).toHaveCount(0)
  await expect(button(window, 'Settings')).toBeFocused()
})
