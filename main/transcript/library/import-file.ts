/** Taking in a file of conversations. */
import { readFileSync, statSync } from 'node:fs'
import { FILE_LIMITS } from '../export/conversation-file'
import type { ExportedConversation } from '../export/exported-conversation'
import { importConversations, type TakenConversation } from '../export/import-conversations'
import { readConversationFile } from '../export/import-file'
import type { ImportProblem } from '../export/import-problem'

/** What came of a file. */
export type FileImport =
  | { readonly kind: 'taken'; readonly imported: number; readonly known: number }
  | { readonly kind: 'refused'; readonly problem: ImportProblem }
  /** By the system's code, such as `ENOENT`. */
  | { readonly kind: 'unreadable'; readonly code: string }

/**
 * Takes in what a file holds, all of it or, where something in it is wrong, nothing.
 *
 * @throws what `take` throws; what it has taken before stays
 */
export function importFile(
  path: string,
  take: (conversation: ExportedConversation) => TakenConversation,
): FileImport {
  const text = readText(path)
  if (typeof text !== 'string') return text
  const file = readConversationFile(text)
  if (file.kind === 'refused') return file
  return { kind: 'taken', ...importConversations(file.conversations, take) }
}

function readText(path: string): string | FileImport {
  try {
    const file = statSync(path)
    // Reading from a pipe or a device may never end.
    if (!file.isFile())
      return { kind: 'unreadable', code: file.isDirectory() ? 'EISDIR' : 'EINVAL' }
    const { size } = file
    if (size <= FILE_LIMITS.bytes) return readFileSync(path, 'utf8')
    return { kind: 'refused', problem: { kind: 'too-large', limit: FILE_LIMITS.bytes } }
  } catch (error) {
    return { kind: 'unreadable', code: codeOf(error) }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
