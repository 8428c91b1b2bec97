/** Looking through what was said, in all conversations. */
import { z } from 'zod'
import type { SearchHit, SearchRequest } from '@contract/library'
import { highlights } from './highlights'
import { TITLE } from './conversation-table'
import { KEYS_PER_MS } from './line-table'
import { matchExpression, readQuery } from './search-terms'
import type { Sql, SqlValue } from './sql'

const hitSchema = z.object({
  key: z.number(),
  conversation_id: z.string(),
  conversation_title: z.string(),
  position: z.number(),
  speaker: z.enum(['user', 'assistant']),
  text: z.string(),
  started_at: z.number(),
})

/** The newest finds first; empty when there is nothing to look for. */
export function search(sql: Sql, request: SearchRequest): SearchHit[] {
  const expression = matchExpression(readQuery(request.query))
  if (expression === null) return []
  const { where, values } = conditionsOf(request)
  const rows = sql.all(
    hitSchema,
    `SELECT lines.key, conversations.id AS conversation_id, position, speaker, lines.text,
       lines.started_at, ${TITLE} AS conversation_title
     FROM lines_index
     JOIN lines ON lines.key = lines_index.rowid
     JOIN conversations ON conversations.key = conversation
     WHERE lines_index MATCH ? AND ${where}
     ORDER BY lines_index.rowid DESC LIMIT ?`,
    expression,
    ...values,
    request.count,
  )
  return rows.map(({ conversation_id, conversation_title, started_at, ...row }) => ({
    ...row,
    conversationId: conversation_id,
    conversationTitle: conversation_title,
    startedAt: started_at,
    found: highlights(row.text, request.query),
  }))
}

/** Bounds on the key are what the index itself can go by. */
function conditionsOf({ from, to, sourceKind, marked, after }: SearchRequest): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const conditions: (readonly [string, ...SqlValue[]])[] = [['conversations.deleted_at IS NULL']]
  if (from !== undefined) conditions.push(['lines_index.rowid >= ?', from * KEYS_PER_MS])
  const before = Math.min(to === undefined ? Infinity : to * KEYS_PER_MS, after ?? Infinity)
  if (before < Infinity) conditions.push(['lines_index.rowid < ?', before])
  if (sourceKind !== undefined) {
    conditions.push([
      'EXISTS (SELECT 1 FROM frames WHERE frames.conversation = lines.conversation AND source_kind = ?)',
      sourceKind,
    ])
  }
  if (marked === true) {
    conditions.push(['EXISTS (SELECT 1 FROM marks WHERE marks.conversation = lines.conversation)'])
  }
  return {
    where: conditions.map(([condition]) => condition).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  }
}
