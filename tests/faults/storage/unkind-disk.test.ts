/** A disk that is full or takes no writes, below the engine with its library in a real process. */
import { readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LineTable } from '@main/transcript/library/line-table'
import { openLibrary } from '@main/transcript/library/open-library'
import { Sql } from '@main/transcript/library/sql'
import { eventually, goLive, type Bench } from '../../protocol/harness'
import { ChildLibraries } from './child-library'
import { canMount, smallDisk } from './disk'
import { ask, asked, engineWith, keptIn, notices, notSaved, onDisk, saved, told } from './engine'
import { buildProgram, type Program } from './program'
import { DATABASE, newFolder, reopen, saidLine } from './testing'

let program: Program
beforeAll(async () => (program = await buildProgram('library-child.ts')))
afterAll(() => program.remove())

const withDisk = it.skipIf(!canMount())
const engineOn = (userData: string): Promise<Bench> =>
  engineWith(new ChildLibraries(program.path), userData)

describe('a disk that is full', () => {
  withDisk(
    'row 66: while a conversation is on: it goes on, is told, and is saved once there is room',
    async () => {
      const disk = smallDisk('1m')
      const on = await engineOn(disk.folder)
      await goLive(on)
      await ask(on, 'Where?')
      disk.fill()
      await ask(on, 'And then?')
      await told(on, /full|read-only/)
      await ask(on, 'And after that?')
      expect(on.engine.state.current.session.kind).toBe('live')
      disk.free()
      await saved(on)
      expect(await keptIn(on)).toEqual(
        ['Where?', 'And then?', 'And after that?'].flatMap((text) => [text, 'In Zürich.']),
      )
    },
    60_000,
  )

  withDisk(
    'row 66: and everything is deleted to make room: nothing that was still to be kept comes back',
    async () => {
      const disk = smallDisk('1m')
      const on = await engineOn(disk.folder)
      await goLive(on)
      await ask(on, 'Where?')
      await onDisk(on, 2)
      disk.fill()
      await ask(on, 'And then?')
      await told(on, /full|read-only/)
      await on.engine.endConversation()
      expect(await on.engine.library.eraseLibrary()).toMatchObject({ ok: true })
      disk.free()
      // The next try to keep what was not.
      await new Promise((resolve) => setTimeout(resolve, 6_000))
      expect(await on.engine.library.listConversations({ skip: 0, count: 9 })).toMatchObject({
        value: { total: 0 },
      })
    },
    60_000,
  )

  withDisk(
    'row 66: at the start: the app runs, is told, and all is saved once there is room',
    async () => {
      const disk = smallDisk('1m')
      disk.fill()
      const on = await engineOn(disk.folder)
      expect(notices(on)).toMatchObject([{ reason: 'library-unavailable' }])
      await goLive(on)
      await ask(on, 'Where?')
      await told(on, /full|read-only/)
      disk.free()
      await saved(on)
      expect(await keptIn(on)).toEqual(['Where?', 'In Zürich.'])
    },
    60_000,
  )

  withDisk(
    'row 66: still full at the end: the app ends in time, and what was kept before is whole',
    async () => {
      const disk = smallDisk('1m')
      const on = await engineOn(disk.folder)
      await goLive(on)
      await ask(on, 'Where?')
      await onDisk(on, 2)
      disk.fill()
      await ask(on, 'And then?')
      await told(on, /full|read-only/)
      const begun = performance.now()
      await on.engine.close()
      expect(performance.now() - begun).toBeLessThan(2_000)
      // The notice that nothing may be lost by stands to the end.
      expect(notSaved(on)).toBeDefined()
      disk.free()
      expect(reopen(join(disk.folder, 'library')).texts).toEqual(['Where?', 'In Zürich.'])
    },
    60_000,
  )

  withDisk(
    'row 66: a conversation with lines in memory alone is not gone on with before they are saved',
    async () => {
      const disk = smallDisk('1m')
      const on = await engineOn(disk.folder)
      await goLive(on)
      await ask(on, 'Where?')
      const id = on.engine.state.current.conversationId ?? ''
      await onDisk(on, 2)
      disk.fill()
      await ask(on, 'And then?')
      await told(on, /full|read-only/)
      await on.engine.endConversation()
      expect(await on.engine.continueConversation(id)).toMatchObject({
        error: { reason: 'library-unavailable' },
      })
      disk.free()
      expect(await on.engine.continueConversation(id)).toMatchObject({ ok: true })
      await eventually(() => expect(on.engine.state.current.session.kind).toBe('live'))
      await ask(on, 'And after that?')
      await saved(on)
      expect(await keptIn(on)).toEqual(asked('Where?', 'And then?', 'And after that?'))
    },
    60_000,
  )

  withDisk('row 66: when the log is to be written back: nothing of it is lost', () => {
    const disk = smallDisk('1m')
    const folder = join(disk.folder, 'library')
    const { database } = openLibrary(folder)
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const lines = new LineTable(new Sql(database))
    const kept = Array.from({ length: 20 }, (_, number) => saidLine(number))
    for (const line of kept) lines.keep([line])
    disk.fill()
    expect(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)')).toThrow(/full/)
    expect(() => lines.keep([{ ...saidLine(20), text: 'x'.repeat(100_000) }])).toThrow(/full/)
    database.close()
    disk.free()
    const { texts, damage } = reopen(folder)
    expect({ texts, damage }).toEqual({ texts: kept.map(({ text }) => text), damage: null })
  })
})

