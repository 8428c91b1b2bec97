import type { Locator, Page } from '@playwright/test'
import { button, expect, goLive, hearOn, status, test } from './app'
import { pressKeys } from './screen'
import {
  choosePushToTalk,
  holdShortcut,
  hookPid,
  openListener,
  releaseShortcut,
} from './shortcut-keys'

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
