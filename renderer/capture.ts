import { appError } from '@contract/errors'
import type { SessionState } from '@contract/session'
import type { Settings } from '@contract/settings'
import type { AppState } from '@contract/state'
import { Microphone } from './audio/microphone'
import { Speaker } from './audio/speaker'
import { VoiceListener } from './audio/voice-detection/voice-listener'
import { openMediaLane, sightline } from './bridge'
import { useMirror } from './state/app-store'
import { onDetectorRetry, onMicrophoneRetry } from './state/retries'
import { useUi } from './views/ui-store'
import { ownMotionOn } from './vision/own-motion'
import { Sharing } from './vision/sharing'

/**
 * Microphone, voice and pictures of this page, driven by main's state. Called once at load;
 * returns the function that stops everything.
 */
export function startCapture(): () => void {
  const microphone = new Microphone(
    () => openMediaLane('microphone'),
    (state) => void sightline.reportMicrophone(state),
    () => listener.noteHung(),
  )
  const listener = new VoiceListener({
    attach: (detector) => microphone.setDetector(detector),
    onFailure: (detail) =>
      useUi.setState({
        detectorFailure: detail === null ? null : appError('voice-detector-failed', detail),
      }),
  })
  const speaker = new Speaker(
    openMediaLane('voice'),
    (state) => void sightline.reportSpeaker(state),
  )
  const sharing = new Sharing(
    () => openMediaLane('frames'),
    (report) => void sightline.reportSharing(report),
  )

  const follow = (app: AppState): void => {
    const conversing = isConversing(app.session)
    const { microphone: choice, speaker: speakerChoice, echoProfile } = app.settings
    microphone.setUp({ choice, echoProfile })
    speaker.setChoice(speakerChoice)
    microphone.setMuted(app.talk.muted)
    microphone.setWanted(conversing)
    listener.setWanted(conversing && listensHere(app.settings))
    speaker.setConversing(conversing)
    speaker.setExpected(app.talk.talking || app.talk.speechHeard)
    sharing.follow(app.sharing, app.settings.pictureCorner)
    sharing.overlook(ownMotionOn(app.pageOnScreen))
  }

  const { app } = useMirror.getState()
  if (app) follow(app)
  const unsubscribe = useMirror.subscribe((mirror, before) => {
    if (mirror.app && mirror.app !== before.app) follow(mirror.app)
  })
  const stopRetries = [
    onMicrophoneRetry(() => microphone.retry()),
    onDetectorRetry(() => listener.retry()),
  ]
  return () => {
    unsubscribe()
    stopRetries.forEach((stop) => stop())
    listener.setWanted(false)
    microphone.close()
    speaker.close()
    sharing.close()
  }
}

function isConversing({ kind }: SessionState): boolean {
  return kind === 'connecting' || kind === 'live' || kind === 'reconnecting'
}

/** Speech is detected on this computer where something follows from it. */
function listensHere({ talkMode, localVoiceDetection, softInterrupt }: Settings): boolean {
  return talkMode === 'hands-free' && (localVoiceDetection || softInterrupt)
}
