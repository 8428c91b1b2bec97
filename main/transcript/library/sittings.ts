import { z } from 'zod'
import type { ConversationSummary, TimeSpan } from '@contract/library'
import type { Sql } from './sql'

/** Within a sitting nobody is silent for so long, in ms; whoever pauses to think is not gone. */
const APART_MS = 30 * 60_000

const pauseSchema = z.object({ begun: z.number(), ended: z.number() })

/** Everything of a conversation that takes or marks time; `?1`: the key of its row. */
const PAUSES = `
  WITH happened (begun, ended) AS (
    SELECT started_at, coalesce(ended_at, started_at) FROM lines WHERE conversation = ?1
    UNION ALL SELECT at, at FROM frames WHERE conversation = ?1
    UNION ALL SELECT at, at FROM marks WHERE conversation = ?1
    UNION ALL SELECT started_at, started_at + duration_ms FROM recordings WHERE conversation = ?1
  ), follows (begun, before) AS (
    SELECT begun, max(ended) OVER (ORDER BY begun ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    FROM happened
  )
  SELECT before AS begun, begun AS ended FROM follows WHERE begun - before >= ?2 ORDER BY begun`

/** When a conversation was on: it may have been gone on with days later. */
export function sittingsOf(
  sql: Sql,
  conversation: number,
  { startedAt, endedAt, continuedAt }: ConversationSummary,
): TimeSpan[] {
  const pauses = continuedAt === null ? [] : sql.all(pauseSchema, PAUSES, conversation, APART_MS)
  const starts = [startedAt, ...pauses.map(({ ended }) => ended)]
  return starts.map((from, index) => ({
    from,
    to: pauses[index]?.begun ?? Math.max(from, endedAt),
  }))
}
