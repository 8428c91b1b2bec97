import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  FILE_LIMITS,
  FILE_VERSION,
  conversationFileSchema,
  fileEventSchema,
} from '@main/transcript/export/conversation-file'
import { readConversationFile } from '@main/transcript/export/import-file'

const page = readFileSync('docs/conversation-format.md', 'utf8')
const example = /```json\n(?<json>.*?)```/s.exec(page)?.groups?.json ?? ''

it('is described by an example that can be imported', () => {
  const file: unknown = JSON.parse(example)
  // Nothing of the example is passed over.
  expect(conversationFileSchema.parse(file)).toEqual(file)
  expect(readConversationFile(example)).toMatchObject({ kind: 'read', conversations: [{}] })
})

it('is described with every field, and with its version and limits', () => {
  const { conversations } = conversationFileSchema.shape
  const lists = Object.values(conversations.element.shape).flatMap((list) =>
    'element' in list && 'shape' in list.element ? Object.keys(list.element.shape) : [],
  )
  const fields = [
    ...Object.keys(conversationFileSchema.shape),
    ...Object.keys(conversations.element.shape),
    ...fileEventSchema.options.flatMap(({ shape }) => Object.keys(shape)),
    ...lists,
  ]
  expect(fields.length).toBeGreaterThan(30)
  expect(fields.filter((field) => !page.includes(`\`${field}\``))).toEqual([])
  const { conversations: most, lines, linesOfOne, notes } = FILE_LIMITS
  for (const limit of [most, lines, linesOfOne, notes]) {
    expect(page).toContain(limit.toLocaleString('en'))
  }
  expect(page).toContain(`${FILE_LIMITS.bytes / 1024 / 1024} MiB`)
  expect(page).toContain(`"version": ${FILE_VERSION},`)
})
