/** Recordings in the library of a profile, as Chromium decodes and plays them. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { SightlineApi } from '@contract/ipc'
import type { RecordingNote } from '@contract/library'
import { fromPcm16, type Sound } from './sound-analysis'

const RATE_HZ = 24_000

/** What the preload gives the page. */
interface Exposed {
  readonly sightline: SightlineApi
}

export interface KeptSound {
  /** When the first sample was heard, in ms since the epoch. */
  readonly startedAt: number
  readonly durationMs: number
  readonly user: Sound
  readonly assistant: Sound
}

export const recordingsFolder = (userData: string): string => join(userData, 'library/recordings')

/** What the library knows of recordings of its newest conversation. */
export function recordingNotes(window: Page): Promise<readonly RecordingNote[]> {
  return window.evaluate(async () => {
    const { sightline } = globalThis as unknown as Exposed
    const page = await sightline.listConversations({ skip: 0, count: 1 })
    const id = page.ok ? page.value.conversations[0]?.id : undefined
    const detail = id === undefined ? null : await sightline.readConversation({ id })
    return detail?.ok === true ? (detail.value?.recordings ?? []) : []
  })
}

/** Deletes the newest conversation; it can be brought back for a while. */
export async function discardNewest(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const { sightline } = globalThis as unknown as Exposed
    const page = await sightline.listConversations({ skip: 0, count: 1 })
    const ids = page.ok ? page.value.conversations.map(({ id }) => id) : []
    await sightline.discardConversations({ ids })
  })
}

/** The one recording of a profile, decoded by Chromium. */
export async function keptSound(window: Page, userData: string): Promise<KeptSound> {
  const [note, ...moreNotes] = await recordingNotes(window)
  const [name, ...moreFiles] = await readdir(recordingsFolder(userData))
  if (!note || name === undefined || moreNotes.length + moreFiles.length > 0) {
    throw new Error(
      `Not one recording: ${moreNotes.length + 1} notes, ${moreFiles.length + 1} files`,
    )
  }
  const file = await readFile(join(recordingsFolder(userData), name))
  const [user = '', assistant = ''] = await window.evaluate(decode, file.toString('base64'))
  const side = (pcm: string): Sound => fromPcm16(Buffer.from(pcm, 'base64'), RATE_HZ)
  return { ...note, user: side(user), assistant: side(assistant) }
}

/** In the page: each channel as 16-bit PCM in base64. */
async function decode(file: string): Promise<string[]> {
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))
  const sound = await new OfflineAudioContext(2, 1, 24_000).decodeAudioData(bytes.buffer)
  return Array.from({ length: sound.numberOfChannels }, (_, channel) => {
    const pcm = Int16Array.from(sound.getChannelData(channel), (sample) => sample * 32_767)
    let text = ''
    for (const byte of new Uint8Array(pcm.buffer)) text += String.fromCharCode(byte)
    return btoa(text)
  })
}

/** Opens the recording in a player of the page: how long it says it is, and where it gets to. */
export async function seek(
  window: Page,
  userData: string,
  toSeconds: number,
): Promise<{ readonly duration: number; readonly at: number }> {
  const [name = ''] = await readdir(recordingsFolder(userData))
  const file = await readFile(join(recordingsFolder(userData), name))
  return window.evaluate(
    async ({ base64, to }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const player = new Audio()
      const happens = (event: string): Promise<Event> =>
        new Promise((resolve, reject) => {
          player.addEventListener(event, resolve, { once: true })
          player.addEventListener('error', () => reject(new Error(player.error?.message)))
        })
      const ready = happens('canplaythrough')
      player.src = URL.createObjectURL(new Blob([bytes], { type: 'audio/ogg' }))
      await ready
      const sought = happens('seeked')
      player.currentTime = to
      await sought
      return { duration: player.duration, at: player.currentTime }
    },
    { base64: file.toString('base64'), to: toSeconds },
  )
}
