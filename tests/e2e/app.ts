/** The app as a person meets it: its controls by the names that a screen reader says. */
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import {
  startSimulator,
  type Connection,
  type Simulator,
  type SimulatorOptions,
} from '../../simulator/simulator'
import { test as base, type LaunchOptions, type Sightline } from './launch'

export { expect }

/** The app with a key and a server. */
interface Connected extends Sightline {
  readonly simulator: Simulator
}

/** `test` with a simulator that is closed at the end, whatever a test has started. */
export const test = base.extend<{
  simulate: (options?: SimulatorOptions) => Promise<Simulator>
  launchConnected: (options?: LaunchOptions) => Promise<Connected>
}>({
  simulate: async ({}, use) => {
    const started: Simulator[] = []
    await use(async (options) => {
      const simulator = await startSimulator(options)
      started.push(simulator)
      return simulator
    })
    await Promise.all(started.map((simulator) => simulator.close()))
  },
  launchConnected: async ({ simulate, launch }, use) => {
    await use(async (options) => {
      const simulator = await simulate()
      const app = await launch({ simulatorUrl: simulator.url, key: 'test-key', ...options })
      return { ...app, simulator }
    })
  },
})

export const button = (window: Page, name: string): Locator =>
  window.getByRole('button', { name, exact: true })

export const status = (window: Page): Locator =>
  window.getByRole('status', { name: 'Session status' })

export const lines = (window: Page): Locator =>
  window.getByRole('log', { name: 'Transcript' }).getByRole('article')

export const messageBox = (window: Page): Locator =>
  window.getByRole('textbox', { name: 'Message' })

/** Starts a conversation and waits until it is live. */
export async function goLive(window: Page): Promise<void> {
  await button(window, 'Start conversation').click()
  await expect(status(window)).toHaveText(/^Live/)
}

/** Waits until the microphone is open, as the window says. */
export async function microphoneOn(window: Page): Promise<void> {
  await expect(button(window, 'Mute microphone')).toBeVisible()
  await expect(window.getByText(/Virtual|Fake|microphone/i).first()).toBeVisible()
}

export async function say(window: Page, text: string): Promise<void> {
  await messageBox(window).fill(text)
  await button(window, 'Send').click()
}

/** Chooses an option of this name in Settings. */
export async function chooseSetting(window: Page, name: string): Promise<void> {
  await button(window, 'Settings').click()
  const dialog = window.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('radio', { name, exact: true }).check()
  await window.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

/** Opens the picker, chooses what has this name and shares it. */
export async function share(window: Page, name: string | RegExp): Promise<void> {
  await button(window, 'Share').click()
  const dialog = window.getByRole('dialog', { name: 'Share with the assistant' })
  await dialog.getByRole('option', { name }).first().click()
  await button(window, 'Start sharing').click()
  await expect(button(window, 'Stop sharing')).toBeVisible()
}

/**
 * Has main's boxes of the system answered with this button, as nobody can click them in a test.
 * Returns what they asked so far.
 */
export async function answerBoxes(
  app: ElectronApplication,
  response: number,
): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, given) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'askedInBoxes', asked)
    const answered = (...options: unknown[]): Promise<unknown> => {
      asked.push(JSON.stringify(options.at(-1)))
      return Promise.resolve({ response: given, checkboxChecked: false })
    }
    dialog.showMessageBox = answered as typeof dialog.showMessageBox
  }, response)
  return () => app.evaluate(() => Reflect.get(globalThis, 'askedInBoxes') as string[])
}

/** 16 kHz, 16 bit: the microphone's sound is a clock that shows what was sent before and after. */
const SOUND_BYTES_PER_SECOND = 32_000

/** Waits until the server has heard this much more. */
export async function hearOn(connection: Connection | undefined, seconds: number): Promise<void> {
  const before = connection?.audio.byteLength ?? 0
  await expect
    .poll(() => connection?.audio.byteLength)
    .toBeGreaterThan(before + seconds * SOUND_BYTES_PER_SECOND)
}
