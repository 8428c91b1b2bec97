/** The global shortcut as a person presses it, with another application in front. */
import { spawn } from 'node:child_process'
import type { ElectronApplication, Page } from '@playwright/test'
import type { SightlineApi } from '../../preload/contract/ipc'
import { chooseSetting, expect } from './app'
import { focusWindow, holdKey, releaseKey, waitForWindow } from './screen'

const KEYS = ['ctrl', 'shift', 'space']

/** Holds the shortcut down, as a hand does: one key after the other. */
export async function holdShortcut(): Promise<void> {
  for (const key of KEYS) await holdKey(key)
}

export async function releaseShortcut(): Promise<void> {
  for (const key of KEYS.toReversed()) await releaseKey(key)
}

/** Another application, which notes each key that it gets. */
export async function openListener(): Promise<{ keys: () => string; close: () => void }> {
  const listener = spawn('xev', ['-name', 'Another application', '-event', 'keyboard'])
  let heard = ''
  listener.stdout.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  await waitForWindow('Another application')
  await focusWindow('Another application')
  return { keys: () => heard, close: () => listener.kill() }
}

/** The process of the hook, where there is one. */
export const hookPid = (app: ElectronApplication): Promise<number | undefined> =>
  app.evaluate(
    ({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Sightline key hook')?.pid,
  )

/** What the app's own page has. */
interface World {
  readonly sightline: SightlineApi
}

/** Chooses push-to-talk and waits until the hook sees keys. */
export async function choosePushToTalk(app: ElectronApplication, window: Page): Promise<void> {
  await chooseSetting(window, 'Push-to-talk')
  await expect.poll(() => hookPid(app)).toBeDefined()
  // *Press it now* is answered once a press would be seen.
  await window.evaluate(async () => {
    const { sightline } = globalThis as unknown as World
    await sightline.testShortcut({ on: true })
    await sightline.testShortcut({ on: false })
  })
}
