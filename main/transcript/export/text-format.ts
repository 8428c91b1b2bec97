import type { ConversationFormat } from './conversation-format'
import { DocumentFacts, type DocumentOptions } from './document-facts'
import { columnsOf } from './cue-text'
import {
  headingOf,
  type ConversationHeading,
  type ExportedConversation,
} from './exported-conversation'
import { readable } from './plain-characters'
import { timelineOf, type TimelineEntry } from './timeline'
import { elapsed } from './wall-clock'

export interface TextOptions extends DocumentOptions {
  /** Whether each line begins with its time from the start. */
  readonly withTimes: boolean
}

/** Plain text, a line for each that was said. */
export function textFormat(options: TextOptions): ConversationFormat {
  const facts = new DocumentFacts(options)
  return {
    extension: 'txt',
    isOneFileEach: false,
    begin: (contents) => ({
      opening: contents.length > 1 ? contentsText(contents, facts) : '',
      conversation: (conversation) => {
        const text = conversationText(conversation, facts, options.withTimes)
        return contents.length > 1 ? `\n\n${text}` : text
      },
      closing: '',
    }),
  }
}

function contentsText(contents: readonly ConversationHeading[], facts: DocumentFacts): string {
  const rows = contents.map(
    (heading, at) => `${at + 1}. ${facts.start(heading)}  ${facts.title(heading)}\n`,
  )
  return `${facts.words.contents}\n${rows.join('')}`
}

function conversationText(
  conversation: ExportedConversation,
  facts: DocumentFacts,
  withTimes: boolean,
): string {
  const title = facts.title(headingOf(conversation))
  const entries = timelineOf(conversation).flatMap((entry) => {
    const text = entryText(entry, facts)
    if (text === null) return []
    return [withTimes ? `[${elapsed(entry.at - conversation.startedAt)}] ${text}` : text]
  })
  const head = [title, '='.repeat(columnsOf(title)), facts.about(conversation).join(' · '), '']
  return `${[...head, ...entries].join('\n')}\n`
}

/** `null` for what is left out: pictures. */
function entryText(entry: TimelineEntry, facts: DocumentFacts): string | null {
  switch (entry.kind) {
    case 'line': {
      const { speaker, text } = entry.line
      const notes = facts.lineNotes(entry.line)
      const suffix = notes.length === 0 ? '' : ` (${notes.join(', ')})`
      return `${facts.words[speaker]}: ${readable(text).trim()}${suffix}`
    }
    case 'mark':
      return `* ${facts.mark(entry.mark.note)}`
    case 'event':
      return `* ${facts.event(entry.event)}`
    case 'frame':
      return null
  }
}
