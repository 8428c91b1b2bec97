import { describe, expect, it } from 'vitest'
import type { SearchRequest } from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'
import { ConversationTable } from './conversation-table'
import { openDatabase } from './database'
import { addMark } from './happenings'
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
    [
      'pictographs without a space',
      'Thanks👍😀 a lot ❤',
      ['👍', '😀', '👍😀', '❤️', 'thanks', 'lot'],
    ],
    ['German', 'In der Großen Straße', ['strasse', 'STRAẞE', 'grossen', '"großen strasse"']],
    ['Polish', 'Łódź nad ranem', ['lodz', 'łódź', 'LOD']],
    ['Danish', 'Smørrebrød og øl', ['smorrebrod', 'øl']],
    ['Turkish', 'Işık İstanbul’da', ['ısık', 'isik', 'istanbul']],
    ['Arabic with vowels', 'الكِتَابُ عَلَى الطَّاوِلَة', ['الكتاب', 'الطاولة', 'عَلَى']],
    ['hyphens that are not seen', 'Donau\u00addampf\u00adschiff', ['donaudampf']],
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
    for (const query of ['pan\0', '"panic\0 run']) expect(find(query)).toHaveLength(1)
    for (const query of ['', ' ', '?!', '*', '\0', '"\0']) expect(find(query), query).toEqual([])
  })

  it('goes by date, and on after a page', () => {
    const { find, sql } = libraryOf('note one', 'note two', 'note three')
    expect(find('note', { from: START + 60_000 })).toEqual(['note three', 'note two'])
    expect(find('note', { to: START + 60_000 })).toEqual(['note one'])
    const [first] = search(sql, { query: 'note', count: 1 })
    expect(find('note', { after: first?.key })).toEqual(['note two', 'note one'])
  })

  it.each([0, 1, 2, 12, 13, 30])(
    'finds the same whether %d of 30 conversations have a mark or not',
    (marked) => {
      const { sql, lines } = libraryOf()
      const conversations = Array.from({ length: 30 }, (_, number) => `c${number}`)
      // They were held at the same time.
      for (let position = 0; position < 5; position += 1) {
        lines.keep(
          conversations.map((conversationId, number) =>
            line(`note ${number} ${position}`, {
              conversationId,
              position,
              startedAt: START + position * 60_000 + number * 7_919,
            }),
          ),
        )
      }
      const withMark = conversations.filter((_, number) => (number * 7) % 30 < marked)
      const table = new ConversationTable(sql)
      for (const id of withMark) addMark(sql, table.keyOf(id, START), START, '')
      const all = search(sql, { query: 'note', count: 100_000 })
      const expected = all.filter(({ conversationId }) => withMark.includes(conversationId))
      expect(expected).toHaveLength(marked * 5)
      const [few, more] = [7, 11].map((count, page) =>
        search(sql, {
          query: 'note',
          marked: true,
          count,
          ...(page === 1 && { after: expected[6]?.key ?? 0 }),
        }),
      )
      expect(few).toEqual(expected.slice(0, 7))
      if (expected.length > 7) expect(more).toEqual(expected.slice(7, 18))
      table.discard(withMark.slice(0, 1), START)
      const left = expected.filter(({ conversationId }) => conversationId !== withMark[0])
      expect(search(sql, { query: 'note', marked: true, count: 1_000 })).toEqual(left)
    },
  )

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
