/** Conversations as fast-check makes them, and a plain one, for tests. */
import fc from 'fast-check'
import type { ExportedConversation, ExportedLine } from './exported-conversation'

export const START = Date.UTC(2026, 0, 5, 9, 30)

export const lineOf = (text: string, changes: Partial<ExportedLine> = {}): ExportedLine => ({
  position: 0,
  speaker: 'user',
  channel: 'voice',
  text,
  original: null,
  startedAt: START,
  endedAt: START + 2_000,
  interrupted: false,
  ...changes,
})

export const conversationOf = (
  changes: Partial<ExportedConversation> = {},
): ExportedConversation => ({
  id: '2026-01-05T09-30-00-000Z',
  startedAt: START,
  endedAt: START + 60_000,
  title: null,
  pinned: false,
  model: 'gemini-live',
  continuedAt: null,
  usage: null,
  lines: [],
  marks: [],
  events: [],
  frames: [],
  recordings: [],
  ...changes,
})

/** Any UTF-16 units, also halves of pairs, with what formats have a meaning for. */
export const anyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom(
          ...[
            '-->',
            '<v Bob>',
            '&amp;',
            '&',
            '<',
            '>',
            '\n',
            '\n\n',
            '00:00:01.000',
            '1',
            '{\\an8}',
          ],
          ...[
            '"',
            "'",
            '</p>',
            '<script>',
            'WEBVTT',
            'NOTE',
            ' ',
            '\t',
            '\r\n',
            '# ',
            '* ',
            '`',
            '\\',
          ],
          ...[
            'שלום עולם. ',
            'مرحبا بالعالم. ',
            '我们明天讨论预算。',
            'พรุ่งนี้ประชุม',
            'word',
            'A sentence. ',
          ],
          ...['👩‍👩‍👧‍👦', 'https://example.invalid/a/b?c=d', '\u202e', '\u0000', '\u2028', '\u0085'],
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  )

const time = (): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: START - 10_000, max: START + 3_600_000 }),
    fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) - 1 }),
  )
const speaker = () => fc.constantFrom('user', 'assistant')
const jpeg = (): fc.Arbitrary<Uint8Array | null> =>
  fc.option(
    fc.uint8Array({ maxLength: 40 }).map((rest) => Uint8Array.of(0xff, 0xd8, 0xff, ...rest)),
  )
const inOrder = <T extends { readonly at: number }>(
  item: fc.Arbitrary<T>,
): fc.Arbitrary<readonly T[]> =>
  fc.array(item, { maxLength: 6 }).map((items) => items.toSorted((a, b) => a.at - b.at))

const anyLine = (): fc.Arbitrary<ExportedLine> =>
  fc.record(
    {
      position: fc.nat(1_000_000),
      speaker: speaker(),
      channel: fc.constantFrom('voice', 'typed'),
      text: anyText(),
      original: fc.option(anyText()),
      startedAt: time(),
      endedAt: fc.option(time()),
      interrupted: fc.boolean(),
      language: fc.constantFrom('en', 'hi', 'zh-Hant'),
    },
    {
      requiredKeys: [
        ...(['position', 'speaker', 'channel', 'text', 'original'] as const),
        ...(['startedAt', 'endedAt', 'interrupted'] as const),
      ],
    },
  )

const anyEvent = (): fc.Arbitrary<ExportedConversation['events'][number]> =>
  fc.oneof(
    fc.record({ kind: fc.constant('rotation'), at: time() }),
    fc.record({ kind: fc.constant('gap'), at: time(), lostMs: fc.nat() }),
    fc.record({ kind: fc.constant('tool'), at: time(), name: anyText(), result: anyText() }),
    fc.record({ kind: fc.constant('source'), at: time(), title: anyText(), url: anyText() }),
  )

/** Any conversation that the library can hold. */
export const anyConversation = (): fc.Arbitrary<ExportedConversation> =>
  fc.record({
    id: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }),
    startedAt: time(),
    endedAt: fc.option(time()),
    title: fc.option(anyText()),
    pinned: fc.boolean(),
    model: fc.option(fc.string()),
    continuedAt: fc.option(time()),
    usage: fc.option(
      fc.record({ total: fc.nat(), constructor: fc.nat() }, { requiredKeys: ['total'] }),
    ),
    lines: fc
      .uniqueArray(anyLine(), { selector: ({ position }) => position, maxLength: 12 })
      .map((lines) => lines.toSorted((a, b) => a.position - b.position)),
    marks: inOrder(fc.record({ at: time(), note: anyText() })),
    events: inOrder(anyEvent()),
    frames: inOrder(
      fc.record({
        at: time(),
        sourceKind: fc.constantFrom('screen', 'window', 'region', 'camera'),
        sourceName: anyText(),
        width: fc.integer({ min: 1, max: 8_000 }),
        height: fc.integer({ min: 1, max: 8_000 }),
        thumbnail: jpeg(),
        picture: jpeg(),
      }),
    ),
    recordings: fc
      .array(fc.record({ startedAt: time(), durationMs: fc.nat() }), { maxLength: 2 })
      .map((recordings) => recordings.toSorted((a, b) => a.startedAt - b.startedAt)),
  })

/** Conversations of different ids. */
export const anyConversations = (): fc.Arbitrary<ExportedConversation[]> =>
  fc.uniqueArray(anyConversation(), { selector: ({ id }) => id, maxLength: 4 })
