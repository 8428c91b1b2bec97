import { describe, expect, it } from 'vitest'
import { highlights } from './highlights'

/** What is shown as found, in brackets. */
const shown = (text: string, query: string): string =>
  highlights(text, query).reduceRight(
    (marked, { start, end }) =>
      `${marked.slice(0, start)}[${marked.slice(start, end)}]${marked.slice(end)}`,
    text,
  )

describe('what is found in a line', () => {
  it.each([
    ['Report on reports, unreported', 'report', '[Report] on [report]s, unreported'],
    ['Zürich is not ZURICH', 'zurich', '[Zürich] is not [ZURICH]'],
    ['Zu\u0308rich, in two characters', 'zürich', '[Zu\u0308rich], in two characters'],
    ['The team of the budget', '"the bud', 'The team of the budget'],
    ['The team of the budget', '"the budget"', 'The team of [the budget]'],
    ['我们明天讨论预算', '讨论 预算', '我们明天[讨论预算]'],
    ['ﾃﾞｰﾀを送ります', 'データ', '[ﾃﾞｰﾀ]を送ります'],
    ['कल हिन्दी', 'हिन्', 'कल [हिन्दी]'],
    ['Well 👩‍👩‍👧 done 🎉!', '🎉', 'Well 👩‍👩‍👧 done [🎉]!'],
    ['ﬁnal ﬁgures', 'fig', 'ﬁnal [ﬁg]ures'],
    ['İstanbul', 'istan', '[İstan]bul'],
    ['nothing of it', 'else', 'nothing of it'],
    ['A cafe\u0301 in A\u030ango', 'cafe ango', 'A [cafe\u0301] in [A\u030ango]'],
    ['أين كتاب السؤال؟', 'كتا', 'أين [كتا]ب السؤال؟'],
    ['각 한국', '한', '각 [한]국'],
    ['two\r\nlines', 'lines', 'two\r\n[lines]'],
    ['iPhone版のSightlineです', 'sight', 'iPhone版の[Sight]lineです'],
    ['版のSightline', '"sightline"', '版の[Sightline]'],
    ['Don’t self drive', "don't self-drive", '[Don’t] [self drive]'],
    ['New, York', '"new york"', '[New, York]'],
    ['Thanks👍🏽', '👍', 'Thanks[👍🏽]'],
    ['I ❤ it', '❤️', 'I [❤] it'],
    ['', 'a', ''],
  ])('%s by %s', (text, query, expected) => {
    expect(shown(text, query)).toBe(expected)
  })
})
