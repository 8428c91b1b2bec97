/** What is kept stays kept, whenever the process that keeps it is killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLibrary } from '@main/transcript/library/open-library'
import { seededRandom } from '../seeded-random'
import { KILLS } from './plan'
import { buildProgram, type Program } from './program'

/** The longest that a writer lives once its library is open, in ms. */
const LONGEST_LIFE_MS = 60
const SEED = 62

let program: Program
let profile = ''

beforeAll(async () => {
  program = await buildProgram('library-writer.ts')
  profile = mkdtempSync(join(tmpdir(), 'sightline-killed-'))
})
afterAll(() => {
  program.remove()
  rmSync(profile, { recursive: true, force: true })
})

/** Lets a writer go on from this number, kills it some time later, and returns what it said it kept. */
async function killedWriter(from: number, lifeMs: number): Promise<number> {
  const library = join(profile, 'library')
  const child = spawn(process.execPath, [program.path, library, `${from}`])
  let said = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => (said += text))
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const closed = once(child, 'close')
  await expect.poll(() => said || errors, { timeout: 20_000, interval: 1 }).toContain('open\n')
  await delay(lifeMs)
  child.kill('SIGKILL')
  await closed
  expect(errors).toBe('')
  // The last line may be torn.
  const whole = said.slice(0, said.lastIndexOf('\n')).split('\n').slice(1)
  return whole.length === 0 ? from : Number(whole.at(-1)) + 1
}

it(`row 62: killed ${KILLS} times at any moment, the library has every line that it had said to be kept`, async () => {
  const random = seededRandom(SEED)
  let kept = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    kept = await killedWriter(kept, random() * LONGEST_LIFE_MS)
  }
  const { database, damage } = openLibrary(join(profile, 'library'))
  const texts = database.prepare('SELECT text FROM lines ORDER BY key').all() as { text: string }[]
  const check = database.prepare('PRAGMA integrity_check').all()
  database.close()
  expect(damage).toBeNull()
  expect(check).toEqual([{ integrity_check: 'ok' }])
  expect(kept).toBeGreaterThan(KILLS)
  expect(texts.slice(0, kept).map(({ text }) => text)).toEqual(
    Array.from({ length: kept }, (_, number) => `Line ${number}: half a sentence, and its end`),
  )
  // What was kept and not said any more is one line at most.
  expect(texts.length - kept).toBeLessThanOrEqual(1)
}, 120_000)
