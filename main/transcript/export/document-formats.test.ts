import { describe, expect, it } from 'vitest'
import type { ConversationFormat } from './conversation-format'
import { headingOf, type ExportedConversation } from './exported-conversation'
import { START, conversationOf, lineOf } from './exported-conversations'
import { ENGLISH } from './export-words'
import { markdownFormat } from './markdown-format'
import { textFormat } from './text-format'

const options = { words: ENGLISH, timeZone: 'UTC' }
const markdown = markdownFormat(options)

function written(format: ConversationFormat, ...conversations: ExportedConversation[]): string {
  const writer = format.begin(conversations.map(headingOf))
  const parts = conversations.map((conversation) => writer.conversation(conversation))
  return [writer.opening, ...parts, writer.closing].join('')
}

const talk = conversationOf({
  endedAt: START + 65_000,
  pinned: true,
  lines: [
    lineOf('What is this?'),
    lineOf('A chart of\nsales & costs.', {
      ...{ position: 1, speaker: 'assistant', startedAt: START + 3_000 },
      ...{ interrupted: true, original: 'A card.' },
    }),
    lineOf('Thanks', { position: 2, channel: 'typed', startedAt: START + 61_000 }),
  ],
  marks: [
    { at: START + 2_500, note: 'look here' },
    { at: START + 90_000, note: '' },
  ],
  events: [
    { kind: 'gap', at: START + 10_000, lostMs: 1_240 },
    { kind: 'tool', at: START + 11_000, name: 'clock', result: '09:30' },
    { kind: 'source', at: START + 12_000, title: 'A page', url: 'https://example.invalid/a_b' },
    { kind: 'rotation', at: START + 62_000 },
  ],
  frames: [
    {
      ...{ at: START, sourceKind: 'screen', sourceName: 'Screen 1', width: 1, height: 1 },
      ...{ thumbnail: null, picture: null },
    },
  ],
})
const other = conversationOf({ id: 'other', startedAt: START + 86_400_000, title: 'Second [one]' })

describe('plain text', () => {
  it('tells what was said and what happened, with times', () => {
    expect(written(textFormat({ ...options, withTimes: true }), talk)).toBe(
      `What is this?
=============
2026-01-05 09:30 – 09:31 · gemini-live · pinned

[0:00] You: What is this?
[0:02] * Mark: look here
[0:03] Assistant: A chart of
sales & costs. (interrupted, edited)
[0:10] * 1.2 s did not get through
[0:11] * Tool: clock: 09:30
[0:12] * Source: A page – https://example.invalid/a_b
[1:01] You: Thanks (typed)
[1:02] * The connection was changed
[1:30] * Mark
`,
    )
  })

  it('leaves the times out', () => {
    const text = written(textFormat({ ...options, withTimes: false }), talk)
    expect(text).toContain('\nYou: What is this?\n* Mark: look here\nAssistant: A chart of\n')
    expect(text).not.toContain('[')
  })

  it('begins with its contents where there are several', () => {
    const text = written(textFormat({ ...options, withTimes: false }), talk, other)
    expect(text.split('\n').slice(0, 7)).toEqual([
      'Contents',
      '1. 2026-01-05 09:30  What is this?',
      '2. 2026-01-06 09:30  Second [one]',
      '',
      '',
      'What is this?',
      '=============',
    ])
  })
})

describe('Markdown', () => {
  it('tells what was said and what happened', () => {
    expect(written(markdown, talk)).toBe(
      `# What is this?

2026-01-05 09:30 – 09:31 · gemini-live · pinned

**You** · 0:00

What is this?

> 0:02 · **Mark: look here**

**Assistant** · 0:03 · interrupted · edited

A chart of\\
sales & costs.

> 0:10 · 1.2 s did not get through

> 0:11 · Tool: clock: 09:30

> 0:12 · Source: A page – https://example.invalid/a_b

**You** · 1:01 · typed

Thanks

> 1:02 · The connection was changed

> 1:30 · **Mark**
`,
    )
  })

  it('leads from its contents to each of several', () => {
    const text = written(markdown, talk, other)
    expect(text).toContain('- [Second \\[one\\]](#conversation-2) · 2026-01-06 09:30\n')
    expect(text).toContain('\n<a id="conversation-2"></a>\n\n## Second \\[one\\]\n')
  })

  it.each([
    ['# not a heading', '\\# not a heading'],
    ['- not a list', '\\- not a list'],
    ['12. not a list', '12\\. not a list'],
    ['7) not a list', '7\\) not a list'],
    ['> not a quote', '\\> not a quote'],
    ['2 * 3 * 4', '2 \\* 3 \\* 4'],
    ['snake_case and _this_', 'snake_case and \\_this\\_'],
    ['<b>bold</b> & &amp;', '\\<b\\>bold\\</b\\> & \\&amp;'],
    ['[a](b) ![c](d)', '\\[a\\](b) !\\[c\\](d)'],
    ['`code` \\', '\\`code\\` \\\\'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['~~gone~~', '\\~\\~gone\\~\\~'],
    ['C#', 'C\\#'],
    ['#', '\\#'],
    ['    no code', 'no code'],
    ['one\n\n\n two', 'one\n\ntwo'],
    ['one\r\ntwo\u0000', 'one\\\ntwo'],
  ])('shows %j as it is', (text, expected) => {
    const conversation = conversationOf({ title: 'T', lines: [lineOf(text)] })
    expect(written(markdown, conversation).split('0:00\n\n')[1]).toBe(`${expected}\n`)
  })

  it('has a title for what has none, and cuts a long one', () => {
    expect(written(markdown, conversationOf())).toMatch(/^# Conversation\n/)
    const long = conversationOf({ lines: [lineOf('word '.repeat(100))] })
    expect(written(markdown, long).split('\n')[0]).toMatch(/^# (word ){19}word…$/)
  })

  it('names the second day of a talk over midnight', () => {
    const night = conversationOf({ endedAt: START + 15 * 3_600_000 })
    expect(written(markdown, night)).toContain('2026-01-05 09:30 – 2026-01-06 00:30')
  })
})
