import type { ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { formatSeconds } from '../components/format'
import { words } from '../i18n/words'
import { isOn } from './session-facts'

/** A loss of sound shorter than this is not worth a word, in ms. */
const TOLD_LOSS_MS = 100

/** What of the user's voice did not arrive in this conversation, or may not have. */
export function VoiceLoss({ app }: { readonly app: AppState }): ReactNode {
  const { counters, countersBefore, session } = app
  const lostMs = counters.microphoneDroppedMs - countersBefore.microphoneDroppedMs
  const doubtMs = counters.microphoneInDoubtMs - countersBefore.microphoneInDoubtMs
  const told = [
    lostMs >= TOLD_LOSS_MS && words.controls.voiceLost(formatSeconds(lostMs)),
    doubtMs >= TOLD_LOSS_MS && words.controls.voiceInDoubt(formatSeconds(doubtMs)),
  ].filter(Boolean)
  // Of a conversation that was ended on purpose, nobody misses the rest.
  const isMissed = isOn(session) || session.kind === 'failed'
  return isMissed && told.length > 0 ? <p className="hint">{told.join(' ')}</p> : null
}
