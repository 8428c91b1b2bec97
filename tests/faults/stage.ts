/** The engine, the simulator, and between them a network that is not kind. */
import { onTestFinished } from 'vitest'
import type { AppError } from '@contract/errors'
import { MICROPHONE } from '@contract/media'
import type { Connection } from '../../simulator/simulator'
import { bench, type Bench, type BenchOptions } from '../protocol/harness'
import { startChaosProxy, type ChaosProxy, type Weather } from './chaos-proxy'
import { ROWS_SEED } from './rows'

export interface Stage extends Bench {
  readonly proxy: ChaosProxy
  /** Kinds of the session's states so far, and its attempts, such as `reconnecting 2`. */
  readonly states: readonly string[]
}

export interface StageOptions extends Omit<BenchOptions, 'baseUrl'> {
  readonly weather?: Partial<Weather>
}

/** Sets the stage for one test, and clears up after it. */
export async function stage({ weather, ...options }: StageOptions = {}): Promise<Stage> {
  let proxy: ChaosProxy | undefined
  const b = await bench({
    ...options,
    baseUrl: async (target) => {
      const started = await startChaosProxy({
        target,
        seed: ROWS_SEED,
        ...(weather && { weather }),
      })
      proxy = started
      onTestFinished(() => started.close())
      return started.url
    },
  })
  if (!proxy) throw new Error('The bench asked for no address')
  return { ...b, proxy, states: watchStates(b) }
}

/** Why there is no connection, for good or for now; `null` while there is one, or none is known. */
export function troubleOf({ engine }: Bench): AppError | null {
  const { session } = engine.state.current
  return 'error' in session ? session.error : null
}

/** Kinds of the session's states from now on. */
export function watchStates({ engine }: Bench): string[] {
  const states: string[] = []
  engine.state.subscribe(({ session }) => {
    if (!session) return
    const state = session.kind === 'reconnecting' ? `reconnecting ${session.attempt}` : session.kind
    // An attempt that waits and then dials is one.
    if (state !== states.at(-1)) states.push(state)
  })
  return states
}

/** The chunk of 20 ms with this number in every sample, so that what arrives can be told apart. */
export function numberedChunk(number: number): ArrayBuffer {
  return new Int16Array(MICROPHONE.chunkSamples).fill(number + 1).buffer
}

/** Speaks numbered chunks in real time, 20 ms each, until it is stopped. */
export function speakNumbers({ microphone }: Bench): { readonly spoken: number; stop(): void } {
  let spoken = 0
  const from = performance.now()
  const timer = setInterval(() => {
    while (spoken * MICROPHONE.chunkMs < performance.now() - from) {
      microphone.push(numberedChunk(spoken))
      spoken += 1
    }
  }, MICROPHONE.chunkMs / 2)
  const stop = (): void => clearInterval(timer)
  onTestFinished(stop)
  return {
    get spoken() {
      return spoken
    },
    stop,
  }
}

/** The numbers of the chunks that came, connection by connection. */
export function heardNumbers(connections: readonly Connection[]): number[] {
  return connections.flatMap(({ audio }) =>
    Array.from(
      { length: Math.floor(audio.byteLength / MICROPHONE.chunkBytes) },
      (_, chunk) => audio.readInt16LE(chunk * MICROPHONE.chunkBytes) - 1,
    ),
  )
}

export interface Losses {
  readonly lostMs: number
  readonly doubled: number
  readonly outOfOrder: number
}

/** What became of the chunks from the first that came to the last. */
export function losses(numbers: readonly number[]): Losses {
  const different = new Set(numbers)
  const span = Math.max(...numbers) - Math.min(...numbers) + 1
  const outOfOrder = numbers.filter((number, at) => number < (numbers[at - 1] ?? -1)).length
  return {
    lostMs: (span - different.size) * MICROPHONE.chunkMs,
    doubled: numbers.length - different.size,
    outOfOrder,
  }
}
