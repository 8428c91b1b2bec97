import type { ReactNode } from 'react'
import { CloseIcon } from '../components/icons'
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

interface OutcomeLineProps {
  readonly outcome: Outcome | null
  readonly onDismiss: () => void
}

/** What has just been done; read out when it comes. */
export function OutcomeLine({ outcome, onDismiss }: OutcomeLineProps): ReactNode {
  return (
    <div className="library-outcome">
      <p role="status" dir="auto">
        {outcome && wordsOf(outcome)}
      </p>
      {outcome && (
        <button type="button" className="dismiss" title={words.app.dismiss} onClick={onDismiss}>
          <CloseIcon />
          <span className="visually-hidden">{words.app.dismiss}</span>
        </button>
      )}
    </div>
  )
}
