import { expect, it } from 'vitest'
import { openDatabase } from './database'
import { LineTable } from './line-table'
import { search } from './search'
import { Sql } from './sql'

const line = (text: string) => ({
  ...({
    id: 'c:0',
    conversationId: 'c',
    position: 0,
    speaker: 'user',
    channel: 'voice',
    text,
  } as const),
  ...{ startedAt: 1_000, endedAt: 2_000, interrupted: false },
})

it.each(['a\0b', '\0', '\ud800', 'x \udc00 y', 'one\0 two'])(
  'keeps %j whole, and finds nothing of it once it is another',
  (text) => {
    const database = openDatabase(':memory:')
    const sql = new Sql(database)
    const lines = new LineTable(sql)
    lines.keep([line(`${text} end`)])
    expect(lines.page('c', 0, 1)[0]?.text).toBe(
      `${text.replaceAll(/[\0\ud800\udc00]/g, '\ufffd')} end`,
    )
    lines.edit(1, 0, `${text} other`)
    lines.edit(1, 0, null)
    lines.keep([line('something else')])
    const found = (query: string): number => search(sql, { query, count: 9 }).length
    expect([found('something'), found('end'), found('other'), found('\ufffd')]).toEqual([
      1, 0, 0, 0,
    ])
    database.exec("INSERT INTO lines_index (lines_index) VALUES ('integrity-check')")
  },
)
