import type { SessionState } from '@contract/session'
import type { AppState } from '@contract/state'
import { Microphone } from './audio/microphone'
import { Speaker } from './audio/speaker'
import { openMediaLane, sightline } from './bridge'
import { useMirror } from './state/app-store'
import { onMicrophoneRetry } from './state/retries'
import { Sharing } from './vision/sharing'

/**
 * Microphone, voice and pictures of this page, driven by main's state. Called once at load;
 * returns the function that stops everything.
 */
export function startCapture(): () => void {
  const microphone = new Microphone(
    openMediaLane('microphone'),
    (state) => void sightline.reportMicrophone(state),
  )
  const speaker = new Speaker(
    openMediaLane('voice'),
    (state) => void sightline.reportSpeaker(state),
  )
  const sharing = new Sharing(
    openMediaLane('frames'),
    (report) => void sightline.reportSharing(report),
  )

  const follow = (app: AppState): void => {
    const conversing = isConversing(app.session)
    const { microphone: choice, speaker: speakerChoice, echoProfile } = app.settings
    microphone.setUp({ choice, echoProfile })
    speaker.setChoice(speakerChoice)
    microphone.setMuted(app.talk.muted)
    microphone.setWanted(conversing)
    speaker.setConversing(conversing)
    sharing.follow(app.sharing, app.settings.pictureCorner)
  }

  const { app } = useMirror.getState()
  if (app) follow(app)
  const unsubscribe = useMirror.subscribe((mirror, before) => {
    if (mirror.app && mirror.app !== before.app) follow(mirror.app)
  })
  const stopRetries = onMicrophoneRetry(() => microphone.retry())
  return () => {
    unsubscribe()
    stopRetries()
    microphone.close()
    speaker.close()
    sharing.close()
  }
}

function isConversing({ kind }: SessionState): boolean {
  return kind === 'connecting' || kind === 'live' || kind === 'reconnecting'
}
