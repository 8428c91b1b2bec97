import { useRef, type ReactNode } from 'react'
import type { SessionState } from '@contract/session'
import type { UpdateState } from '@contract/updates'
import { AlertIcon, UpdateIcon } from '../components/icons'
import { useKeepFocus } from '../components/use-keep-focus'
import { words } from '../i18n/words'
import { isOver } from './session-facts'
import { UpdateActions, UpdateNotes, UpdateProgress } from './update-parts'
import { updateWords } from './update-words'

type Told = Exclude<UpdateState, { kind: 'off' | 'impossible' | 'idle' | 'checking' | 'held' }>

/** Whether it is worth a line in the window; a look that nobody asked for and that failed is not. */
function isTold(updates: UpdateState): updates is Told {
  switch (updates.kind) {
    case 'offered':
    case 'ready':
      return !updates.dismissed
    case 'downloading':
    case 'installing':
      return true
    case 'failed':
      return updates.update !== null
    case 'off':
    case 'impossible':
    case 'idle':
    case 'checking':
    case 'held':
      return false
  }
}

interface UpdateBarProps {
  readonly updates: UpdateState
  readonly session: SessionState
}

/** A newer version, quietly: a line that can be sent away, and is not there while a conversation is on. */
export function UpdateBar({ updates, session }: UpdateBarProps): ReactNode {
  if (!isTold(updates) || !isOver(session)) return null
  return <Bar updates={updates} />
}

function Bar({ updates }: { readonly updates: Told }): ReactNode {
  const bar = useRef<HTMLElement>(null)
  useKeepFocus(bar)
  const { update } = updates
  const isFailed = updates.kind === 'failed'
  return (
    <section
      ref={bar}
      className="update-bar"
      data-failed={isFailed}
      aria-label={words.updates.label}
    >
      {isFailed ? <AlertIcon /> : <UpdateIcon />}
      <div className="update-words">
        <p role="status">{updateWords(updates, '')}</p>
        {updates.kind === 'downloading' && <UpdateProgress percent={updates.percent} />}
        {update !== null && !isFailed && <UpdateNotes notes={update.notes} />}
      </div>
      <div className="update-actions">
        <UpdateActions updates={updates} />
      </div>
    </section>
  )
}
