import type { ReactNode } from 'react'
import type { SessionState, TalkState } from '@contract/session'
import { useNow } from '../components/use-now'
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
      return reconnectingText(session)
    case 'paused':
      return session.why === 'asleep'
        ? words.session.asleep
        : errorWords['connection-given-up'].title
    case 'ended':
      return words.session.ended
    case 'failed':
      return errorWords[session.error.reason].title
  }
}

type Reconnecting = Extract<SessionState, { kind: 'reconnecting' }>

/** A first try is made so soon that what went wrong would only flash up. */
function reconnectingText({ error, attempt, retryAt }: Reconnecting): string {
  if (error === null || attempt === 1) return words.session.reconnecting
  const { title } = errorWords[error.reason]
  return retryAt === null ? `${title} · ${words.session.tryingAgain}` : title
}

/** A timer, so that a screen reader does not read out every second. */
function NextTry({ at }: { readonly at: number }): ReactNode {
  const now = useNow(500)
  const seconds = Math.max(1, Math.ceil((at - now) / 1000))
  return <span role="timer"> · {words.session.nextTry(seconds)}</span>
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
      <span className="status-text">
        {statusText(session, talk)}
        {session.kind === 'reconnecting' && session.attempt > 1 && session.retryAt !== null && (
          <NextTry at={session.retryAt} />
        )}
      </span>
    </p>
  )
}
