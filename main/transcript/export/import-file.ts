/** Reading a file of conversations that may come from anywhere. Pure. */
import { z } from 'zod'
import {
  FILE_LIMITS,
  fileEventSchema,
  fileFactsSchema,
  fileFrameSchema,
  fileLineSchema,
  fileMarkSchema,
  fileRecordingSchema,
  isTime,
  type FileConversation,
} from './conversation-file'
import type { ExportedConversation } from './exported-conversation'
import { fromFile } from './file-conversion'
import { upgraded } from './file-versions'
import { checked, checkedEach, checkedList, refuseDoubles, wrong } from './import-checks'
import { ImportError, type ImportProblem } from './import-problem'

export type ImportedFile =
  | { readonly kind: 'read'; readonly conversations: readonly ExportedConversation[] }
  | { readonly kind: 'refused'; readonly problem: ImportProblem }

/**
 * All conversations of a file, or what is wrong with it: nothing is taken of a file that is not whole.
 * What is unknown in it is passed over; lists are put in order.
 *
 * @param text of at most `FILE_LIMITS.bytes`; the caller looks at the file's size before it reads it
 */
export function readConversationFile(text: string): ImportedFile {
  try {
    return { kind: 'read', conversations: readConversations(text) }
  } catch (error) {
    if (error instanceof ImportError) return { kind: 'refused', problem: error.problem }
    throw error
  }
}

function readConversations(text: string): ExportedConversation[] {
  const file = upgraded(parsed(text))
  const found = checkedList(file.conversations, FILE_LIMITS.conversations, 'conversations')
  countLines(found)
  const conversations = found.map((conversation, at) =>
    readConversation(conversation, `conversations[${at}]`),
  )
  refuseDoubles(
    conversations,
    ({ id }) => id,
    (at) => `conversations[${at}].id`,
  )
  return conversations.map((conversation) => fromFile(inOrder(conversation)))
}

function parsed(text: string): unknown {
  if (text.length > FILE_LIMITS.bytes) {
    throw new ImportError({ kind: 'too-large', limit: FILE_LIMITS.bytes })
  }
  try {
    // Editors of Windows put a mark before the text.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new ImportError({ kind: 'not-json' })
  }
}

const withLinesSchema = z.object({ lines: z.array(z.unknown()) })

/** Before any of them is looked at. */
function countLines(conversations: readonly unknown[]): void {
  const lines = conversations
    .map((conversation) => withLinesSchema.safeParse(conversation).data?.lines.length ?? 0)
    .reduce((sum, count) => sum + count, 0)
  if (lines > FILE_LIMITS.lines) {
    throw new ImportError({ kind: 'too-many', where: 'conversations', limit: FILE_LIMITS.lines })
  }
}

const listsSchema = z.object({
  lines: z.unknown(),
  marks: z.unknown(),
  events: z.unknown(),
  frames: z.unknown(),
  recordings: z.unknown(),
})

function readConversation(value: unknown, where: string): FileConversation {
  const facts = checked(fileFactsSchema, value, where)
  const lists = checked(listsSchema, value, where)
  const each = <T>(schema: z.ZodType<T>, list: keyof typeof lists): T[] =>
    checkedEach(
      schema,
      lists[list],
      list === 'lines' ? FILE_LIMITS.linesOfOne : FILE_LIMITS.notes,
      `${where}.${list}`,
    )
  const conversation: FileConversation = {
    ...facts,
    lines: each(fileLineSchema, 'lines'),
    marks: each(fileMarkSchema, 'marks'),
    events: each(fileEventSchema, 'events'),
    frames: each(fileFrameSchema, 'frames'),
    recordings: each(fileRecordingSchema, 'recordings'),
  }
  checkTimes(conversation, where)
  refuseDoubles(
    conversation.lines,
    ({ position }) => position,
    (at) => `${where}.lines[${at}].position`,
  )
  return conversation
}

/** Both ways of telling a time must agree, else nobody knows which one was meant. */
function checkTimes(conversation: FileConversation, where: string): void {
  const start = Date.parse(conversation.startedAt)
  const agree = (at: string, ms: number, place: string): void => {
    if (Date.parse(at) !== start + ms) wrong(`${place}.at`, 'does not agree with the start')
  }
  conversation.lines.forEach(({ at, startMs, endMs }, index) => {
    const place = `${where}.lines[${index}]`
    agree(at, startMs, place)
    if (endMs !== null && !isTime(start + endMs)) wrong(`${place}.endMs`, 'is no time')
  })
  for (const list of ['marks', 'events', 'frames', 'recordings'] as const) {
    conversation[list].forEach(({ at, atMs }, index) =>
      agree(at, atMs, `${where}.${list}[${index}]`),
    )
  }
}

/** As the library would have told of it. Things of one time keep their order. */
function inOrder(conversation: FileConversation): FileConversation {
  const byTime = (a: { atMs: number }, b: { atMs: number }): number => a.atMs - b.atMs
  return {
    ...conversation,
    lines: conversation.lines.toSorted((a, b) => a.position - b.position),
    marks: conversation.marks.toSorted(byTime),
    events: conversation.events.toSorted(byTime),
    frames: conversation.frames.toSorted(byTime),
    recordings: conversation.recordings.toSorted(byTime),
  }
}
