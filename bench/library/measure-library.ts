/** How long a large library takes for what people do with it; in this process, without the way to it. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { TranscriptLine } from '@contract/transcript'
import { Library } from '@main/transcript/library/library'
import { openDatabase } from '@main/transcript/library/database'
import { Sql } from '@main/transcript/library/sql'
import { describeGoal, meets, summarize, type Goal } from '../statistics'
import { LONGEST_ID } from './make-library'
import { QUERIES } from './queries'

/** Rows of a page of finds, and of a list, as the window asks for them. */
const PAGE = 50
const LINES_AT_ONCE = 100
/** Each query this many times, as the first reads what the disk has. */
const ROUNDS = 3

/** In ms: by the clock, and of the processor. On a busy machine the first holds waiting for the second. */
interface Sample {
  readonly ms: number
  readonly processorMs: number
}

export interface LibraryFigure {
  readonly name: string
  readonly samples: readonly Sample[]
  readonly goal?: Goal
}

export function measureLibrary(folder: string): {
  readonly figures: readonly LibraryFigure[]
  readonly facts: string
} {
  const path = join(folder, 'library.db')
  let library!: Library
  const opening = timed(() => (library = new Library(folder)))
  const searches = Object.entries(QUERIES).map(([name, queries]) => ({
    name: `search: ${name}`,
    samples: Array.from({ length: ROUNDS }, () =>
      queries.map((query) => timed(() => library.search({ ...query, count: PAGE }))),
    ).flat(),
  }))
  const figures: LibraryFigure[] = [
    { name: 'the library is opened', samples: [opening] },
    {
      name: 'search: all of them',
      samples: searches.flatMap(({ samples }) => samples),
      goal: { p95: 30 },
    },
    ...searches,
    ...measureLists(library),
    ...measureLongest(library),
    ...measureWrites(library),
  ]
  library.close()
  return { figures, facts: factsOf(path) }
}

function measureLists(library: Library): LibraryFigure[] {
  const list = (name: string, filter: object, skip = 0): LibraryFigure => ({
    name: `list: ${name}`,
    samples: repeat(20, () => library.list({ ...filter, skip, count: PAGE })),
  })
  return [
    list('first page', {}),
    list('a page in the middle', {}, 2_000),
    list('where a window was shown', { sourceKind: 'window' }),
    list('with a mark', { marked: true }),
    list('of a month', { from: Date.UTC(2025, 5, 1), to: Date.UTC(2025, 6, 1) }),
  ]
}

function measureLongest(library: Library): LibraryFigure[] {
  const lines = library.read(LONGEST_ID)?.summary.lines ?? 0
  const middle = Math.floor(lines / 2)
  const open = (from: number): void => {
    library.read(LONGEST_ID)
    library.lines(LONGEST_ID, from, LINES_AT_ONCE)
  }
  return [
    {
      name: `the longest (${lines} lines): opened, with its first lines`,
      samples: repeat(20, () => open(0)),
      goal: { p95: 150 },
    },
    {
      name: '– opened at a line in its middle',
      samples: repeat(20, () => open(library.placeOf(LONGEST_ID, middle))),
      goal: { p95: 150 },
    },
    {
      name: '– its last lines',
      samples: repeat(20, () => open(Math.max(0, lines - LINES_AT_ONCE))),
      goal: { p95: 150 },
    },
  ]
}

/** What is kept here is deleted again. */
function measureWrites(library: Library): LibraryFigure[] {
  const startedAt = Date.UTC(2027, 0, 1)
  const lineOf = (position: number, isWhole: boolean): TranscriptLine => ({
    id: `bench:${position}`,
    conversationId: 'bench',
    position,
    speaker: 'user',
    channel: 'voice',
    text: `What is the problem with number ${position}${isWhole ? ', if there is one?' : ''}`,
    startedAt: startedAt + position * 1_000,
    endedAt: isWhole ? startedAt + position * 1_000 : null,
    interrupted: false,
  })
  const kept = Array.from({ length: 200 }, (_, position) => [
    timed(() => library.keep([lineOf(position, false)])),
    timed(() => library.keep([lineOf(position, true)])),
  ]).flat()
  library.discard(['bench'], 0)
  const steps: Sample[] = []
  const erase = (): boolean => {
    let isDone = false
    steps.push(timed(() => ({ isDone } = library.eraseDiscarded(1))))
    return isDone
  }
  while (!erase());
  return [
    { name: 'a line is kept, on the disk', samples: kept },
    { name: 'a step of deleting a conversation of 200 lines', samples: steps },
  ]
}

/** Bytes a line, and of what. */
function factsOf(path: string): string {
  const { size } = statSync(path)
  const database = openDatabase(path)
  const sql = new Sql(database)
  const count = z.object({ count: z.number() })
  const { count: lines = 1 } = sql.get(count, 'SELECT count(*) AS count FROM lines') ?? {}
  const { count: text = 0 } =
    sql.get(count, 'SELECT sum(octet_length(text)) AS count FROM lines') ?? {}
  const { count: index = 0 } =
    sql.get(count, 'SELECT sum(octet_length(block)) AS count FROM lines_index_data') ?? {}
  database.close()
  const each = (bytes: number): string => `${Math.round(bytes / lines)}`
  return (
    `${lines} lines, ${(size / 2 ** 20).toFixed(0)} MiB: ${each(size)} bytes a line, ` +
    `of which the text ${each(text)} and the index ${each(index)}`
  )
}

function timed(work: () => unknown): Sample {
  const before = process.cpuUsage()
  const begun = performance.now()
  work()
  const ms = performance.now() - begun
  const { user, system } = process.cpuUsage(before)
  return { ms, processorMs: (user + system) / 1_000 }
}

const repeat = (times: number, work: () => unknown): Sample[] =>
  Array.from({ length: times }, () => timed(work))

/** A table in Markdown. */
export function figuresTable(figures: readonly LibraryFigure[]): string {
  const rows = figures.map(({ name, samples, goal = {} }) => {
    const summary = summarize(samples.map(({ ms }) => ms))
    const processor = summarize(samples.map(({ processorMs }) => processorMs))
    const { count, median, p95, p99, worst } = summary
    const times = [median, p95, p99, worst, processor.p95].map((ms) => ms.toFixed(1))
    const wanted = describeGoal(goal, 'ms')
    const verdict = wanted === '' ? '' : meets(summary, goal) ? 'met' : 'missed'
    return `| ${[name, wanted, `${count}`, ...times, verdict].join(' | ')} |`
  })
  return [
    '| ms | goal | n | median | p95 | p99 | worst | p95 of the processor’s time | |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
    ...rows,
  ].join('\n')
}
