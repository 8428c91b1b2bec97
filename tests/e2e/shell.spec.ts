import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { PACES, scripted } from '../../simulator/scenario'
import { button, chooseSetting, expect, goLive, lines, status, test } from './app'
import { focusWindow, pressKeys, showPicture } from './screen'
import { playIntoMicrophone, writeWav } from './sound'
import { speechLike } from './sound-making'

const SHORTCUT = 'ctrl+shift+space'

test('the shortcut starts a conversation while another window has the focus', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  const other = await showPicture({ title: 'Another application', content: 'xc:gray' })
  await focusWindow('Another application')
  await pressKeys(SHORTCUT)
  await expect(status(window)).toHaveText(/^Live/)
  await other.close()
})

test('in push-to-talk the shortcut opens and closes what is said', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([
      { text: 'Heard.', heard: 'Over.', sound: { hertz: 500, seconds: 0.3 }, pace: PACES.burst },
    ]),
  })
  const wav = info.outputPath('speech.wav')
  await writeWav(wav, speechLike(600))
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await chooseSetting(window, 'Push-to-talk')
  const other = await showPicture({ title: 'Another application', content: 'xc:gray' })
  await goLive(window)
  await focusWindow('Another application')
  const connection = simulator.connections[0]
  await pressKeys(SHORTCUT)
  await connection?.waitFor(({ kind }) => kind === 'activityStart')
  await expect(status(window)).toHaveText(/^Live/)
  await playIntoMicrophone(wav).done
  await connection?.waitFor(({ kind }) => kind === 'audio')
  await pressKeys(SHORTCUT)
  await connection?.waitFor(({ kind }) => kind === 'activityEnd')
  await expect(lines(window)).toHaveText([/Over\./, /Heard\./])
  const kinds = connection?.received.map(({ kind }) => kind) ?? []
  expect(kinds[0]).toBe('activityStart')
  expect(kinds.at(-1)).toBe('activityEnd')
  expect(new Set(kinds.slice(1, -1))).toEqual(new Set(['audio']))
  await other.close()
})

test('a closed window leaves the app in the tray, and the shortcut alive', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  await closeWindows(app)
  await expect.poll(() => visibleWindows(app)).toEqual([false])
  const connected = simulator.nextConnection()
  await pressKeys(SHORTCUT)
  await (await connected).waitFor(({ kind }) => kind === 'audio')
})

test('a shortcut that another application has is reported, with another to choose', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const first = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await expect(status(first.window)).toHaveText(/^Idle/)
  const second = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await expect(second.window.getByText(/used by another app/i).first()).toBeVisible()
  await button(second.window, 'Choose another').click()
  await expect(second.window.getByRole('dialog')).toBeVisible()
})

test('a second start shows the window of the first', async ({ launch, simulate }, info) => {
  const simulator = await simulate()
  const userData = info.outputPath('profile')
  const first = await launch({ simulatorUrl: simulator.url, key: 'test-key', userData })
  await expect(status(first.window)).toHaveText(/^Idle/)
  await closeWindows(first.app)
  await expect.poll(() => visibleWindows(first.app)).toEqual([false])
  await launch({ simulatorUrl: simulator.url, key: 'test-key', userData }).catch(() => undefined)
  await expect.poll(() => visibleWindows(first.app)).toEqual([true])
})

test('the chosen appearance holds for the window, the system’s parts and the next page', async ({
  launch,
}) => {
  const { app, window } = await launch({ key: 'test-key' })
  const isDark = (): Promise<boolean> =>
    app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)
  await chooseSetting(window, 'Light')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect.poll(() => groundBrightness(window)).toBeGreaterThan(200)
  expect(await isDark()).toBe(false)

  await chooseSetting(window, 'Dark')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect.poll(() => groundBrightness(window)).toBeLessThan(50)
  expect(await isDark()).toBe(true)

  await window.reload()
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await chooseSetting(window, 'System')
  await expect(window.locator('html')).not.toHaveAttribute('data-theme')
})

test('the log is on disk, and the settings show where', async ({ launch }, info) => {
  const { app, window, userData } = await launch({ key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => void Reflect.set(globalThis, 'shown', path)
  })
  await button(window, 'Settings').click()
  const show = button(window, 'Show the log’s folder')
  await show.scrollIntoViewIfNeeded()
  for (const [width, colorScheme] of [
    [1200, 'dark'],
    [380, 'light'],
  ] as const) {
    await window.emulateMedia({ colorScheme })
    await window.setViewportSize({ width, height: 700 })
    await show.scrollIntoViewIfNeeded()
    await window.screenshot({ path: info.outputPath(`log-${width}-${colorScheme}.png`) })
  }
  await show.click()
  const path = join(userData, 'logs/sightline.log')
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'shown') as string)).toBe(path)
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('"event":"app-started"')
})

/** Of the page's background: 0 black to 255 white. */
async function groundBrightness(window: Page): Promise<number> {
  const colour = await window
    .locator('html')
    .evaluate((page) => getComputedStyle(page).backgroundColor)
  const channels = (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number)
  return channels.reduce((sum, channel) => sum + channel, 0) / channels.length
}

const visibleWindows = (app: ElectronApplication): Promise<boolean[]> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  )

/** Closes the windows as their owner does, by the button of the frame. */
const closeWindows = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().forEach((window) => window.close()),
  )
