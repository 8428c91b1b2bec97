import type { ReactNode } from 'react'
import { words } from '../i18n/words'
import type { Outcome } from './library-state'

function wordsOf(outcome: Outcome): string {
  const { libraryActions, libraryErase } = words
  switch (outcome.kind) {
    case 'exported':
      return libraryActions.exported(outcome.conversations, outcome.file)
    case 'imported':
      return libraryActions.imported(outcome.imported, outcome.known)
    case 'restored':
      return libraryActions.restored(outcome.conversations)
    case 'erased':
      return libraryErase.done
  }
}

/** What has just been done; read out when it comes. */
export function OutcomeLine({ outcome }: { readonly outcome: Outcome | null }): ReactNode {
  return (
    <p role="status" className="library-outcome" dir="auto">
      {outcome && wordsOf(outcome)}
    </p>
  )
}
