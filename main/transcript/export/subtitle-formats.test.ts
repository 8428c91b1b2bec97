import fc from 'fast-check'
import { parseSync, type NodeCue } from 'subtitle'
import { describe, expect, it } from 'vitest'
import { WebVTTParser } from 'webvtt-parser'
import { cuesOf } from './cues'
import { columnsOf } from './cue-text'
import type { ExportedConversation } from './exported-conversation'
import { START, anyConversation, conversationOf, lineOf } from './exported-conversations'
import { ENGLISH } from './export-words'
import { onOneLine } from './plain-characters'
import { srtFormat, vttFormat } from './subtitle-formats'

/** The parser's own lack the semicolon, and it takes them for the shortened ones of HTML. */
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

const inMs = (seconds: number): number => Math.round(seconds * 1_000)

const srtOf = (conversation: ExportedConversation): string =>
  srtFormat(ENGLISH).begin([]).conversation(conversation)

function vttOf(conversation: ExportedConversation): string {
  const writer = vttFormat(ENGLISH).begin([])
  return writer.opening + writer.conversation(conversation) + writer.closing
}

/** Of a text without its spaces: rows break there. */
const letters = (text: string): string => onOneLine(text).replaceAll(/\s/g, '')

const readSrt = (text: string): NodeCue['data'][] =>
  parseSync(text).flatMap((node) => (node.type === 'cue' ? [node.data] : []))

