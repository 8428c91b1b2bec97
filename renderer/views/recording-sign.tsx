import type { ReactNode } from 'react'
import type { RecordingState, SessionState } from '@contract/session'
import { sightline } from '../bridge'
import { words } from '../i18n/words'
import { isOn } from './session-facts'
import { run } from './ui-store'

interface RecordingSignProps {
  readonly recording: RecordingState
  readonly session: SessionState
}

/** Whether the conversation that is on is recorded; a click begins or ends it. */
export function RecordingSign({ recording, session }: RecordingSignProps): ReactNode {
  if (!isOn(session)) return null
  const on = recording.kind === 'on'
  const title = on ? words.recording.stop : words.recording.start
  return (
    <li>
      <button
        type="button"
        className="sign sign-recording"
        data-on={on}
        title={title}
        aria-label={title}
        onClick={() => void run(sightline.setRecording({ on: !on }))}
      >
        <span className="recording-dot" aria-hidden="true" />
        <span className="sign-text">{on ? words.recording.on : words.recording.startShort}</span>
      </button>
    </li>
  )
}
