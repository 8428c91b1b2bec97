/** How long is soaked: a little in `npm test`, hours in `npm run soak`. */
import { mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Of simulated conversation. */
export const SIMULATED_HOURS = Number(process.env.SIGHTLINE_SOAK_HOURS ?? 2)

/** Of the real app, by the real clock. */
export const REAL_MINUTES = Number(process.env.SIGHTLINE_SOAK_MINUTES ?? 10)

export interface SoakResult {
  readonly name: 'simulated' | 'real'
  readonly hours: number
  readonly seconds: number
  readonly figures: Readonly<Record<string, number>>
}

const folder = resolve(import.meta.dirname, '../../test-results/soak')

/** Prints what came of it, and keeps it for the document. */
export function reportSoak(result: SoakResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(resolve(folder, `${result.name}.json`), JSON.stringify(result))
  const figures = Object.entries(result.figures).map(([name, value]) => `${name} ${value}`)
  process.stdout.write(
    `soak ${result.name}: ${result.hours} h in ${result.seconds} s; ${figures.join(', ')}\n`,
  )
}

export function readSoak(name: SoakResult['name']): SoakResult | null {
  const file = resolve(folder, `${name}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SoakResult) : null
}
