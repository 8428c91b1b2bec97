import { useRef } from 'react'
import type { AppError } from '@contract/errors'
import type { ConversationSummary } from '@contract/library'
import { readRange, type ReadPortion } from './paged-reader'
import { MAX_SELECTED, type SelectionEvent } from './selection'

/** As many as one request takes (`listRequestSchema`). */
const AT_ONCE = 200

interface Reach {
  readonly read: ReadPortion<ConversationSummary>
  readonly onSelect: (event: SelectionEvent) => void
  readonly onFailure: (error: AppError) => void
}

/**
 * Selects all from one place in the list to another, whether they have been in sight or not. The
 * newest wish wins: keys may come faster than answers.
 */
export function useReach({ read, onSelect, onFailure }: Reach) {
  const newest = useRef(0)
  return async (anchor: number, to: number): Promise<void> => {
    newest.current += 1
    const turn = newest.current
    const first = Math.min(anchor, to)
    const last = Math.min(Math.max(anchor, to), first + MAX_SELECTED - 1)
    const answer = await readRange(read, { first, last }, AT_ONCE)
    if (turn !== newest.current) return
    if (answer.ok) onSelect({ kind: 'reached', anchor, ids: answer.value.map(({ id }) => id) })
    else onFailure(answer.error)
  }
}
