/** What came of the user's voice over many faults: kept by the test, written into the document. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { publishSection, today, versions } from './publish'

/** Whether it is for the published figures: some minutes instead of some seconds. */
export const isLong = process.env.SIGHTLINE_AUDIO_FAULTS === 'long'

/** Median, 95th percentile and the most of it, in ms. */
export interface Spread {
  readonly median: number
  readonly p95: number
  readonly most: number
}

export interface AudioFigures {
  readonly what: 'planned rotations' | 'abrupt cuts'
  readonly faults: number
  readonly seed: number
  /** Of each fault, counted in chunks of 20 ms. */
  readonly lostMs: Spread
  /** The same in pieces of 100 ms of which more than half is lost. */
  readonly lostTokensMs: Spread
  readonly doubledMs: number
  /** From the fault to the first sound that the next connection accepted. */
  readonly backAfterMs: Spread
}

const folder = resolve(import.meta.dirname, '../../test-results/audio-across-faults')
const fileOf = (what: AudioFigures['what']): string =>
  resolve(folder, `${what.replaceAll(' ', '-')}.json`)

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number =>
    Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN)
  return { median: at(0.5), p95: at(0.95), most: at(1) }
}

/** Prints it, and keeps it for the document. */
export function reportAudio(figures: AudioFigures): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(figures.what), JSON.stringify(figures))
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

/** Writes both into docs/reliability.md. */
export async function publishAudio(command: string): Promise<void> {
  const all = (['planned rotations', 'abrupt cuts'] as const).map(
    (what) => JSON.parse(readFileSync(fileOf(what), 'utf8')) as AudioFigures,
  )
  const cells = ({ median, p95, most }: Spread): string => `${median} / ${p95} / ${most}`
  await publishSection(
    'audio',
    [
      `\`${command}\`, ${today()}; ${versions()}; 40 ms of round trip. Each median / p95 / most, in ms.`,
      '',
      '| what | faults | lost, by 100 ms | lost, by 20 ms | doubled | from the fault to sound accepted again |',
      '| --- | --- | --- | --- | --- | --- |',
      ...all.map(
        ({ what, faults, lostTokensMs, lostMs, doubledMs, backAfterMs }) =>
          `| ${what} | ${faults} | ${cells(lostTokensMs)} | ${cells(lostMs)} | ${doubledMs} | ${cells(backAfterMs)} |`,
      ),
    ].join('\n'),
  )
}
