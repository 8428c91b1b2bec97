import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILE_LIMITS, conversationFileSchema } from './conversation-file'
import { START, anyConversations, conversationOf, lineOf } from './exported-conversations'
import { headingOf, type ExportedConversation } from './exported-conversation'
import { readConversationFile, type ImportedFile } from './import-file'
import { jsonFormat } from './json-format'

function fileOf(...conversations: readonly ExportedConversation[]): string {
  const writer = jsonFormat(START).begin(conversations.map(headingOf))
  const parts = conversations.map((conversation) => writer.conversation(conversation))
  return [writer.opening, ...parts, writer.closing].join('')
}

type Json = Record<string, unknown>

/** A file of one conversation with two lines, after somebody has changed its first conversation. */
function changed(change: (conversation: Json, file: Json) => void): ImportedFile {
  const lines = [lineOf('Hello', { position: 1 }), lineOf('Again', { position: 2 })]
  const marks = [{ at: START + 5, note: 'here' }]
  const text = fileOf(conversationOf({ lines, marks, usage: { total: 7 } }))
  const file = JSON.parse(text) as Json
  const [conversation] = file.conversations as Json[]
  change(conversation ?? {}, file)
  return readConversationFile(JSON.stringify(file))
}

const line = (conversation: Json, at: number): Json => (conversation.lines as Json[])[at] ?? {}

const many = (length: number): number[] => Array.from({ length }, () => 0)

const refusedAt = (result: ImportedFile): string => {
  if (result.kind === 'read') return 'read'
  const { problem } = result
  return 'where' in problem ? `${problem.kind} ${problem.where}` : problem.kind
}

