/** When each subtitle is shown: from what was said and when. Pure. */
import { columnsOf, subtitlesOf } from './cue-text'
import type { ExportedConversation, ExportedLine } from './exported-conversation'

/** One subtitle; times are ms from the conversation's start. */
export interface Cue {
  readonly startMs: number
  readonly endMs: number
  readonly rows: readonly string[]
  readonly speaker: ExportedLine['speaker']
  /** Whether its line begins here. */
  readonly isFirst: boolean
}

/** Columns that are read in a second: how long typed lines, and those without an end, are shown. */
const COLUMNS_PER_SECOND = 17
/** Nobody reads anything in less, in ms. */
const SHORTEST_LINE_MS = 700
/** One picture at 25 a second: players leave out what is shorter, in ms. */
const SHORTEST_CUE_MS = 40

/**
 * In order of time, one after the other: where two speak at once, the second line ends the first. One
 * that would have no time left is shown late rather than not at all.
 */
export function cuesOf({ lines, startedAt }: ExportedConversation): Cue[] {
  const readable = lines
    .map((line) => ({ line, subtitles: subtitlesOf(line.text) }))
    .filter(({ subtitles }) => subtitles.length > 0)
    .toSorted((a, b) => a.line.startedAt - b.line.startedAt)
  const cues: Cue[] = []
  readable.forEach(({ line, subtitles }, at) => {
    const start = Math.max(line.startedAt - startedAt, cues.at(-1)?.endMs ?? 0)
    const next = readable[at + 1]?.line.startedAt ?? Infinity
    const shortest = Math.max(SHORTEST_LINE_MS, subtitles.length * SHORTEST_CUE_MS)
    const wanted = start + Math.max(durationOf(line, subtitles), shortest)
    const end = Math.max(Math.min(wanted, next - startedAt), start + shortest)
    cues.push(...spread(line, subtitles, Math.round(start), Math.round(end)))
  })
  return cues
}

function durationOf(
  { startedAt, endedAt, channel }: ExportedLine,
  subtitles: readonly (readonly string[])[],
): number {
  const reading = (subtitles.flat().map(columnsOf).reduce(sum, 0) / COLUMNS_PER_SECOND) * 1_000
  if (channel === 'typed' || endedAt === null) return reading
  return endedAt - startedAt
}

/** Divides a line's time among its subtitles by their length, each with its shortest time. */
function spread(
  { speaker }: ExportedLine,
  subtitles: readonly (readonly string[])[],
  start: number,
  end: number,
): Cue[] {
  const columns = subtitles.map((rows) => rows.map(columnsOf).reduce(sum, 0))
  const all = columns.reduce(sum, 0)
  const free = end - start - subtitles.length * SHORTEST_CUE_MS
  let shown = 0
  const ends = columns.map((width, at) => {
    shown += width
    return start + (at + 1) * SHORTEST_CUE_MS + Math.round((free * shown) / Math.max(all, 1))
  })
  return subtitles.map((rows, at) => ({
    startMs: ends[at - 1] ?? start,
    endMs: at === subtitles.length - 1 ? end : (ends[at] ?? end),
    rows,
    speaker,
    isFirst: at === 0,
  }))
}

const sum = (a: number, b: number): number => a + b

/** `01:02:03.004`, with more digits from a hundred hours on. */
export function timestamp(ms: number, decimal: '.' | ','): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60].map(two).join(':')
  return `${clock}${decimal}${String(ms % 1_000).padStart(3, '0')}`
}
