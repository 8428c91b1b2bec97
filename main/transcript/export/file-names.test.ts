import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentFacts } from './document-facts'
import { START, anyText } from './exported-conversations'
import { ENGLISH } from './export-words'
import { FileNames, collectionFileName, conversationFileName } from './file-names'

const facts = new DocumentFacts({ words: ENGLISH, timeZone: 'UTC' })
const nameOf = (title: string): string =>
  conversationFileName({ id: 'c', startedAt: START, title }, facts)

describe('names of exported files', () => {
  it.each([
    ['What is this?', '2026-01-05 09.30 What is this'],
    ['', '2026-01-05 09.30 Conversation'],
    ['???', '2026-01-05 09.30 Conversation'],
    ['..\\..\\etc/passwd', '2026-01-05 09.30 etc passwd'],
    ['a:b|c"d<e>f*g', '2026-01-05 09.30 a b c d e f g'],
    ['ends in a point. ', '2026-01-05 09.30 ends in a point'],
    ['exe\u202egpj.doc', '2026-01-05 09.30 exegpj.doc'],
    ['Zu\u0308rich 東京', '2026-01-05 09.30 Zürich 東京'],
    ['line\nbreak', '2026-01-05 09.30 line break'],
  ])('%j', (title, name) => expect(nameOf(title)).toBe(name))

  it('are taken by every file system, whatever the title', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.string({ unit: 'grapheme', minLength: 90 })), (title) => {
        const name = nameOf(title)
        expect(name).toMatch(/^2026-01-05 09\.30 \S/)
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|[. ]$/u)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(140)
        expect(name).toBe(name.normalize('NFC'))
      }),
      { numRuns: 50 },
    )
  })

  it('cut no character in two', () => {
    const family = '👩‍👩‍👧‍👦'
    expect(nameOf(family.repeat(20)).replaceAll(family, '')).toBe('2026-01-05 09.30 ')
  })

  it('are told apart where letter case is not', () => {
    const names = new FileNames()
    expect(['Report', 'report', 'REPORT'].map((name) => names.take(name, 'srt'))).toEqual([
      'Report.srt',
      'report (2).srt',
      'REPORT (3).srt',
    ])
  })

  it('tell the days of several', () => {
    const heading = (startedAt: number) => ({ id: 'c', startedAt, title: '' })
    expect(collectionFileName([heading(START), heading(START - 86_400_000)], facts)).toBe(
      '2026-01-04 – 2026-01-05 Conversations (2)',
    )
    expect(collectionFileName([heading(START), heading(START)], facts)).toBe(
      '2026-01-05 Conversations (2)',
    )
  })
})
