import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { Library } from './library'

const OCCASION = { id: '2026-01-01', startedAt: 1_000 }

function setUp(): {
  readonly folder: string
  readonly open: () => Library
  pictures: () => string[]
} {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-pictures-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const library = join(folder, 'library')
  return {
    folder: library,
    open: () => new Library(library),
    pictures: () => readdirSync(join(library, 'pictures')),
  }
}

const frame = (at: number, picture: Uint8Array | null) => ({
  ...{ at, sourceKind: 'screen' as const, sourceName: 'A\ud800\0', width: 4, height: 3 },
  ...{ thumbnail: Uint8Array.of(1), picture },
})

it('keeps a whole picture once, beside the database', () => {
  const { open, pictures } = setUp()
  const library = open()
  library.noteFrame(OCCASION, frame(5, Uint8Array.of(1, 2, 3)))
  library.noteFrame(OCCASION, frame(5, Uint8Array.of(9)))
  library.noteFrame(OCCASION, frame(6, null))
  const { frames = [] } = library.read(OCCASION.id) ?? {}
  expect(frames).toMatchObject([
    { at: 5, isKept: true, sourceName: 'A\ufffd\ufffd' },
    { at: 6, isKept: false },
  ])
  expect(frames.map(({ key }) => [...(library.picture(key, 'whole') ?? [])])).toEqual([
    [1, 2, 3],
    [1],
  ])
  expect(pictures()).toHaveLength(1)
  library.discard([OCCASION.id], 0)
  while (!library.eraseDiscarded(1).isDone);
  expect(pictures()).toEqual([])
  library.close()
})

it('deletes at its start what a crash has left of pictures, and nothing of others', () => {
  const { folder, open, pictures } = setUp()
  const first = open()
  first.noteFrame(OCCASION, frame(5, Uint8Array.of(1)))
  first.close()
  const kept = pictures()
  const imported = '0b9c9f0e-7a1e-4c46-9d0e-2d7a3c1f1a11.jpg'
  for (const name of ['7-1000.jpg', imported, 'holiday.jpg'])
    writeFileSync(join(folder, 'pictures', name), '')
  open().close()
  expect(pictures().sort()).toEqual([...kept, 'holiday.jpg'].sort())
})

it('puts pictures aside with a damaged database, and erases them with what is deleted', () => {
  const { folder, open, pictures } = setUp()
  const first = open()
  first.noteFrame(OCCASION, frame(5, Uint8Array.of(1)))
  first.close()
  const kept = pictures()
  writeFileSync(join(folder, 'library.db'), 'This is no database.'.repeat(500))
  const again = open()
  const aside = join(folder, `${again.damage?.keptAs ?? ''}-pictures`)
  expect([pictures(), readdirSync(aside)]).toEqual([[], kept])
  again.note(OCCASION)
  again.discard([OCCASION.id], 0)
  while (!again.eraseDiscarded(1).isDone);
  expect(existsSync(aside)).toBe(false)
  again.close()
})

it('deletes no file beside its folder, whatever a damaged database says', () => {
  const { folder, open } = setUp()
  const library = open()
  library.noteFrame(OCCASION, frame(5, Uint8Array.of(1)))
  const other = new DatabaseSync(join(folder, 'library.db'))
  other.exec("UPDATE frames SET file = '../mine.jpg'")
  other.close()
  writeFileSync(join(folder, 'mine.jpg'), 'mine')
  library.discard([OCCASION.id], 0)
  while (!library.eraseDiscarded(1).isDone);
  expect(existsSync(join(folder, 'mine.jpg'))).toBe(true)
  library.close()
})

it('keeps two events of one moment, and one that is told twice once', () => {
  const library = setUp().open()
  const tool = { kind: 'tool', at: 5, name: 'a\0', result: '\ud800' } as const
  const other = { ...tool, name: 'b' }
  for (const event of [tool, other, tool]) library.noteEvent(OCCASION, event)
  expect(library.read(OCCASION.id)?.events).toEqual([tool, other])
  library.close()
})

it('stores marks and titles of which the database could not keep every character', () => {
  const library = setUp().open()
  const key = library.mark(OCCASION, 5, 'a\0b')
  expect(library.mark(OCCASION, 5, 'a\ud800')).toBe(key)
  library.rename(OCCASION.id, 'c\0d')
  expect(library.read(OCCASION.id)).toMatchObject({
    marks: [{ key, at: 5, note: 'a\ufffd' }],
    summary: { title: 'c\ufffdd' },
  })
  library.close()
})