describe('subtitles', () => {
  it('never overlap, are never empty, and hold every letter in order', () => {
    fc.assert(
      fc.property(anyConversation(), (conversation) => {
        const cues = cuesOf(conversation)
        cues.forEach(({ startMs, endMs, rows }, at) => {
          expect(Number.isInteger(startMs) && Number.isInteger(endMs)).toBe(true)
          expect(endMs).toBeGreaterThan(startMs)
          expect(startMs).toBeGreaterThanOrEqual(cues[at - 1]?.endMs ?? 0)
          expect(rows.length).toBeGreaterThan(0)
          expect(rows.length).toBeLessThanOrEqual(2)
          expect(rows.every((row) => row.trim() !== '' && columnsOf(row) <= 42)).toBe(true)
        })
        const said = conversation.lines.toSorted((a, b) => a.startedAt - b.startedAt)
        expect(cues.map(({ rows }) => letters(rows.join(''))).join('')).toBe(
          said.map(({ text }) => letters(text)).join(''),
        )
      }),
    )
  })

  it('are read whole by a strict reader of WebVTT, with their speakers', () => {
    fc.assert(
      fc.property(anyConversation(), (conversation) => {
        const { cues, errors } = new WebVTTParser(ENTITIES).parse(vttOf(conversation), 'metadata')
        expect(errors).toEqual([])
        const expected = cuesOf(conversation)
        expect(cues.map(({ startTime, endTime }) => [inMs(startTime), inMs(endTime)])).toEqual(
          expected.map(({ startMs, endMs }) => [startMs, endMs]),
        )
        cues.forEach(({ tree }, at) => {
          const [voice] = tree.children
          expect(tree.children).toHaveLength(1)
          expect(voice?.name).toBe('v')
          expect(voice?.value).toBe(ENGLISH[expected[at]?.speaker ?? 'user'])
          expect(voice?.children?.map(({ type, value }) => [type, value])).toEqual([
            ['text', expected[at]?.rows.join('\n')],
          ])
        })
      }),
    )
  })

  it('are read whole by a reader of SRT', () => {
    fc.assert(
      fc.property(anyConversation(), (conversation) => {
        const expected = cuesOf(conversation)
        const read = readSrt(srtOf(conversation))
        expect(read.map(({ start, end }) => [start, end])).toEqual(
          expected.map(({ startMs, endMs }) => [startMs, endMs]),
        )
        for (const { text } of read) expect(text).not.toMatch(/-->|<[\p{L}/!]|\{\\/u)
      }),
    )
  })

  it('have no row that a reader of SRT takes for a comment', () => {
    const conversation = conversationOf({
      lines: [lineOf('我们明天讨论我们明天讨论我们明天讨论我 NOTE it')],
    })
    expect(cuesOf(conversation).map(({ rows }) => rows.at(-1))).toEqual(['NOTE it'])
    expect(readSrt(srtOf(conversation)).map(({ text }) => text.split('\n').at(-1)?.trim())).toEqual(
      ['NOTE it'],
    )
  })

  it('are wrapped between words and divided at the ends of sentences', () => {
    const text =
      'I have looked at the first table and at the second one. They do not agree. The sum of March is missing from the second table, as far as I can see it.'
    expect(cuesOf(conversationOf({ lines: [lineOf(text)] })).map(({ rows }) => rows)).toEqual([
      ['I have looked at the first table and at', 'the second one. They do not agree.'],
      ['The sum of March is missing from the', 'second table, as far as I can see it.'],
    ])
  })

  it.each([
    [
      'Japanese',
      '来週の会議は東京で開かれます。「資料は金曜日までに送ってください」と部長が言いました。よろしくお願いします。',
    ],
    [
      'Chinese',
      '我们明天上午九点在北京讨论下一季度的预算，请大家提前准备好相关的材料和数据。谢谢！',
    ],
    ['Thai', 'พรุ่งนี้ประชุมที่กรุงเทพเวลาเก้าโมงเช้ากรุณาเตรียมเอกสารให้พร้อมก่อนการประชุมด้วย'],
  ])('are wrapped between words of %s, and no row begins with punctuation', (_, text) => {
    const rows = cuesOf(conversationOf({ lines: [lineOf(text)] })).flatMap(({ rows }) => rows)
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.join('')).toBe(text)
    const words = new Intl.Segmenter('en', { granularity: 'word' })
    const ends = new Set(Array.from(words.segment(text), ({ index }) => index))
    let at = 0
    for (const row of rows) {
      expect(ends.has(at), row).toBe(true)
      expect(row).not.toMatch(/^[、。」，！ー]/)
      expect(row).not.toMatch(/[「]$/)
      at += row.length
    }
  })

  it('cut an address that is longer than a row, and no joined pictograph', () => {
    const address = `https://example.invalid/${'a'.repeat(60)}`
    const family = '👩‍👩‍👧‍👦'.repeat(30)
    const rowsOf = (text: string): string[] =>
      cuesOf(conversationOf({ lines: [lineOf(text)] })).flatMap(({ rows }) => [...rows])
    expect(rowsOf(address)).toEqual([address.slice(0, 42), address.slice(42)])
    expect(rowsOf(family)).toEqual(['👩‍👩‍👧‍👦'.repeat(21), '👩‍👩‍👧‍👦'.repeat(9)])
  })

  it('end where the next line begins', () => {
    const lines = [
      lineOf('What is this?', { endedAt: START + 5_000 }),
      lineOf('A chart.', { position: 1, speaker: 'assistant', startedAt: START + 3_000 }),
    ]
    expect(cuesOf(conversationOf({ lines })).map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
      [
        [0, 3_000],
        [3_000, 3_700],
      ],
    )
  })

  it('write as text what would be markup', () => {
    const conversation = conversationOf({ lines: [lineOf('if a<b --> <i>x</i> & y &lt; {\\an8}')] })
    expect(vttOf(conversation)).toContain(
      'if a&lt;b --&gt; &lt;i&gt;x&lt;/i&gt; &amp; y &amp;lt; {\\an8}',
    )
    expect(srtOf(conversation)).toBe(
      '1\n00:00:00,000 --> 00:00:02,000\nYou: if a‹b → ‹i>x‹/i> & y &lt; { \\an8}\n\n',
    )
  })

  it('put the name on a row of its own before what is written from right to left', () => {
    const conversation = conversationOf({ lines: [lineOf('שלום עולם')] })
    expect(srtOf(conversation)).toBe('1\n00:00:00,000 --> 00:00:02,000\nYou:\nשלום עולם\n\n')
  })

  it('are none where nothing was said', () => {
    expect(srtOf(conversationOf({ lines: [lineOf(' \n')] }))).toBe('')
    expect(vttOf(conversationOf())).toBe('WEBVTT\n\n')
  })
})
