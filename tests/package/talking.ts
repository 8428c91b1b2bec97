/** A conversation in the demo by the keyboard alone, as a person at the display would hold it. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from '../e2e/launch'
import { focusWindow, pressKeys, waitForWindow } from '../e2e/screen'
import type { ReleasedRun } from '../faults/e2e/released-app'
import { keptLines, openConversations } from './kept-words'
import { settledPicture } from './window-picture'

const execute = promisify(execFile)

const TITLE = 'Sightline'

/** Between two keys, ms: a person's fast fingers. */
const KEY_DELAY_MS = 30

/** From the box of messages: send, mute, share, mark, end. */
const TABS_TO_END = 5

/** The first page, drawn and with the keyboard. */
export async function welcomePicture(): Promise<Buffer> {
  await waitForWindow(TITLE)
  await focusWindow(TITLE)
  return settledPicture(TITLE)
}

/** From the first page into the demo, and there into a conversation. */
export async function startDemoConversation({ output }: ReleasedRun): Promise<void> {
  await press('Tab', 'Return') // Try the demo
  await expect.poll(output).toContain('"event":"demo-entered"')
  await settledPicture(TITLE)
  await press('shift+Tab', 'Return') // the last of the page: Start conversation
  await expect.poll(output).toContain('"event":"session-live"')
}

/** Types a message from where the conversation was started; waits for the answer to it. */
export async function sayByKeyboard(message: string): Promise<Buffer> {
  // From the first of the controls back over the button that sends.
  await press('shift+Tab', 'shift+Tab')
  await execute('xdotool', ['type', '--delay', String(KEY_DELAY_MS), message])
  await press('Return')
  await expect(async () => {
    const lines = await keptLines()
    const asked = lines.findIndex(
      ({ speaker, channel, text }) => speaker === 'user' && channel === 'typed' && text === message,
    )
    expect(asked).toBeGreaterThanOrEqual(0)
    const answer = lines.slice(asked).find(({ speaker }) => speaker === 'assistant')
    expect(answer?.text).toContain(message)
  }).toPass({ timeout: 60_000, intervals: [500] })
  return settledPicture(TITLE)
}

/** Ends the conversation from the box of messages, and then the app. */
export async function endByKeyboard({ ended }: ReleasedRun): Promise<void> {
  await press(...Array.from({ length: TABS_TO_END }, () => 'Tab'), 'Return')
  await expect(async () => {
    expect(await openConversations()).toBe(0)
  }).toPass({ timeout: 20_000, intervals: [500] })
  await press('ctrl+q')
  expect(await ended).toBe(0)
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const each of keys) await pressKeys(each)
}
