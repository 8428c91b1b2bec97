import { useEffect, type ReactNode } from 'react'
import { UNDO_MS } from '@contract/library-format'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import type { Discarded } from './library-state'

interface UndoBarProps {
  readonly discarded: Discarded
  readonly onUndo: (ids: readonly string[]) => void
  readonly onEnd: (turn: number) => void
}

/** What was just deleted, as long as it can be brought back. */
export function UndoBar({ discarded, onUndo, onEnd }: UndoBarProps): ReactNode {
  const { ids, turn } = discarded
  useEffect(() => {
    const timer = setTimeout(() => onEnd(turn), UNDO_MS)
    return () => clearTimeout(timer)
  }, [turn, onEnd])
  return (
    <div className="undo-bar">
      <p role="status">{words.libraryActions.deleted(ids.length)}</p>
      <Button onClick={() => onUndo(ids)}>{words.libraryActions.undo}</Button>
    </div>
  )
}
