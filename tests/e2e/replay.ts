/** What is heard of a recording, and when. */
import type { Page } from '@playwright/test'
import { keptSound } from './kept-sound'
import { TONES } from './library-story'
import type { Recording } from './sound'
import { cut, dominantFrequency, soundSpans, type Sound, type Span } from './sound-analysis'

/** What a frequency may be off where it is looked for in steps. */
const NEAR_HZ = 10

/** Where a tone is in a sound; nothing where it is not heard. */
export const toneSpan = (sound: Sound, { hertz }: { readonly hertz: number }): Span | undefined =>
  soundSpans(sound).find((span) => Math.abs(dominantFrequency(cut(sound, span)) - hertz) < NEAR_HZ)

export interface ToneTimes {
  readonly first: number
  readonly second: number
}

/** When the two tones began, in ms since the epoch. */
export const heardTones = (heard: Recording): ToneTimes => tonesOf(heard, heard.startedAtMs)

/** When the two tones began in the conversation, and when its recording did, in ms since the epoch. */
export async function keptTones(
  window: Page,
  userData: string,
): Promise<ToneTimes & { readonly startedAt: number }> {
  const { startedAt, assistant } = await keptSound(window, userData)
  return { startedAt, ...tonesOf(assistant, startedAt) }
}

function tonesOf(sound: Sound, startedAt: number): ToneTimes {
  const at = (tone: { readonly hertz: number }): number =>
    startedAt + (toneSpan(sound, tone)?.fromMs ?? NaN)
  return { first: at(TONES.first), second: at(TONES.second) }
}
