/** What documents for readers say of a conversation and of what happened in it. Pure. */
import type { ConversationEvent } from '@contract/library'
import type {
  ConversationHeading,
  ExportedConversation,
  ExportedLine,
} from './exported-conversation'
import type { ExportWords } from './export-words'
import { onOneLine, shortened } from './plain-characters'
import { WallClock } from './wall-clock'

export interface DocumentOptions {
  readonly words: ExportWords
  /** A name of IANA's, such as `Europe/Zurich`. */
  readonly timeZone: string
}

/** Of a first question that stands in for a title, in characters. */
const LONGEST_TITLE = 100

/** Tells facts in the words of one language and the times of one zone. */
export class DocumentFacts {
  readonly words: ExportWords
  readonly clock: WallClock

  constructor({ words, timeZone }: DocumentOptions) {
    this.words = words
    this.clock = new WallClock(timeZone)
  }

  title({ title }: ConversationHeading): string {
    const plain = onOneLine(title)
    return plain === '' ? this.words.untitled : shortened(plain, LONGEST_TITLE)
  }

  /** `2026-01-05 09:30` */
  start({ startedAt }: { readonly startedAt: number }): string {
    return `${this.clock.date(startedAt)} ${this.clock.minutes(startedAt)}`
  }

  /** `2026-01-05 09:30 – 10:02`, with the second date where it is another one. */
  span({ startedAt, endedAt, lines }: ExportedConversation): string {
    const end = endedAt ?? lines.at(-1)?.endedAt ?? lines.at(-1)?.startedAt ?? startedAt
    const isSameDay = this.clock.date(end) === this.clock.date(startedAt)
    const last = isSameDay ? this.clock.minutes(end) : this.start({ startedAt: end })
    return `${this.start({ startedAt })} – ${last}`
  }

  /** Below the title. */
  about(conversation: ExportedConversation): string[] {
    const { model, pinned } = conversation
    return [
      this.span(conversation),
      ...(model === null ? [] : [onOneLine(model)]),
      ...(pinned ? [this.words.pinned] : []),
    ]
  }

  /** What is to be known of a line besides its words. */
  lineNotes({ channel, interrupted, original }: ExportedLine): string[] {
    const { typed, interrupted: cutShort, edited } = this.words
    return [
      ...(channel === 'typed' ? [typed] : []),
      ...(interrupted ? [cutShort] : []),
      ...(original === null ? [] : [edited]),
    ]
  }

  event(event: ConversationEvent): string {
    switch (event.kind) {
      case 'rotation':
        return this.words.rotation
      case 'gap':
        return event.lostMs === 0
          ? this.words.reconnected
          : this.words.gap((event.lostMs / 1_000).toFixed(1))
      case 'tool':
        return `${this.words.tool}: ${joined(': ', event.name, event.result)}`
      case 'source':
        return `${this.words.source}: ${joined(' – ', event.title, event.url)}`
    }
  }

  mark(note: string): string {
    return joined(': ', this.words.mark, note)
  }
}

const joined = (between: string, ...parts: readonly string[]): string =>
  parts
    .map(onOneLine)
    .filter((part) => part !== '')
    .join(between)
