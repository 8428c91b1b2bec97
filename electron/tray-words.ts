import type { ShareChoice, SharingState } from '@contract/session'
import type { AppState } from '@contract/state'

export type TrayIcon = 'idle' | 'listening' | 'sharing'
export type TrayAction =
  | 'show'
  | 'reopen'
  | 'start'
  | 'end'
  | 'mute'
  | 'unmute'
  | 'stop-sharing'
  | 'stop-recording'
  | 'quit'

/** What the tray shows; equal values look the same. */
export interface TrayFace {
  readonly icon: TrayIcon
  readonly tooltip: string
  /** `null` draws a line. */
  readonly menu: readonly ({ readonly action: TrayAction; readonly label: string } | null)[]
}

function sharingFact({ source, paused }: Extract<SharingState, { kind: 'on' }>): string {
  const name = sharedName(source)
  if (paused === null) return `sharing ${name}`
  return paused.kind === 'screen-locked'
    ? `sharing of ${name} paused while the screen is locked`
    : `sharing of ${name} paused while “${paused.name}” is open`
}

const sharedName = ({ name, camera }: ShareChoice): string =>
  camera ? `${name} with camera ${camera.name}` : name

/**
 * Everything that the tray says follows from what is captured and what can be done now.
 *
 * @param isPageHung the window does not answer; the tray then is the one place that does.
 */
export function describeTray(state: AppState, isPageHung = false): TrayFace {
  const { sharing, recording, microphone, echoTest, talk, session } = state
  const isTalking =
    session.kind === 'connecting' || session.kind === 'live' || session.kind === 'reconnecting'
  const isListening = microphone.kind === 'on'
  const isHeard = echoTest || (isListening && !talk.muted)
  const isSharing = sharing.kind === 'on' && sharing.paused === null
  const facts = [
    ...(isPageHung ? ['the window does not respond'] : []),
    ...(echoTest ? ['microphone: echo test, nothing is sent'] : []),
    ...(isListening ? [talk.muted ? 'microphone muted' : 'microphone on'] : []),
    ...(sharing.kind === 'on' ? [sharingFact(sharing)] : []),
    ...(recording.kind === 'on' ? ['recording'] : []),
  ]
  return {
    icon: isSharing ? 'sharing' : isHeard ? 'listening' : 'idle',
    tooltip: `Sightline: ${facts.length > 0 ? facts.join(', ') : 'nothing is captured'}`,
    menu: [
      { action: 'show', label: 'Show Sightline' },
      ...(isPageHung ? [{ action: 'reopen' as const, label: 'Open the window anew' }] : []),
      null,
      ...(session.kind === 'paused' ? [{ action: 'start' as const, label: 'Reconnect' }] : []),
      isTalking || session.kind === 'paused'
        ? { action: 'end', label: 'End conversation' }
        : { action: 'start', label: 'Start conversation' },
      talk.muted
        ? { action: 'unmute', label: 'Unmute microphone' }
        : { action: 'mute', label: 'Mute microphone' },
      ...(sharing.kind === 'off'
        ? []
        : [
            {
              action: 'stop-sharing' as const,
              label: `Stop sharing ${sharedName(sharing.source)}`,
            },
          ]),
      ...(recording.kind === 'on'
        ? [{ action: 'stop-recording' as const, label: 'Stop recording' }]
        : []),
      null,
      { action: 'quit', label: 'Quit Sightline' },
    ],
  }
}
