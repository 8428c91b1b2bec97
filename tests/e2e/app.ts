/** The app as a person meets it: its controls by the names that a screen reader says. */
import { expect, type Locator, type Page } from '@playwright/test'
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator'
import { test as base } from './launch'

export { expect }

/** `test` with a simulator that is closed at the end, whatever a test has started. */
export const test = base.extend<{
  simulate: (options?: SimulatorOptions) => Promise<Simulator>
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
