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
type Hit = z.infer<typeof hitSchema>
const keySchema = z.object({ key: z.number() })

/** Where the lines of a conversation are; those of others may be in between. */
const spanSchema = z.object({ conversation: z.number(), first: z.number(), last: z.number() })
type Span = z.infer<typeof spanSchema>

/**
 * When the filter leaves no more conversations than this, each is looked through by itself: in a whole
 * library the index would have to go past every line with these words to find that few.
 */
const FEW_CONVERSATIONS = 12

/** The newest finds first; empty when there is nothing to look for. */
export function search(sql: Sql, request: SearchRequest): SearchHit[] {
  const expression = matchExpression(readQuery(request.query))
  if (expression === null) return []
  const spans = spansOf(sql, request)
  const find = (span?: Span): Hit[] => findIn(sql, expression, request, span)
  const rows = spans === null ? find() : newestOf(spans, request.count, find)
  return rows.map(({ conversation_id, conversation_title, started_at, ...row }) => ({
    ...row,
    conversationId: conversation_id,
    conversationTitle: conversation_title,
    startedAt: started_at,
    found: highlights(row.text, request.query),
  }))
}

/** The order of the index is that of the finds: it stops at the last one that is wanted. */
function findIn(sql: Sql, expression: string, request: SearchRequest, span?: Span): Hit[] {
  const { where, values } = conditionsOf(request)
  const within = span ? 'AND lines_index.rowid BETWEEN ? AND ? AND lines.conversation = ?' : ''
  return sql.all(
    hitSchema,
    `SELECT lines.key, conversations.id AS conversation_id, position, speaker, lines.text,
       lines.started_at, ${TITLE} AS conversation_title
     FROM lines_index
     JOIN lines ON lines.key = lines_index.rowid
     JOIN conversations ON conversations.key = conversation
     WHERE lines_index MATCH ? AND ${where} ${within}
     ORDER BY lines_index.rowid DESC LIMIT ?`,
    expression,
    ...values,
    ...(span ? [span.first, span.last, span.conversation] : []),
    request.count,
  )
}

/** Looks through spans, the newest first, until no other can have a newer find. */
function newestOf(spans: readonly Span[], count: number, find: (span: Span) => Hit[]): Hit[] {
  let hits: Hit[] = []
  for (const span of [...spans].sort((a, b) => b.last - a.last)) {
    if ((hits[count - 1]?.key ?? -Infinity) > span.last) break
    hits = [...hits, ...find(span)].sort((a, b) => b.key - a.key).slice(0, count)
  }
  return hits
}

/** The conversations that a filter leaves; `null` where there is none, or it leaves many. */
function spansOf(sql: Sql, request: SearchRequest): Span[] | null {
  const { where, values } = filterOf(request)
  if (where === '') return null
  const found = sql.all(
    keySchema,
    `SELECT key FROM conversations WHERE deleted_at IS NULL ${where} LIMIT ?`,
    ...values,
    FEW_CONVERSATIONS + 1,
  )
  if (found.length > FEW_CONVERSATIONS) return null
  const span = `SELECT conversation, min(key) AS first, max(key) AS last FROM lines
    WHERE conversation = ? GROUP BY conversation`
  return found.flatMap(({ key }) => sql.all(spanSchema, span, key))
}

/** By what happened in a conversation. */
function filterOf({ sourceKind, marked }: SearchRequest): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const shown = `AND EXISTS (SELECT 1 FROM frames
    WHERE frames.conversation = conversations.key AND source_kind = ?)`
  const hasMark = 'AND EXISTS (SELECT 1 FROM marks WHERE marks.conversation = conversations.key)'
  return {
    where: `${sourceKind === undefined ? '' : shown} ${marked === true ? hasMark : ''}`.trim(),
    values: sourceKind === undefined ? [] : [sourceKind],
  }
}

/** Bounds on the key are what the index itself can go by. */
function conditionsOf(request: SearchRequest): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const { from, to, after } = request
  const conditions: (readonly [string, ...SqlValue[]])[] = [['conversations.deleted_at IS NULL']]
  if (from !== undefined) conditions.push(['lines_index.rowid >= ?', from * KEYS_PER_MS])
  const before = Math.min(to === undefined ? Infinity : to * KEYS_PER_MS, after ?? Infinity)
  if (before < Infinity) conditions.push(['lines_index.rowid < ?', before])
  const filter = filterOf(request)
  return {
    where: `${conditions.map(([condition]) => condition).join(' AND ')} ${filter.where}`,
    values: [...conditions.flatMap(([, ...values]) => values), ...filter.values],
  }
}
