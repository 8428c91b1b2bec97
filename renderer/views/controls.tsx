import { useRef, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { formatAccelerator } from '../components/accelerator'
import { Button } from '../components/button'
import {
  EndIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  PlayIcon,
  ShareIcon,
  StopIcon,
  TalkIcon,
} from '../components/icons'
import { useKeepFocus } from '../components/use-keep-focus'
import { words } from '../i18n/words'
import { Disclosure } from './disclosure'
import { MarkButton } from './mark-button'
import { ConversationSaving } from './saving-line'
import { isOn, isShared } from './session-facts'
import { openShare, run } from './ui-store'
import { useCancelTalking } from './use-cancel-talking'
import { VoiceLoss } from './voice-loss'

function keyHint({ shortcut, settings, session, talk, run: facts }: AppState): string | null {
  if (talk.talking) return words.pushToTalk.hintCancel
  if (shortcut.kind !== 'registered') return null
  const keys = formatAccelerator(shortcut.accelerator, facts.platform)
  if (!isOn(session)) return words.controls.hintStart(keys)
  if (settings.talkMode === 'hands-free') return words.controls.hintMute(keys)
  return shortcut.hold.kind === 'hold'
    ? words.pushToTalk.hintHold(keys)
    : words.pushToTalk.hintPress(keys)
}

function OnButtons({ app }: { readonly app: AppState }): ReactNode {
  const { talk, sharing, session, settings } = app
  return (
    <>
      {settings.talkMode === 'push-to-talk' && session.kind === 'live' && (
        <Button
          tone="primary"
          icon={<TalkIcon />}
          aria-pressed={talk.talking}
          onClick={() => void run(sightline.toggleTalking())}
        >
          {words.controls.talk}
        </Button>
      )}
      <Button
        key="mute"
        icon={talk.muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
        onClick={() => void run(sightline.setMuted({ muted: !talk.muted }))}
      >
        {talk.muted ? words.controls.unmute : words.controls.mute}
      </Button>
      {isShared(sharing) ? (
        <>
          <Button
            key="stop-sharing"
            icon={<StopIcon />}
            onClick={() => void run(sightline.stopSharing())}
          >
            {words.controls.stopSharing}
          </Button>
          <Button key="switch" icon={<ShareIcon />} onClick={openShare}>
            {words.sharing.switchSource}
          </Button>
        </>
      ) : (
        <Button key="share" icon={<ShareIcon />} onClick={openShare}>
          {words.controls.share}
        </Button>
      )}
      <MarkButton key="mark" app={app} />
      {endButton}
    </>
  )
}

function OffButtons({ paused }: { readonly paused: boolean }): ReactNode {
  return (
    <>
      <Button
        key="start"
        tone="primary"
        icon={<PlayIcon />}
        onClick={() => void run(sightline.startConversation())}
      >
        {paused ? words.session.reconnect : words.controls.start}
      </Button>
      {paused && endButton}
    </>
  )
}

const endButton = (
  <Button
    key="end"
    tone="danger"
    icon={<EndIcon />}
    onClick={() => void run(sightline.endConversation())}
  >
    {words.controls.end}
  </Button>
)

/** The buttons that apply now, and no others. */
export function Controls({ app }: { readonly app: AppState }): ReactNode {
  const group = useRef<HTMLDivElement>(null)
  useKeepFocus(group)
  useCancelTalking(app.talk.talking)
  const on = isOn(app.session)
  const hint = keyHint(app)
  return (
    <div className="controls" data-on={on}>
      <div className="buttons" role="group" aria-label={words.controls.label} ref={group}>
        {on ? <OnButtons app={app} /> : <OffButtons paused={app.session.kind === 'paused'} />}
      </div>
      <div className="controls-words">
        {!on && <Disclosure demo={app.demo} />}
        {hint !== null && <p className="hint">{hint}</p>}
        <VoiceLoss app={app} />
        {on && <ConversationSaving counters={app.counters} />}
      </div>
    </div>
  )
}
