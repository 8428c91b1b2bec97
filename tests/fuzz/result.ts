import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** What one run came to; every figure by its name. */
export interface FuzzResult {
  readonly name: string
  readonly seed: number
  readonly seconds: number
  readonly figures: Readonly<Record<string, number>>
}

const folder = resolve(import.meta.dirname, '../../test-results/fuzz')

/** Prints what came of it, and keeps it for the document. */
export function report(result: FuzzResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(resolve(folder, `${result.name}.json`), JSON.stringify(result))
  const figures = Object.entries(result.figures).map(([name, value]) => `${name} ${value}`)
  process.stdout.write(
    `fuzz ${result.name}: seed ${result.seed}, ${result.seconds} s; ${figures.join(', ')}\n`,
  )
}

export const readResult = (name: string): FuzzResult =>
  JSON.parse(readFileSync(resolve(folder, `${name}.json`), 'utf8')) as FuzzResult
