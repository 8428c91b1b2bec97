/**
 * The speakers and the microphone of the virtual display
 * (see electron/runtime/display/sound.mjs): hearing what the app plays, speaking to it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { fromPcm16, type Sound } from './sound-analysis'
import { encodeWav, SAMPLE_RATE_HZ } from './sound-making'

/** Asks the sound server for small pieces, so that times are exact to about this. */
const LATENCY_MS = 10
const BYTES_PER_SAMPLE = 2

export interface Recording extends Sound {
  /** The wall-clock time (`Date.now()`) of the first sample, exact to about 20 ms. */
  readonly startedAtMs: number
}

export interface Recorder {
  /** Ends the recording and gives it. */
  readonly stop: () => Promise<Recording>
}

/** Records what the app plays to these speakers; it is running when the promise resolves. */
export async function recordSpeakers(sink = 'appout'): Promise<Recorder> {
  const format = ['--raw', '--format=s16le', `--rate=${SAMPLE_RATE_HZ}`, '--channels=1']
  const latency = `--latency-msec=${LATENCY_MS}`
  const recorder = spawn('parecord', ['-d', `${sink}.monitor`, ...format, latency])
  const chunks: Buffer[] = []
  recorder.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await Promise.race([once(recorder.stdout, 'data'), failureOf(recorder, 'parecord')])
  const startedAtMs = Date.now() - millisecondsOf(chunks[0])
  return {
    stop: async () => {
      const ended = once(recorder.stdout, 'close')
      recorder.kill()
      await ended
      return { ...fromPcm16(Buffer.concat(chunks), SAMPLE_RATE_HZ), startedAtMs }
    },
  }
}

export interface Utterance {
  /** Settles when all has been played. */
  readonly done: Promise<void>
  readonly stop: () => void
}

/** Plays a WAV file into the microphone that this sink feeds, from now on. */
export function playIntoMicrophone(wavPath: string, sink = 'micin'): Utterance {
  const player = spawn('paplay', ['-d', sink, `--latency-msec=${LATENCY_MS}`, wavPath])
  const done = Promise.race([
    once(player, 'exit').then(() => undefined),
    failureOf(player, 'paplay'),
  ])
  return { done, stop: () => player.kill() }
}

/** Writes samples to a WAV file, and gives its path back. */
export async function writeWav(
  path: string,
  samples: Float32Array,
  rateHz = SAMPLE_RATE_HZ,
): Promise<string> {
  await writeFile(path, encodeWav(samples, rateHz))
  return path
}

function millisecondsOf(chunk: Buffer | undefined): number {
  return ((chunk?.length ?? 0) / BYTES_PER_SAMPLE / SAMPLE_RATE_HZ) * 1000
}

/** Rejects when the program cannot be started or complains by its exit code. */
async function failureOf(child: ChildProcess, name: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code) throw new Error(`${name} failed with ${code}: is there a virtual display?`)
  return new Promise(() => undefined)
}
