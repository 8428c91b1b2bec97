import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '@contract/errors'
import { words } from '../i18n/words'
import { useLibrary } from './library-context'
import type { Opened } from './library-state'
import { LibraryTrouble } from './library-trouble'
import { ReviewHeader } from './review-header'
import { ReviewPanel } from './review-panel'
import { ReviewSource } from './review-source'
import type { LibraryActions } from './use-library-actions'

interface ReviewProps {
  readonly opened: Opened
  /** Goes up when something in the library has changed. */
  readonly revision: number
  readonly isOn: boolean
  /** What is selected in the list is what can be exported and deleted meanwhile. */
  readonly isSelecting: boolean
  /** It was there before the library was. */
  readonly takesFocus: boolean
  readonly actions: LibraryActions
  readonly onClose: () => void
  readonly onContinued: () => void
  readonly onChanged: () => void
  readonly onFailure: (error: AppError) => void
}

/** Whether what has the focus can be seen; the list it was opened from gives way in narrow windows. */
const isFocusInSight = (): boolean => {
  const { activeElement } = document
  return activeElement instanceof HTMLElement && activeElement.offsetParent !== null
}

/** One conversation, to be read and looked through. */
export function Review(props: ReviewProps): ReactNode {
  const { opened, revision, onChanged, onFailure } = props
  const api = useLibrary()
  const [source] = useState(() => new ReviewSource(api, opened.id))
  const state = useStore(source.store)
  useEffect(() => void source.refresh(), [source, revision])
  const section = useRef<HTMLElement>(null)
  const takesFocus = useRef(props.takesFocus)
  useEffect(() => {
    if (takesFocus.current || !isFocusInSight()) section.current?.focus()
  }, [])

  const continueIt = async (): Promise<void> => {
    const answer = await api.continueConversation({ id: opened.id })
    if (answer.ok) props.onContinued()
    else onFailure(answer.error)
  }
  const edit = async (position: number, text: string | null): Promise<void> => {
    const answer = await api.editLine({ id: opened.id, position, text })
    if (answer.ok) onChanged()
    else onFailure(answer.error)
  }

  return (
    <section ref={section} className="review" aria-label={words.review.label} tabIndex={-1}>
      <ReviewHeader
        id={opened.id}
        detail={state.kind === 'ready' ? state.detail : null}
        source={source}
        isOn={props.isOn}
        isSelecting={props.isSelecting}
        actions={props.actions}
        onClose={props.onClose}
        onContinue={() => void continueIt()}
        onFailure={onFailure}
      />
      {state.kind === 'reading' && <p className="library-hint">{words.library.loading}</p>}
      {state.kind === 'gone' && <p className="library-hint">{words.review.gone}</p>}
      {state.kind === 'failed' && (
        <LibraryTrouble error={state.error} onRetry={() => void source.refresh()} />
      )}
      {state.kind === 'ready' && (
        <ReviewPanel
          detail={state.detail}
          source={source}
          opened={opened}
          isOn={props.isOn}
          onEdit={(position, text) => void edit(position, text)}
          onFailure={onFailure}
        />
      )}
    </section>
  )
}
