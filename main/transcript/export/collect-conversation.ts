/** Reading a whole conversation from where it is kept, page by page. Pure but for the reader. */
import type { ExportedConversation, ExportedFrame, ExportedLine } from './exported-conversation'

export type ExportedFacts = Omit<ExportedConversation, 'lines' | 'frames'>

/** Which pictures an export holds. */
export type ExportedPictures = 'none' | 'thumbnails' | 'whole'

/** Where conversations are kept; `from` counts what is passed over. */
export interface ConversationPages {
  /** `null` where there is no such conversation. */
  facts(id: string): Promise<ExportedFacts | null>
  lines(id: string, from: number, count: number): Promise<readonly ExportedLine[]>
  frames(
    id: string,
    from: number,
    count: number,
    pictures: ExportedPictures,
  ): Promise<readonly ExportedFrame[]>
}

/** As many as a window reads at once. */
const LINES_AT_ONCE = 500
/** Whole pictures have some 200 kB each. */
const FRAMES_AT_ONCE = 20

/** `null` where there is no such conversation, or not any more when its end is read. */
export async function collectConversation(
  pages: ConversationPages,
  id: string,
  pictures: ExportedPictures,
): Promise<ExportedConversation | null> {
  if ((await pages.facts(id)) === null) return null
  const lines = await collect(LINES_AT_ONCE, (from, count) => pages.lines(id, from, count))
  const frames = await collect(FRAMES_AT_ONCE, (from, count) =>
    pages.frames(id, from, count, pictures),
  )
  const facts = await pages.facts(id)
  return facts && { ...facts, lines, frames }
}

async function collect<T>(
  count: number,
  read: (from: number, count: number) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const page = await read(all.length, count)
    all.push(...page)
    if (page.length < count) return all
  }
}