describe('a file of conversations', () => {
  it('brings back exactly what was exported', () => {
    fc.assert(
      fc.property(anyConversations(), (conversations) => {
        const bytes = Buffer.from(fileOf(...conversations), 'utf8')
        expect(readConversationFile(bytes.toString('utf8'))).toEqual({
          kind: 'read',
          conversations,
        })
      }),
    )
  })

  it('is what its schema says', () => {
    fc.assert(
      fc.property(anyConversations(), (conversations) => {
        const file: unknown = JSON.parse(fileOf(...conversations))
        expect(conversationFileSchema.parse(file)).toEqual(file)
      }),
      { numRuns: 30 },
    )
  })

  it('is read without a change, else the test of changes proves nothing', () => {
    expect(refusedAt(changed(() => undefined))).toBe('read')
  })

  it.each<[string, (conversation: Json, file: Json) => void]>([
    ['wrong conversations[0].id', (conversation) => (conversation.id = '')],
    ['wrong conversations[0].id', (conversation) => delete conversation.id],
    ['wrong conversations[0].startedAt', (conversation) => (conversation.startedAt = 'today')],
    [
      'wrong conversations[0].startedAt',
      (conversation) => (conversation.startedAt = '9999-01-01T00:00:00.000Z'),
    ],
    ['wrong conversations[0].lines', (conversation) => (conversation.lines = 'none')],
    ['wrong conversations[0].lines[1].text', (conversation) => (line(conversation, 1).text = 5)],
    [
      'wrong conversations[0].lines[0].position',
      (conversation) => (line(conversation, 0).position = 1e300),
    ],
    [
      'wrong conversations[0].lines[0].position',
      (conversation) => (line(conversation, 0).position = 1.5),
    ],
    [
      'wrong conversations[0].lines[1].position',
      (conversation) => (line(conversation, 1).position = 1),
    ],
    ['wrong conversations[0].lines[0].at', (conversation) => (line(conversation, 0).startMs = 8)],
    [
      'wrong conversations[0].lines[0].endMs',
      (conversation) => (line(conversation, 0).endMs = 7e12),
    ],
    [
      'wrong conversations[0].lines[0].speaker',
      (conversation) => (line(conversation, 0).speaker = 'nobody'),
    ],
    ['wrong conversations[0].usage', (conversation) => (conversation.usage = {})],
    [
      'wrong conversations[0].frames[0].picture',
      (conversation) =>
        (conversation.frames = [
          {
            ...{ atMs: 0, at: new Date(START).toISOString(), sourceKind: 'screen', sourceName: '' },
            ...{ width: 1, height: 1, thumbnail: null, picture: btoa('<svg onload=alert(1)>') },
          },
        ]),
    ],
    [
      'wrong conversations[1].id',
      (conversation, file) => (file.conversations = [conversation, conversation]),
    ],
    [
      'too-many conversations[0].marks',
      (conversation) => (conversation.marks = many(FILE_LIMITS.notes + 1)),
    ],
    [
      'too-many conversations[0].lines',
      (conversation) => (conversation.lines = many(FILE_LIMITS.linesOfOne + 1)),
    ],
    [
      'too-many conversations',
      (conversation, file) => {
        conversation.lines = many(FILE_LIMITS.linesOfOne)
        file.conversations = Array.from({ length: 11 }, () => conversation)
      },
    ],
    [
      'too-many conversations',
      (_, file) => (file.conversations = many(FILE_LIMITS.conversations + 1)),
    ],
    ['wrong conversations', (_, file) => (file.conversations = {})],
    ['foreign', (_, file) => (file.format = 'something')],
    ['foreign', (_, file) => (file.version = 0)],
    ['foreign', (_, file) => (file.version = '1')],
    ['newer', (_, file) => (file.version = 2)],
  ])('is refused: %s', (expected, change) => {
    expect(refusedAt(changed(change))).toBe(expected)
  })

  it.each([
    ['not-json', ''],
    ['not-json', '{"format": "sightline-conversations"'],
    ['foreign', 'null'],
    ['foreign', '[]'],
    ['foreign', '"sightline-conversations"'],
    ['foreign', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['foreign', '{"__proto__":{"format":"sightline-conversations","version":1}}'],
  ])('is refused as %s', (expected, text) => {
    expect(refusedAt(readConversationFile(text))).toBe(expected)
  })

  it('is refused when it is too large to be looked at', () => {
    expect(refusedAt(readConversationFile(' '.repeat(FILE_LIMITS.bytes + 1)))).toBe('too-large')
  })

  it('cannot reach what objects inherit', () => {
    const hostile = fileOf(conversationOf({ lines: [lineOf('Hello')], usage: { total: 7 } }))
      .replace(
        '"pinned": false',
        '"__proto__": {"pinned": true, "polluted": true}, "pinned": false',
      )
      .replace('"total"', '"__proto__": {"polluted": 1}, "total"')
      .replace('"text"', '"__proto__": {"text": "other"}, "constructor": 1, "text"')
    expect(hostile.match(/__proto__/g)).toHaveLength(3)
    const result = readConversationFile(hostile)
    const conversations = result.kind === 'read' ? result.conversations : []
    expect(conversations).toEqual([
      conversationOf({ lines: [lineOf('Hello')], usage: { total: 7 } }),
    ])
    for (const value of [...conversations, conversations[0]?.usage, conversations[0]?.lines[0]]) {
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    }
    expect('polluted' in {}).toBe(false)
  })

  it('puts in order what is out of order, and passes over what it does not know', () => {
    const result = changed((conversation) => {
      ;(conversation.lines as Json[]).reverse()
      conversation.mood = 'good'
      line(conversation, 0).mood = 'good'
    })
    const [conversation] = result.kind === 'read' ? result.conversations : []
    expect(conversation?.lines.map(({ text }) => text)).toEqual(['Hello', 'Again'])
    expect(JSON.stringify(conversation)).not.toContain('mood')
  })

  it('may begin with a byte order mark', () => {
    expect(refusedAt(readConversationFile(`\ufeff${fileOf(conversationOf())}`))).toBe('read')
  })

  it('never throws, whatever JSON it holds', () => {
    const json = fc.json()
    fc.assert(
      fc.property(json, json, (value, list) => {
        readConversationFile(value)
        const head = '{"format":"sightline-conversations","version":1,"conversations":'
        expect(readConversationFile(`${head}[${list}]}`).kind).toBe('refused')
      }),
    )
  })
})
