import type { ReactNode } from 'react'
import type {
  MicrophoneState,
  RecordingState,
  SessionState,
  SharingState,
  TalkState,
} from '@contract/session'
import type { TalkMode } from '@contract/settings'
import { CoverIcon, EyeOffIcon, MicrophoneIcon, MicrophoneOffIcon } from '../components/icons'
import { ShareKindIcon } from '../components/share-icon'
import { words } from '../i18n/words'
import { RecordingSign } from './recording-sign'
import { isShared, pauseWords, type Shared } from './session-facts'
import { cameraName, sourceName } from './source-name'

interface CaptureSignProps {
  readonly microphone: MicrophoneState
  /** The microphone is open for the echo test. */
  readonly echoTest: boolean
  readonly talk: TalkState
  readonly talkMode: TalkMode
  readonly sharing: SharingState
  readonly recording: RecordingState
  readonly session: SessionState
}

/** How the open microphone is used: whether its sound leaves this computer. */
function microphoneUse({ talk, talkMode }: CaptureSignProps): { sent: boolean; text: string } {
  if (talk.muted) return { sent: false, text: words.capture.microphoneMuted }
  if (talk.talking) return { sent: true, text: words.capture.microphoneTalking }
  return talkMode === 'push-to-talk'
    ? { sent: false, text: words.capture.microphoneWaiting }
    : { sent: true, text: words.capture.microphoneOn }
}

function shareStage(sharing: Shared): string | null {
  if (sharing.kind === 'starting') return words.capture.starting
  if (sharing.paused) return pauseWords(sharing.paused)
  return sharing.next ? words.sharing.switching : null
}

function MicrophoneSign(props: CaptureSignProps): ReactNode {
  const { microphone } = props
  if (microphone.kind === 'off' || microphone.kind === 'failed') return null
  const { sent, text } = microphoneUse(props)
  const opening = microphone.kind === 'opening'
  return (
    <li className="sign sign-microphone" data-sent={sent && !opening}>
      {props.talk.muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
      <span className="sign-text">
        <strong>{words.capture.microphone}</strong>{' '}
        <span>{opening ? words.capture.microphoneOpening : text}</span>
        {!opening && microphone.label && (
          <span className="sign-device" dir="auto">
            {microphone.label}
          </span>
        )}
      </span>
    </li>
  )
}

function EchoTestSign(): ReactNode {
  return (
    <li className="sign sign-microphone" data-sent="false">
      <MicrophoneIcon />
      <span className="sign-text">
        <strong>{words.capture.microphone}:</strong> <span>{words.capture.echoTest}</span>
      </span>
    </li>
  )
}

function CameraSign({ name, sent }: { readonly name: string; readonly sent: boolean }): ReactNode {
  return (
    <li className="sign sign-camera" data-sent={sent}>
      {sent ? <ShareKindIcon kind="camera" /> : <EyeOffIcon />}
      <span className="sign-text" dir="auto" title={name}>
        {name}
      </span>
    </li>
  )
}

function CoversSign({ count }: { readonly count: number }): ReactNode {
  return (
    <li className="sign">
      <CoverIcon />
      <span className="sign-text">{words.covers.some(count)}</span>
    </li>
  )
}

function ShareSigns({ sharing }: { readonly sharing: Shared }): ReactNode {
  const { camera } = sharing.source
  const covers = sharing.kind === 'on' ? sharing.covers.length : 0
  const sent = sharing.kind === 'on' && sharing.paused === null
  const kind = words.share.kind.camera
  return (
    <>
      <ShareSign sharing={sharing} />
      {camera && <CameraSign name={words.share.named(kind, cameraName(camera))} sent={sent} />}
      {covers > 0 && <CoversSign count={covers} />}
    </>
  )
}

function ShareSign({ sharing }: { readonly sharing: Shared }): ReactNode {
  const name = sourceName(sharing.source)
  const stage = shareStage(sharing)
  const sent = sharing.kind === 'on' && sharing.paused === null
  return (
    <li className={`sign sign-${sharing.source.kind}`} data-sent={sent}>
      {sent ? <ShareKindIcon kind={sharing.source.kind} /> : <EyeOffIcon />}
      <span className="sign-text" dir="auto" title={stage === null ? name : `${name} · ${stage}`}>
        {stage === null ? name : `${name} · ${stage}`}
      </span>
    </li>
  )
}

/** Always in sight: exactly what is captured now. */
export function CaptureSign(props: CaptureSignProps): ReactNode {
  const { microphone, echoTest, sharing } = props
  const isListening = echoTest || (microphone.kind !== 'off' && microphone.kind !== 'failed')
  const nothing = !isListening && sharing.kind === 'off'
  return (
    <section className="capture" aria-label={words.capture.label}>
      <ul>
        {nothing && (
          <li className="sign sign-nothing">
            <EyeOffIcon />
            <span className="sign-text">{words.capture.nothing}</span>
          </li>
        )}
        {echoTest && <EchoTestSign />}
        <MicrophoneSign {...props} />
        {isShared(sharing) && <ShareSigns sharing={sharing} />}
        <RecordingSign recording={props.recording} session={props.session} />
      </ul>
    </section>
  )
}
