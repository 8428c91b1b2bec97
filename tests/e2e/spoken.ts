/** The simulator's voice as the user's: what a microphone hears of it, and what the server should. */
import { writeFile } from 'node:fs/promises'
import { resample } from '../../simulator/sound'
import { Voice } from '../../simulator/voice'
import type { Sound } from './sound-analysis'
import { encodeWav, joined, noise } from './sound-making'

/** The simulator's voice speaks at this rate, and what is sent has that one. */
const VOICE_RATE_HZ = 24_000
const SERVER_RATE_HZ = 16_000
/** What Chromium's fake microphone takes without resampling it. */
const WAV_RATE_HZ = 48_000
/** A quiet room; exact silence is a broken microphone. */
const ROOM = 0.000_3
/** The words begin and end where it is louder than this. */
const LOUD = 0.01
const MAX_INT16 = 32_767

/** Writes a WAV file in which the text is spoken in a quiet room; returns the words, as sent. */
export async function writeSpoken(
  path: string,
  text: string,
  { beforeMs, afterMs }: { readonly beforeMs: number; readonly afterMs: number },
): Promise<Sound> {
  const words = trimmed(await speak(text))
  const spoken = toFloats(resample(words, VOICE_RATE_HZ, WAV_RATE_HZ))
  const room = (ms: number): Float32Array => noise(ms, { strength: ROOM, rateHz: WAV_RATE_HZ })
  const whole = joined(room(beforeMs), spoken, room(afterMs))
  await writeFile(path, encodeWav(whole, WAV_RATE_HZ))
  const samples = toFloats(resample(words, VOICE_RATE_HZ, SERVER_RATE_HZ))
  return { samples, rateHz: SERVER_RATE_HZ }
}

/** The words alone, from their first sound on. */
export async function spokenWords(text: string): Promise<Sound> {
  return { samples: toFloats(trimmed(await speak(text))), rateHz: VOICE_RATE_HZ }
}

async function speak(text: string): Promise<Int16Array> {
  const failures: string[] = []
  const voice = new Voice((why) => failures.push(why))
  const spoken = await voice.speak(text)
  await voice.close()
  if (failures.length > 0) throw new Error(`There is no voice: ${failures.join()}`)
  return Int16Array.from(spoken.flatMap(({ samples }) => [...samples]))
}

function trimmed(samples: Int16Array): Int16Array {
  const isLoud = (sample: number): boolean => Math.abs(sample) > LOUD * MAX_INT16
  return samples.subarray(samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1)
}

const toFloats = (samples: Int16Array): Float32Array =>
  Float32Array.from(samples, (sample) => sample / MAX_INT16)
