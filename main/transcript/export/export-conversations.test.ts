import { describe, expect, it } from 'vitest'
import { EXPORT_FORMATS, type ExportFormat } from '@contract/library'
import { exportConversations, exportedFiles, type ExportStep } from './export-conversations'
import { headingOf } from './exported-conversation'
import { START, conversationOf, lineOf } from './exported-conversations'
import { ENGLISH } from './export-words'
import { readConversationFile } from './import-file'

const first = conversationOf({ id: 'a', lines: [lineOf('Same words')] })
const second = conversationOf({ id: 'b', lines: [lineOf('Same words')] })
const options = { words: ENGLISH, timeZone: 'UTC', withTimes: true, now: START }

const steps = (format: ExportFormat, known = [first, second]): AsyncGenerator<ExportStep> =>
  exportConversations(
    [first, second].map(headingOf),
    (id) => Promise.resolve(known.find((conversation) => conversation.id === id) ?? null),
    format,
    options,
  )

describe('exporting several conversations', () => {
  it.each(['markdown', 'text', 'json', 'html'] as const)('is one file of %s', async (format) => {
    const [file, ...more] = await exportedFiles(steps(format))
    expect(more).toEqual([])
    expect(file?.name).toMatch(/^2026-01-05 Conversations \(2\)\.(md|txt|sightline|html)$/)
    expect(file?.text.split('Same words').length).toBeGreaterThanOrEqual(3)
  })

  it.each(['srt', 'vtt'] as const)('is a file each of %s, of different names', async (format) => {
    const files = await exportedFiles(steps(format))
    expect(files.map(({ name }) => name)).toEqual([
      `2026-01-05 09.30 Same words.${format}`,
      `2026-01-05 09.30 Same words (2).${format}`,
    ])
    for (const { text } of files) expect(text).toContain('Same words')
  })

  it('can be imported again, also where one was deleted meanwhile', async () => {
    const all = await exportedFiles(steps('json'))
    expect(readConversationFile(all[0]?.text ?? '')).toEqual({
      kind: 'read',
      conversations: [first, second],
    })
    const rest = await exportedFiles(steps('json', [second]))
    expect(readConversationFile(rest[0]?.text ?? '')).toEqual({
      kind: 'read',
      conversations: [second],
    })
  })

  it.each(EXPORT_FORMATS)('is no file of %s where all were deleted meanwhile', async (format) => {
    expect(await exportedFiles(steps(format, []))).toEqual([])
  })

  it('holds one conversation at a time', async () => {
    const order: string[] = []
    const read = (id: string) => {
      order.push(`read ${id}`)
      return Promise.resolve(id === 'a' ? first : second)
    }
    const headings = [first, second].map(headingOf)
    for await (const step of exportConversations(headings, read, 'json', options)) {
      if (step.kind === 'text' && step.text.includes('Same words')) order.push('written')
    }
    expect(order).toEqual(['read a', 'written', 'read b', 'written'])
  })
})
