import { describe, expect, it } from 'vitest'
import type { SearchRequest } from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'
import { openDatabase } from './database'
import { LineTable } from './line-table'
import { search } from './search'
import { Sql } from './sql'

const START = Date.UTC(2026, 0, 5, 9)

const line = (text: string, changes: Partial<TranscriptLine> = {}): TranscriptLine => ({
  id: 'c1:0',
  conversationId: 'c1',
  position: 0,
  speaker: 'user',
  channel: 'voice',
  text,
  startedAt: START,
  endedAt: START + 1_000,
  interrupted: false,
  ...changes,
})

/** A library in memory that holds these texts, one line each, the first one the oldest. */
function libraryOf(...texts: string[]): {
  readonly sql: Sql
  readonly lines: LineTable
  readonly find: (query: string, more?: Partial<SearchRequest>) => string[]
} {
  const sql = new Sql(openDatabase(':memory:'))
  const lines = new LineTable(sql)
  lines.keep(
    texts.map((text, position) => line(text, { position, startedAt: START + position * 60_000 })),
  )
  return {
    sql,
    lines,
    find: (query, more = {}) => search(sql, { query, count: 50, ...more }).map(({ text }) => text),
  }
}

describe('search', () => {
  it('finds words by their beginnings, in any order, whatever their case and accents', () => {
    const { find } = libraryOf('The quarterly Zürich report', 'A report of nothing')
    expect(find('rep')).toEqual(['A report of nothing', 'The quarterly Zürich report'])
    expect(find('zurich QUART')).toEqual(['The quarterly Zürich report'])
    expect(find('port')).toEqual([])
  })

  it('finds phrases', () => {
    const { find } = libraryOf('the budget of the team', 'the team of the budget')
    expect(find('"the team"')).toEqual(['the team of the budget', 'the budget of the team'])
    expect(find('"budget of')).toEqual(['the budget of the team'])
  })

  it.each([
    ['Chinese', '我们明天讨论预算', ['预算', '明天讨论', '我', '算']],
    ['Japanese', '来週の会議は東京です', ['東京', '会議', '来週の', 'です']],
    ['Japanese in half width', 'ﾃﾞｰﾀを送ります', ['データ', '送り']],
    ['Korean', '내일 회의에서 만나요', ['회의', '만나', '내일 회의']],
    ['Hindi', 'कल की बैठक हिन्दी में होगी', ['बैठक', 'हिन्दी', 'हिन्']],
    ['Thai', 'พรุ่งนี้ประชุมที่กรุงเทพ', ['ประชุม', 'กรุงเทพ']],
    ['Arabic', 'اجتماع الغد في المكتب', ['اجتماع', 'المك']],
    ['Hebrew', 'הפגישה מחר', ['הפגישה', 'מח']],
    ['Russian', 'Завтра совещание', ['завтра', 'сове']],
    ['Greek', 'Η σύσκεψη αύριο', ['συσκεψη', 'ΑΥΡΙΟ']],
    ['pictographs', 'Well done 🎉', ['🎉']],
    ['mixed', 'iPhone版のSightline', ['版の', 'iphone', 'sight']],
  ])('finds %s', (_script, text, queries) => {
    const { find } = libraryOf(text, 'something else', '別の話', 'कुछ और')
    for (const query of queries) expect(find(query), query).toEqual([text])
  })

  it('does not find characters that do not stand together', () => {
    expect(libraryOf('东西很多，京剧').find('东京')).toEqual([])
  })

  it('takes what a person types for words, never for a language', () => {
    const { find } = libraryOf(`don't "panic" AND run NEAR(x) a:b c*`)
    for (const query of [`don't`, 'AND', 'NEAR(x)', 'a:b', '"', '"panic', 'c*', '-run', '^don']) {
      expect(find(query), query).toHaveLength(query === '"' ? 0 : 1)
    }
    for (const query of ['', ' ', '?!', '*']) expect(find(query), query).toEqual([])
  })

  it('goes by date, and on after a page', () => {
    const { find, sql } = libraryOf('note one', 'note two', 'note three')
    expect(find('note', { from: START + 60_000 })).toEqual(['note three', 'note two'])
    expect(find('note', { to: START + 60_000 })).toEqual(['note one'])
    const [first] = search(sql, { query: 'note', count: 1 })
    expect(find('note', { after: first?.key })).toEqual(['note two', 'note one'])
  })

  it('follows what a line becomes', () => {
    const { find, lines } = libraryOf('We meet on Monday')
    lines.keep([line('We meet on Tuesday')])
    expect(find('Monday')).toEqual([])
    expect(find('Tuesday')).toEqual(['We meet on Tuesday'])
  })

  it('finds what had not ended when the app was killed', () => {
    const { find, lines } = libraryOf()
    lines.keep([line('Half a sent', { endedAt: null })])
    expect(lines.indexWhatIsLeft()).toBe(1)
    expect(find('half')).toEqual(['Half a sent'])
    expect(lines.indexWhatIsLeft()).toBe(0)
  })
})
