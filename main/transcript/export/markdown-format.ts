/** Markdown, as CommonMark and GitHub read it. */
import { anchorsOf, type ConversationFormat } from './conversation-format'
import { DocumentFacts, type DocumentOptions } from './document-facts'
import {
  headingOf,
  type ConversationHeading,
  type ExportedConversation,
  type ExportedLine,
} from './exported-conversation'
import { readable } from './plain-characters'
import { timelineOf, type TimelineEntry } from './timeline'
import { elapsed } from './wall-clock'

/** With several conversations each has a heading of the second level, and the list of them leads there. */
export function markdownFormat(options: DocumentOptions): ConversationFormat {
  const facts = new DocumentFacts(options)
  return {
    extension: 'md',
    isOneFileEach: false,
    begin: (contents) => {
      if (contents.length < 2) {
        const conversation = (told: ExportedConversation): string =>
          conversationText(told, facts, '#')
        return { opening: '', conversation, closing: '' }
      }
      const anchors = anchorsOf(contents)
      return {
        opening: contentsText(contents, facts),
        conversation: (conversation) => {
          const anchor = `<a id="${anchors.get(conversation.id) ?? ''}"></a>`
          return `\n${anchor}\n\n${conversationText(conversation, facts, '##')}`
        },
        closing: '',
      }
    },
  }
}

function contentsText(contents: readonly ConversationHeading[], facts: DocumentFacts): string {
  const { words } = facts
  const anchors = anchorsOf(contents)
  const rows = contents.map((heading) => {
    const link = `[${escaped(facts.title(heading))}](#${anchors.get(heading.id) ?? ''})`
    return `- ${link} · ${facts.start(heading)}\n`
  })
  return `# ${words.conversations}\n\n## ${words.contents}\n\n${rows.join('')}`
}

function conversationText(
  conversation: ExportedConversation,
  facts: DocumentFacts,
  level: '#' | '##',
): string {
  const paragraphs = [
    `${level} ${escaped(facts.title(headingOf(conversation)))}`,
    facts.about(conversation).map(escaped).join(' · '),
    ...timelineOf(conversation).flatMap((entry) => entryText(entry, facts, conversation.startedAt)),
  ]
  return `${paragraphs.join('\n\n')}\n`
}

/** The paragraphs of an entry; none for pictures, which Markdown cannot hold. */
function entryText(entry: TimelineEntry, facts: DocumentFacts, startedAt: number): string[] {
  const time = elapsed(entry.at - startedAt)
  switch (entry.kind) {
    case 'line': {
      const notes = facts.lineNotes(entry.line).map((note) => ` · ${note}`)
      return [
        `**${facts.words[entry.line.speaker]}** · ${time}${notes.join('')}`,
        textOf(entry.line),
      ]
    }
    case 'mark':
      return [`> ${time} · **${escaped(facts.mark(entry.mark.note))}**`]
    case 'event':
      return [`> ${time} · ${escaped(facts.event(entry.event))}`]
    case 'frame':
      return []
  }
}

/** Its rows stay rows, and empty ones stay between paragraphs. */
const textOf = ({ text }: ExportedLine): string =>
  readable(text)
    .split('\n')
    .map((row) => row.replaceAll(/\s+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{2,}/g, '\n\n')
    .trim()
    .split('\n')
    .map((row, at, rows) =>
      row === '' || !rows[at + 1] ? escapedRow(row) : `${escapedRow(row)}\\`,
    )
    .join('\n')

/** A text without line ends that reads in Markdown as it is. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\`*[\]<>|$]/g, '\\$&')
    // Within a word or an address they mean nothing.
    .replaceAll(/(?<![\p{L}\p{N}])[_~]|[_~](?![\p{L}\p{N}])/gu, '\\$&')
    .replaceAll(/&(?=#?\w+;)/g, '\\&')
    // A heading may end with it.
    .replace(/#$/, '\\#')

/** The same at the beginning of a row, where headings, lists, rules and tables begin. */
const escapedRow = (row: string): string =>
  escaped(row)
    .replace(/^[#+=:-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
