/** How much is tried, and with which seed: a little in `npm test`, a lot in `npm run fuzz`. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export const isLong = process.env.SIGHTLINE_FUZZ === 'long'

/** The short run is the same each time; the long one is another each time unless it is given. */
export const SEED = Number(process.env.SIGHTLINE_FUZZ_SEED ?? 20_261_121)

export const PLAN = isLong
  ? { messages: 1_000_000, argumentsPerChannel: 10_000, settingsFiles: 5_000 }
  : { messages: 20_000, argumentsPerChannel: 150, settingsFiles: 300 }

/** Of one test that may take so long, in ms. */
export const PATIENCE_MS = isLong ? 60 * 60_000 : 60_000

/** Bytes of the heap that are in use, garbage collected. */
export function heapBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Counts what no promise is there to tell of; vitest fails for them as well. */
export function countUnhandled(): { readonly count: number; stop(): void } {
  let count = 0
  const add = (): void => void (count += 1)
  process.on('unhandledRejection', add)
  process.on('uncaughtException', add)
  return {
    get count() {
      return count
    },
    stop() {
      process.off('unhandledRejection', add)
      process.off('uncaughtException', add)
    },
  }
}
