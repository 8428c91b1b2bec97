/** Exporting conversations in one of the formats, piece by piece. Pure but for how they are read. */
import type { ExportFormat } from '@contract/library'
import type { ConversationFormat, DocumentWriter } from './conversation-format'
import { DocumentFacts, type DocumentOptions } from './document-facts'
import type { ConversationHeading, ExportedConversation } from './exported-conversation'
import { collectionFileName, conversationFileName, FileNames } from './file-names'
import { htmlFormat } from './html-format'
import { jsonFormat } from './json-format'
import { markdownFormat } from './markdown-format'
import { srtFormat, vttFormat } from './subtitle-formats'
import { textFormat, type TextOptions } from './text-format'

export interface ExportOptions extends DocumentOptions, TextOptions {
  /** Milliseconds since the epoch. */
  readonly now: number
}

export function formatOf(format: ExportFormat, options: ExportOptions): ConversationFormat {
  switch (format) {
    case 'markdown':
      return markdownFormat(options)
    case 'text':
      return textFormat(options)
    case 'json':
      return jsonFormat(options.now)
    case 'srt':
      return srtFormat(options.words)
    case 'vtt':
      return vttFormat(options.words)
    case 'html':
      return htmlFormat(options)
  }
}

/** The name that a dialog offers; `null` where there are to be several files. */
export function suggestedFileName(
  headings: readonly ConversationHeading[],
  format: ExportFormat,
  options: ExportOptions,
): string | null {
  const documents = documentsOf(headings, formatOf(format, options), new DocumentFacts(options))
  return documents.length === 1 ? (documents[0]?.name ?? null) : null
}

/** What comes next: a file of this name begins, or its text goes on. */
export type ExportStep =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/**
 * Names of files and their text, in order; there is never more than one conversation in memory.
 *
 * @param headings of the conversations, in the order in which they are to stand
 * @param read `null` for one that has been deleted meanwhile; it is left out, and so is a file with none
 */
export async function* exportConversations(
  headings: readonly ConversationHeading[],
  read: (id: string) => Promise<ExportedConversation | null>,
  format: ExportFormat,
  options: ExportOptions,
): AsyncGenerator<ExportStep> {
  const documents = documentsOf(headings, formatOf(format, options), new DocumentFacts(options))
  for (const { name, contents, writer } of documents) {
    let isBegun = false
    for (const { id } of contents) {
      const conversation = await read(id)
      if (conversation === null) continue
      if (!isBegun) yield* [{ kind: 'file', name }, text(writer.opening)] as const
      isBegun = true
      yield text(writer.conversation(conversation))
    }
    if (isBegun) yield text(writer.closing)
  }
}

const text = (text: string): ExportStep => ({ kind: 'text', text })

interface ExportDocument {
  readonly name: string
  readonly contents: readonly ConversationHeading[]
  readonly writer: DocumentWriter
}

function documentsOf(
  headings: readonly ConversationHeading[],
  format: ConversationFormat,
  facts: DocumentFacts,
): ExportDocument[] {
  const names = new FileNames()
  const [first] = headings
  if (first && !format.isOneFileEach) {
    const name =
      headings.length === 1
        ? conversationFileName(first, facts)
        : collectionFileName(headings, facts)
    const writer = format.begin(headings)
    return [{ name: names.take(name, format.extension), contents: headings, writer }]
  }
  return headings.map((heading) => ({
    name: names.take(conversationFileName(heading, facts), format.extension),
    contents: [heading],
    writer: format.begin([heading]),
  }))
}

/** All of it in memory: for the clipboard, and where there is little. */
export async function exportedFiles(
  steps: AsyncIterable<ExportStep>,
): Promise<{ readonly name: string; readonly text: string }[]> {
  const files: { name: string; text: string }[] = []
  for await (const step of steps) {
    const file = files.at(-1)
    if (step.kind === 'file') files.push({ name: step.name, text: '' })
    else if (file) file.text += step.text
  }
  return files
}
