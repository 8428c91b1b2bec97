/** The engine with its library in a real process, and what is told of that. */
import { join } from 'node:path'
import { expect } from 'vitest'
import type { AppError } from '@contract/errors'
import { PACES, scripted } from '../../../simulator/scenario'
import { bench, eventually, type Bench } from '../../protocol/harness'
import type { ChildLibraries } from './child-library'
import { reopen } from './testing'

/** Tries to save are 5 s apart, and wait 2 s for who holds the database. */
const SAVED_MS = 15_000

/** The engine with its profile there, and an answer to whatever it asks. */
export const engineWith = (libraries: ChildLibraries, userData: string): Promise<Bench> =>
  bench({
    scenario: scripted([
      { text: 'In Zürich.', pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' },
    ]),
    userData,
    startLibrary: libraries.start,
  })

/** Asks, and waits for the answer. */
export async function ask(on: Bench, question: string): Promise<void> {
  on.engine.conversation.sendText(question)
  await eventually(() =>
    expect(on.transcript().slice(-2)).toEqual([`user: ${question}`, 'assistant: In Zürich.']),
  )
}

/** What is kept of that. */
export const asked = (...questions: readonly string[]): string[] =>
  questions.flatMap((question) => [question, 'In Zürich.'])

export const notices = ({ engine }: Bench): AppError[] =>
  engine.state.current.notices.map(({ error }) => error)

/** The notice that what is said is in memory alone. */
export const notSaved = (on: Bench): AppError | undefined =>
  notices(on).find(({ reason }) => reason === 'transcript-not-saved')

export const told = (on: Bench, why: RegExp): Promise<void> =>
  eventually(() => expect(notSaved(on)?.detail).toMatch(why))

export async function saved(on: Bench): Promise<void> {
  await expect.poll(() => notSaved(on), { timeout: SAVED_MS, interval: 50 }).toBeUndefined()
}

/** Waits until so many lines of the conversation that is on are on the disk: they are shown a little before. */
export async function onDisk({ engine }: Bench, lines: number): Promise<void> {
  const id = engine.state.current.conversationId ?? ''
  const count = async (): Promise<number> => {
    const read = await engine.library.readLines({ id, from: 0, count: 500 })
    return read.ok ? read.value.filter(({ text }) => text !== '').length : 0
  }
  await eventually(async () => expect(await count()).toBe(lines))
}

/** Ends the engine, and reads what a later run finds. */
export async function keptIn(on: Bench): Promise<readonly string[]> {
  await on.engine.close()
  return reopen(join(on.userData, 'library')).texts
}
