import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, it, onTestFinished } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { ConversationTable } from './conversation-table'
import { openDatabase } from './database'
import { emptyLog, eraseSome } from './erase'
import { Library } from './library'
import { LineTable } from './line-table'
import { search } from './search'
import { Sql } from './sql'

const START = Date.UTC(2026, 0, 5, 9)

const lineOf = (conversationId: string, position: number, text: string): TranscriptLine => ({
  id: `${conversationId}:${position}`,
  conversationId,
  position,
  speaker: 'user',
  channel: 'voice',
  text,
  startedAt: START + position,
  endedAt: START + position,
  interrupted: false,
})

/** Every byte below a folder, as text. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
    .toLowerCase()

it('leaves nothing of what was said, and all of the rest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-erase-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const folders = { pictures: join(folder, 'pictures'), recordings: join(folder, 'recordings') }
  for (const path of Object.values(folders)) mkdirSync(path)
  const database = openDatabase(join(folder, 'library.db'))
  const sql = new Sql(database)
  const lines = new LineTable(sql)
  const conversations = new ConversationTable(sql)
  for (let number = 0; number < 50; number += 1) {
    lines.keep([
      lineOf(`secret-${number}`, 0, `xylophone zirconium number ${number} 秘密`),
      lineOf(`secret-${number}`, 1, 'quicksilver'.repeat(400)),
      lineOf(`plain-${number}`, 0, `plain talk ${number}`),
    ])
    // An earlier version of a line is no less what was said.
    lines.keep([lineOf(`secret-${number}`, 2, `obsidian ${number}`)])
    lines.keep([lineOf(`secret-${number}`, 2, `marble ${number}`)])
  }
  conversations.rename('secret-1', 'Palladium')
  writeFileSync(join(folders.pictures, 'a.jpg'), 'amethyst')
  sql.run(
    `INSERT INTO frames (conversation, at, source_kind, source_name, width, height, thumbnail, file)
     SELECT key, 1, 'screen', 'Tungsten window', 1, 1, ?, 'a.jpg'
     FROM conversations WHERE id = 'secret-1'`,
    Buffer.from('feldspar'),
  )
  const secrets =
    /xyloph|zircon|quicksilver|obsidian|marble|palladium|amethyst|tungsten|feldspar|secret-/
  expect(everythingIn(folder)).toMatch(secrets)

  for (let number = 0; number < 50; number += 1) {
    while (!eraseSome(sql, folders, `secret-${number}`));
  }
  emptyLog(sql)
  expect(everythingIn(folder).match(secrets)).toBeNull()
  expect(everythingIn(folder)).not.toContain(Buffer.from('秘密').toString('latin1'))
  expect(search(sql, { query: 'xylo', count: 5 })).toEqual([])
  expect(search(sql, { query: 'plain', count: 100 })).toHaveLength(50)
  database.close()
  expect(everythingIn(folder).match(secrets)).toBeNull()
})

it('empties the log in a later try where another program held it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-erase-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const library = new Library(folder)
  library.keep([lineOf('secret', 0, 'xylophone'), lineOf('plain', 0, 'plain talk')])
  const eraseAll = (): void => {
    while (!library.eraseDiscarded(2).isDone);
  }
  const other = new DatabaseSync(join(folder, 'library.db'))
  other.exec('BEGIN')
  other.prepare('SELECT count(*) FROM lines').get()
  library.discard(['secret'], 1)
  expect(eraseAll).toThrow('held by another program')
  other.exec('COMMIT')
  other.close()
  eraseAll()
  expect(everythingIn(folder)).toContain('plain talk')
  expect(everythingIn(folder)).not.toContain('xylophone')
  library.close()
})