describe('a profile that takes no writes', () => {
  withDisk(
    'row 67: from the start: the app runs, is told, and all is saved once it does',
    async () => {
      const disk = smallDisk('8m')
      disk.writable(false)
      const on = await engineOn(disk.folder)
      expect(notices(on)).toMatchObject([{ reason: 'library-unavailable' }])
      await goLive(on)
      await ask(on, 'Where?')
      await told(on, /full|read-only/)
      expect(notSaved(on)?.detail).toBe('read-only')
      expect(await on.engine.updateSettings({ theme: 'dark' })).toMatchObject({
        error: { reason: 'settings-not-saved' },
      })
      expect(on.engine.state.current.settings.theme).toBe('dark')
      expect(readdirSync(disk.folder)).toEqual([])
      disk.writable(true)
      await saved(on)
      expect(await keptIn(on)).toEqual(['Where?', 'In Zürich.'])
    },
    60_000,
  )

  withDisk(
    'row 67: from some moment on: what is there can be read, the rest is kept in memory',
    async () => {
      const disk = smallDisk('8m')
      const before = await engineOn(disk.folder)
      await goLive(before)
      await ask(before, 'Where?')
      await before.engine.close()
      disk.writable(false)
      const on = await engineOn(disk.folder)
      await goLive(on)
      await ask(on, 'And then?')
      await told(on, /full|read-only/)
      disk.writable(true)
      await saved(on)
      expect(await keptIn(on)).toEqual(['Where?', 'In Zürich.', 'And then?', 'In Zürich.'])
    },
    60_000,
  )
})

describe('a profile that is not where it is thought to be', () => {
  it('row 67: missing: it is made, for this user alone', async () => {
    const userData = join(newFolder(), 'a', 'b')
    const on = await engineOn(userData)
    await goLive(on)
    await ask(on, 'Where?')
    expect(notices(on)).toEqual([])
    expect(await keptIn(on)).toEqual(['Where?', 'In Zürich.'])
    expect(statSync(join(userData, 'library')).mode & 0o777).toBe(0o700)
    expect(statSync(join(userData, 'library', DATABASE)).mode & 0o777).toBe(0o600)
  })

  it('row 67: taken away while a conversation is on: it goes on', async () => {
    const userData = newFolder()
    const on = await engineOn(userData)
    await goLive(on)
    await ask(on, 'Where?')
    rmSync(join(userData, 'library'), { recursive: true })
    await ask(on, 'And then?')
    expect(on.engine.state.current.session.kind).toBe('live')
  })

  it('row 67: a symbolic link: everything is where it leads, and nowhere else', async () => {
    const [there, elsewhere] = [newFolder(), newFolder()]
    const userData = join(elsewhere, 'profile')
    symlinkSync(there, userData)
    const on = await engineOn(userData)
    await goLive(on)
    await ask(on, 'Where?')
    await on.engine.updateSettings({ theme: 'dark' })
    expect(await keptIn(on)).toEqual(['Where?', 'In Zürich.'])
    expect(readdirSync(there).sort()).toEqual(['library', 'settings.json'])
    expect(readdirSync(elsewhere)).toEqual(['profile'])
  })

  it('row 67: a link that leads nowhere, or a file in its place: the app runs and is told', async () => {
    for (const make of [
      (path: string) => symlinkSync('/nowhere/at/all', path),
      (path: string) => writeFileSync(path, 'a file'),
    ]) {
      const parent = newFolder()
      const userData = join(parent, 'profile')
      make(userData)
      const on = await engineOn(userData)
      expect(notices(on)).toMatchObject([{ reason: 'library-unavailable' }])
      await goLive(on)
      await ask(on, 'Where?')
      await told(on, /full|read-only/)
      await on.engine.close()
      expect(readdirSync(parent)).toEqual(['profile'])
    }
  }, 120_000)
})
