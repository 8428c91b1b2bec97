import type { ReactNode } from 'react'
import type { SessionState, TalkState } from '@contract/session'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'

/** The state of the session in a few words; they begin with the state itself. */
function statusText(session: SessionState, talk: TalkState): string {
  switch (session.kind) {
    case 'idle':
      return words.session.idle
    case 'connecting':
      return words.session.connecting
    case 'live':
      return [
        words.session.live,
        talk.muted && words.session.muted,
        talk.talking && words.session.talking,
        talk.assistantSpeaking && words.session.assistantSpeaking,
      ]
        .filter(Boolean)
        .join(' · ')
    case 'reconnecting':
      return session.attempt > 1
        ? `${words.session.reconnecting} · ${words.session.attempt(session.attempt)}`
        : words.session.reconnecting
    case 'ended':
      return words.session.ended
    case 'failed':
      return errorWords[session.error.reason].title
  }
}

interface SessionStatusProps {
  readonly session: SessionState
  readonly talk: TalkState
}

/** The pill in the header that says how the session stands. */
export function SessionStatus({ session, talk }: SessionStatusProps): ReactNode {
  return (
    <p
      role="status"
      aria-label={words.session.label}
      className={`status status-${session.kind}`}
      data-speaking={session.kind === 'live' && talk.assistantSpeaking}
    >
      <span className="status-dot" aria-hidden="true" />
      <span className="status-text">{statusText(session, talk)}</span>
    </p>
  )
}
