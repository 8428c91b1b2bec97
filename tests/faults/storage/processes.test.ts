/** Other programs that hold the library, and the end of its own process in the middle of its work. */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openLibrary } from '@main/transcript/library/open-library'
import { eventually, goLive, type Bench } from '../../protocol/harness'
import { ChildLibraries } from './child-library'
import { ask, asked, engineWith, keptIn, notices, notSaved, saved, told } from './engine'
import { HELD_MS } from './plan'
import { buildProgram, type Program } from './program'
import { DATABASE, newFolder, reopen } from './testing'

/** Longest that anything of the engine may wait for the library, in ms. */
const LAG_MS = 500
const TICK_MS = 20

let program: Program
beforeAll(async () => (program = await buildProgram('library-child.ts')))
afterAll(() => program.remove())

const engineOn = (userData: string): Promise<Bench> =>
  engineWith(new ChildLibraries(program.path), userData)

/** Holds the library of a profile as another program would: from outside its process. */
function hold(userData: string): { letGo(): void } {
  const holder = new DatabaseSync(join(userData, 'library', DATABASE))
  // The library may be in the middle of a write.
  holder.exec('PRAGMA busy_timeout = 5000')
  holder.exec('BEGIN EXCLUSIVE')
  let isHeld = true
  const letGo = (): void => {
    if (isHeld) holder.close()
    isHeld = false
  }
  onTestFinished(letGo)
  return { letGo }
}

/** How late this process has been at its worst, in ms. */
function watchLag(): { worst(): number } {
  let [last, worst] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    worst = Math.max(worst, now - last - TICK_MS)
    last = now
  }, TICK_MS)
  onTestFinished(() => clearInterval(timer))
  return { worst: () => worst }
}

describe('a library that another program holds', () => {
  it('row 71: for a second: what is said waits, and is kept without a word', async () => {
    const on = await engineOn(newFolder())
    await goLive(on)
    await ask(on, 'Where?')
    const held = hold(on.userData)
    const troubles: string[] = []
    on.engine.state.subscribe(() => {
      if (notSaved(on)) troubles.push('told')
    })
    on.engine.conversation.sendText('And then?')
    await delay(1_000)
    held.letGo()
    await eventually(() => expect(on.transcript()).toHaveLength(4))
    expect(await keptIn(on)).toEqual(asked('Where?', 'And then?'))
    expect(troubles).toEqual([])
  })

  it(`row 71: for ${HELD_MS / 1_000} s: the conversation goes on, is told, and is saved once it is let go`, async () => {
    const on = await engineOn(newFolder())
    await goLive(on)
    await ask(on, 'Where?')
    const lag = watchLag()
    const held = hold(on.userData)
    await ask(on, 'And then?')
    await told(on, /locked/)
    await ask(on, 'And after that?')
    await delay(HELD_MS - 2_000)
    expect(on.engine.state.current.session.kind).toBe('live')
    // It is the library's own process that waits.
    expect(lag.worst()).toBeLessThan(LAG_MS)
    held.letGo()
    await saved(on)
    expect(await keptIn(on)).toEqual(asked('Where?', 'And then?', 'And after that?'))
  }, 60_000)

  it('row 71: from the start and for good: the app runs, is told, and ends', async () => {
    const userData = newFolder()
    openLibrary(join(userData, 'library')).database.close()
    const held = hold(userData)
    const on = await engineOn(userData)
    expect(notices(on)).toMatchObject([{ reason: 'library-unavailable' }])
    await goLive(on)
    await ask(on, 'Where?')
    await told(on, /locked/)
    await on.engine.close()
    expect(notSaved(on)).toBeDefined()
    held.letGo()
    expect(reopen(join(userData, 'library')).texts).toEqual([])
  }, 30_000)

  it('row 71: from the start and then let go: all is saved', async () => {
    const userData = newFolder()
    openLibrary(join(userData, 'library')).database.close()
    const held = hold(userData)
    const on = await engineOn(userData)
    await goLive(on)
    await ask(on, 'Where?')
    await told(on, /locked/)
    held.letGo()
    await saved(on)
    expect(await keptIn(on)).toEqual(asked('Where?'))
  }, 30_000)
})

describe('the process of the library', () => {
  it('row 60: killed while it writes, it is started anew and nothing is lost', async () => {
    const libraries = new ChildLibraries(program.path)
    const on = await engineWith(libraries, newFolder())
    await goLive(on)
    await ask(on, 'Where?')
    const questions = ['And then?', 'And after that?']
    for (const [index, question] of questions.entries()) {
      on.engine.conversation.sendText(question)
      expect(libraries.kill()).toBe(1)
      await eventually(() => expect(on.transcript().at(-2)).toBe(`user: ${question}`))
      await eventually(() => expect(libraries.started).toBe(index + 2))
    }
    expect(notices(on)).toEqual([])
    expect(await keptIn(on)).toEqual(asked('Where?', ...questions))
  }, 30_000)

  it('row 60: that dies again and again is left alone for now; what is said is kept in memory and told', async () => {
    const libraries = new ChildLibraries(program.path)
    const on = await engineWith(libraries, newFolder())
    await goLive(on)
    await ask(on, 'Where?')
    const killer = setInterval(() => libraries.kill(), 5)
    await ask(on, 'And then?')
    await told(on, /other/)
    clearInterval(killer)
    expect(on.engine.state.current.session.kind).toBe('live')
    await saved(on)
    expect(await keptIn(on)).toEqual(asked('Where?', 'And then?'))
  }, 30_000)
})
