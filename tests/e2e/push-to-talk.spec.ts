import { spawn } from 'node:child_process'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { button, chooseSetting, expect, goLive, hearOn, status, test } from './app'
import { focusWindow, holdKey, pressKeys, releaseKey, waitForWindow } from './screen'

const KEYS = ['ctrl', 'shift', 'space']

/** Holds the shortcut down, as a hand does: one key after the other. */
async function holdShortcut(): Promise<void> {
  for (const key of KEYS) await holdKey(key)
}

async function releaseShortcut(): Promise<void> {
  for (const key of KEYS.toReversed()) await releaseKey(key)
}

/** Another application, which notes each key that it gets. */
async function openListener(): Promise<{ keys: () => string; close: () => void }> {
  const listener = spawn('xev', ['-name', 'Another application', '-event', 'keyboard'])
  let heard = ''
  listener.stdout.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  await waitForWindow('Another application')
  await focusWindow('Another application')
  return { keys: () => heard, close: () => listener.kill() }
}

/** The process of the hook, where there is one. */
const hookPid = (app: ElectronApplication): Promise<number | undefined> =>
  app.evaluate(
    ({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Sightline key hook')?.pid,
  )

/** Chooses push-to-talk and waits until the hook sees keys. */
async function choosePushToTalk(app: ElectronApplication, window: Page): Promise<void> {
  await chooseSetting(window, 'Push-to-talk')
  await expect.poll(() => hookPid(app)).toBeDefined()
}

async function openShortcutSettings(window: Page): Promise<Locator> {
  await button(window, 'Settings').click()
  return window.getByRole('region', { name: 'Shortcut' })
}

test.afterEach(releaseShortcut)

test('press it now shows how long the shortcut is held, and no other window gets its key', async ({
  launch,
}) => {
  const { app, window } = await launch({ key: 'test-key' })
  const section = await openShortcutSettings(window)
  expect(await hookPid(app)).toBeUndefined()
  await button(window, 'Press it now').click()
  await expect(section.getByRole('status')).toHaveText(/^Press Ctrl\+Shift\+Space now/)

  const other = await openListener()
  await pressKeys('a')
  await expect.poll(other.keys).toContain('keysym 0x61, a')
  await holdShortcut()
  await expect(section.getByRole('status')).toHaveText(/It is down/)
  await window.waitForTimeout(1_200) // the key repeats meanwhile
  await expect(section.getByRole('status')).toHaveText(/It is down/)
  await releaseShortcut()
  await expect(section.getByRole('status')).toHaveText(/held for 1[2-9]\d\d ms/)
  expect(other.keys()).not.toContain('space')
  await expect(status(window)).toHaveText(/^Idle/)
  await expect.poll(() => hookPid(app)).toBeUndefined()
  other.close()
})

test('the shortcut is held to talk, and tapped to go on talking, with another window in front', async ({
  launchConnected,
}) => {
  const { app, window, simulator } = await launchConnected()
  await choosePushToTalk(app, window)
  await goLive(window)
  const connection = simulator.connections[0]
  const marks = (): string[] =>
    (connection?.received ?? []).map(({ kind }) => kind).filter((kind) => /^activity/.test(kind))

  // What lies between presses stays here, and the window says what that saves.
  await expect(window.getByText(/^Not sent in this run: \d+ s of sound/)).toBeVisible()
  const other = await openListener()
  await holdShortcut()
  await expect.poll(marks).toEqual(['activityStart'])
  await hearOn(connection, 1.2) // the key repeats meanwhile
  expect(marks()).toEqual(['activityStart'])
  await releaseShortcut()
  await expect.poll(marks).toEqual(['activityStart', 'activityEnd'])

  await window.waitForTimeout(800) // two presses, as a person makes them
  await pressKeys('ctrl+shift+space')
  await expect.poll(marks).toHaveLength(3)
  await hearOn(connection, 0.8)
  expect(marks()).toHaveLength(3)
  await pressKeys('ctrl+shift+space')
  await expect.poll(marks).toHaveLength(4)
  expect(other.keys()).not.toContain('space')
  other.close()
})

test('without its hook the app goes on with taps, and the hook comes back', async ({
  launchConnected,
}) => {
  const { app, window } = await launchConnected()
  await choosePushToTalk(app, window)
  const first = await hookPid(app)
  if (first === undefined) throw new Error('The hook has ended by itself.')
  process.kill(first, 'SIGKILL')
  await pressKeys('ctrl+shift+space')
  await expect(status(window)).toHaveText(/^Live/)
  await expect
    .poll(async () => {
      const pid = await hookPid(app)
      return pid !== undefined && pid !== first
    })
    .toBe(true)
  const section = await openShortcutSettings(window)
  await button(window, 'Press it now').click()
  await expect(section.getByRole('status')).toHaveText(/^Press/)
  await holdShortcut()
  await expect(section.getByRole('status')).toHaveText(/It is down/)
  await releaseShortcut()
  await expect(section.getByRole('status')).toHaveText(/held for \d+ ms/)
})
