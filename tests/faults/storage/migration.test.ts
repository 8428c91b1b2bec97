/** A change of the database's version that does not come to its end. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eraseCopies, openLibrary } from '@main/transcript/library/open-library'
import { LineTable } from '@main/transcript/library/line-table'
import { MIGRATIONS } from '@main/transcript/library/migrations'
import { Sql } from '@main/transcript/library/sql'
import { ROWS_SEED } from '../rows'
import { seededRandom } from '../seeded-random'
import { goLive } from '../../protocol/harness'
import { ChildLibraries } from './child-library'
import { ask, engineWith, notices, told } from './engine'
import { KILLS } from './plan'
import { buildProgram, type Program } from './program'
import { NEXT_STATEMENTS, STEPS } from './test-migrations'
import { copyOf, DATABASE, expectSound, newFolder, reopen, saidLine, textsIn } from './testing'

const LINES = 150
/** The longest that a process lives, beside one that is let be. */
const LONGEST_LIFE = 1.3
const BEFORE = Array.from({ length: LINES }, (_, number) => saidLine(number).text)
const AFTER = BEFORE.map((text) => `${text}!`)
const COPY = `before-version-${MIGRATIONS.length + 1}.db`
const versionSchema = z.object({ user_version: z.number() })
const countSchema = z.object({ count: z.number() })

let child: Program
let library: Program
beforeAll(async () => {
  child = await buildProgram('migration-child.ts')
  library = await buildProgram('library-child.ts')
})
afterAll(() => {
  child.remove()
  library.remove()
})

/** A folder with a library of this version. */
function oldLibrary(folder = newFolder()): string {
  const { database } = openLibrary(folder)
  new LineTable(new Sql(database)).keep(BEFORE.map((_, number) => saidLine(number)))
  database.close()
  return folder
}

/** What there is, as it is: nothing is brought to another version. */
function look(path: string): 'old' | 'new' {
  const database = new DatabaseSync(path)
  try {
    expectSound(database)
    const sql = new Sql(database)
    const version = sql.get(versionSchema, 'PRAGMA user_version')?.user_version
    const added = `SELECT count(*) AS count FROM sqlite_schema
      WHERE name IN ('topics', 'conversations_by_topic') OR sql LIKE '%topic INTEGER%'`
    const isNew = version === STEPS.length
    if (!isNew) expect(version).toBe(MIGRATIONS.length)
    expect(sql.get(countSchema, added)?.count).toBe(isNew ? 3 : 0)
    expect(textsIn(database)).toEqual(isNew ? AFTER : BEFORE)
    return isNew ? 'new' : 'old'
  } finally {
    database.close()
  }
}

describe('a change of the version', () => {
  /** Sees that it is the one or the other, and that the next start makes it new. */
  function goOn(folder: string): 'old' | 'new' {
    const found = look(join(copyOf(folder), DATABASE))
    const { database, damage } = openLibrary(folder, { migrations: STEPS })
    expect(damage).toBeNull()
    expectSound(database)
    expect(textsIn(database)).toEqual(AFTER)
    database.close()
    if (found === 'old') expect(look(join(folder, COPY))).toBe('old')
    return found
  }

  it('row 73: killed after each statement, it has not happened, and the next start does it', () => {
    const old = oldLibrary()
    for (const [statement] of NEXT_STATEMENTS.entries()) {
      const folder = copyOf(old)
      const args = [child.path, folder, `${statement + 1}`]
      expect(spawnSync(process.execPath, args)).toMatchObject({ signal: 'SIGKILL' })
      expect(goOn(folder)).toBe('old')
    }
    const folder = copyOf(old)
    expect(spawnSync(process.execPath, [child.path, folder, '0'])).toMatchObject({ status: 0 })
    expect(goOn(folder)).toBe('new')
  }, 60_000)

  /** Lets a process live for so many ms at most, and returns how many it lived. */
  async function runFor(folder: string, lifeMs: number): Promise<number> {
    const running = spawn(process.execPath, [child.path, folder, '0'])
    const closed = once(running, 'close')
    await once(running.stdout, 'data')
    const begun = performance.now()
    if (lifeMs < Infinity) await Promise.race([closed, delay(lifeMs)])
    if (lifeMs < Infinity) running.kill('SIGKILL')
    await closed
    return performance.now() - begun
  }

  it(`row 73: killed ${KILLS} times at any moment, it has happened or it has not`, async () => {
    const random = seededRandom(ROWS_SEED)
    const old = oldLibrary()
    const wholeMs = await runFor(copyOf(old), Infinity)
    const seen: string[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      const folder = copyOf(old)
      await runFor(folder, random() * LONGEST_LIFE * wholeMs)
      seen.push(goOn(folder))
    }
    // Kills that all come too early, or too late, try nothing.
    expect(new Set(seen)).toEqual(new Set(['old', 'new']))
  }, 120_000)

  it('row 73: leaves a copy of what was before, which goes with what is deleted', () => {
    const folder = oldLibrary()
    openLibrary(folder, { migrations: STEPS }).database.close()
    expect(look(join(folder, DATABASE))).toBe('new')
    expect(look(join(folder, COPY))).toBe('old')
    eraseCopies(folder)
    expect(existsSync(join(folder, COPY))).toBe(false)
    // What is at the newest version is not copied.
    openLibrary(folder, { migrations: STEPS }).database.close()
    expect(readdirSync(folder)).not.toContain(COPY)
  })

  it('row 73: that fails at any statement leaves everything as it was', () => {
    const folder = oldLibrary()
    for (const [at] of NEXT_STATEMENTS.entries()) {
      const statements = [...NEXT_STATEMENTS.slice(0, at), 'SELECT no_such_function()']
      const migrations = [...MIGRATIONS, ...statements]
      expect(() => openLibrary(folder, { migrations })).toThrow(/no_such_function/)
      expect(look(join(folder, DATABASE))).toBe('old')
    }
    expect(reopen(folder)).toEqual({ texts: BEFORE, damage: null })
  })
})

describe('a library of a newer version', () => {
  it('row 73: is left as it is; what is said is kept in memory and told', async () => {
    const userData = newFolder()
    const folder = join(userData, 'library')
    oldLibrary(folder)
    openLibrary(folder, { migrations: STEPS }).database.close()
    const before = readFileSync(join(folder, DATABASE))
    const on = await engineWith(new ChildLibraries(library.path), userData)
    expect(notices(on)).toMatchObject([{ reason: 'library-unavailable' }])
    await goLive(on)
    await ask(on, 'Where?')
    await told(on, /newer/)
    expect(on.engine.state.current.session.kind).toBe('live')
    await on.engine.close()
    expect(readFileSync(join(folder, DATABASE)).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.startsWith('damaged'))).toEqual([])
  })
})
