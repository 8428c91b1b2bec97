/** What people look for, by kind; more than two hundred in all. */
import type { SearchRequest } from '@contract/library'
import { rareWord } from './texts'

type Query = Omit<SearchRequest, 'count'>

const plain = (...queries: readonly string[]): Query[] => queries.map((query) => ({ query }))
const rare = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => rareWord('english', from + at * 97))

/** All that a person who types this has in the field on the way. */
const typed = (text: string): string[] =>
  Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1))

const DAY_MS = 86_400_000
const JUNE = Date.UTC(2025, 5, 1)

export const QUERIES: Readonly<Record<string, readonly Query[]>> = {
  'a common word': plain(
    ...'the that what have with this you can about which would should problem question change time'.split(
      ' ',
    ),
  ),
  'a rare word': plain(...rare(9_000, 20)),
  'as it is typed, 1 to 6 characters': plain(
    ...['the', 'with', 'should', 'which', 'problem', 'contra', 'monsta', 'über'].flatMap((word) =>
      typed(word.slice(0, 6)),
    ),
  ),
  'two words': plain(
    'the problem',
    'what time',
    'that with',
    'can you',
    'you have that',
    'question about change',
    ...rare(500, 8).map((word) => `the ${word}`),
  ),
  'the end of a phrase as it is typed': plain('what is th', 'can you sh', 'how do we wo', 'a que'),
  'a phrase': plain('"the problem"', '"what is"', '"you can do"', '"of the"', '"in the way"'),
  'a phrase that is rare': plain(...rare(40, 8).map((word) => `"the ${word}"`)),
  'two Chinese characters': plain(
    ...'问题 时间 工作 我们 什么 屏幕 会议 北京 错误 谢谢'.split(' '),
  ),
  'one Chinese character': plain(...'的 是 我 看 问'.split(' ')),
  Japanese: plain(...'東京 東京都 会議 画面 ください テスト です から ファイル 質問'.split(' ')),
  Hindi: plain(...'है में नहीं सवाल पानी समय बहु कर'.split(' ')),
  Arabic: plain(...'في من سؤال شاشة مدينة عمل'.split(' ')),
  German: plain(...'größer strasse über mög natürlich später nicht'.split(' ')),
  'nothing is found': plain(
    ...'xylophonist zzzz qqq 龘龘 ฟฟฟ ωωω'.split(' '),
    '"problem the the the the"',
    'the xylophonist',
    'what zzzz',
  ),
  'with a span of days': [
    ...['the', 'problem', 'wi', '问题', ...rare(100, 3)].flatMap((query) =>
      [1, 30, 300].map((days) => ({ query, from: JUNE, to: JUNE + days * DAY_MS })),
    ),
  ],
  'where a window was shown': [
    ...['the', 'problem', 'wi', '问题', ...rare(100, 3)].map((query): Query => ({
      query,
      sourceKind: 'window',
    })),
  ],
  'where a camera was shown (none was)': [
    ...['the', 'problem', '问题', ...rare(100, 3)].map((query): Query => ({
      query,
      sourceKind: 'camera',
    })),
  ],
  'with a mark': [
    ...['the', 'problem', 'wi', '问题', ...rare(100, 3)].map((query): Query => ({
      query,
      marked: true,
    })),
  ],
}
