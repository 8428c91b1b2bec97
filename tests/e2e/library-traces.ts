/** What a kept conversation could leave on the disk, and when it was. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { SightlineApi } from '@contract/ipc'
import { fileTraces, wordTraces, type Trace } from './disk-search'
import { recordingsFolder } from './kept-sound'
import { SHOWN } from './library-story'

/** What the page has. */
interface Exposed {
  readonly sightline: SightlineApi
}

/** When the newest conversation began, in ms since the epoch. */
export async function startOf(window: Page): Promise<number> {
  return window.evaluate(async () => {
    const { sightline } = globalThis as unknown as Exposed
    const page = await sightline.listConversations({ skip: 0, count: 1 })
    return page.ok ? (page.value.conversations[0]?.startedAt ?? NaN) : NaN
  })
}

/** All that was said, shown and heard: words, pictures as they were sent and small, the recording. */
export async function tracesOf(
  window: Page,
  userData: string,
  frames: readonly Buffer[],
): Promise<readonly Trace[]> {
  const thumbnails = await window.evaluate(async () => {
    const { sightline } = globalThis as unknown as Exposed
    const page = await sightline.listConversations({ skip: 0, count: 1 })
    const keys = page.ok ? (page.value.conversations[0]?.thumbnails ?? []) : []
    const read = keys.map((key) => sightline.readPicture({ key, size: 'thumbnail' }))
    const answers = await Promise.all(read)
    return answers.map((answer) => (answer.ok && answer.value ? [...answer.value] : []))
  })
  const [recording = ''] = await readdir(recordingsFolder(userData))
  return [
    ...wordTraces(['Žižkov', 'zizkov', '京都の天気', '天気', 'नमस्ते', 'दिल्ली']),
    ...wordTraces(['lighthouse', 'Wanderfalke', 'wanderfalke', 'peregrine dives', SHOWN]),
    ...wordTraces(['Zuckerbaeckerei', 'zuckerbaeckerei']),
    ...frames.flatMap((frame, at) => fileTraces(`picture ${at}`, frame)),
    ...thumbnails.flatMap((small, at) => fileTraces(`thumbnail ${at}`, Uint8Array.from(small))),
    ...fileTraces('recording', await readFile(join(recordingsFolder(userData), recording))),
  ]
}
