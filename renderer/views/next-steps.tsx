import type { ReactNode } from 'react'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import type { NextStep } from '../i18n/error-words'
import { words } from '../i18n/words'
import { retryMicrophone } from '../state/retries'
import { openSettings, openShare, run } from './ui-store'

interface NextStepsProps {
  readonly next: NextStep
  readonly platform: RunFacts['platform']
  /** A conversation is on: sharing is possible, and starting is not. */
  readonly on: boolean
}

const restart = (
  <Button key="restart" onClick={() => void run(sightline.restartApp())}>
    {words.app.restart}
  </Button>
)

const action = (label: string, act: () => void): ReactNode => (
  <Button key={label} onClick={act}>
    {label}
  </Button>
)

function permissionSteps(
  { permission }: Extract<NextStep, { kind: 'permission' }>,
  { platform, on }: NextStepsProps,
): ReactNode[] {
  const steps: ReactNode[] = []
  // Linux has no such page that could be opened; the words beside say where to look.
  if (platform !== 'linux') {
    steps.push(
      action(words.next.openSystemSettings, () => {
        void run(sightline.openPermissionSettings({ permission }))
      }),
    )
  }
  if (permission === 'microphone') steps.push(action(words.app.tryAgain, retryMicrophone))
  else if (on) steps.push(action(words.app.tryAgain, openShare))
  // macOS grants the screen only to an app that starts after the choice.
  if (permission === 'screen' && platform === 'darwin') steps.push(restart)
  return steps
}

function stepsOf(props: NextStepsProps): ReactNode {
  const { next, on } = props
  switch (next.kind) {
    case 'enter-key':
      return action(words.next.enterKey, () => openSettings('key'))
    case 'start':
      return on ? null : action(words.app.tryAgain, () => void run(sightline.startConversation()))
    case 'choose-access':
      return action(words.next.chooseAccess, () => openSettings('access'))
    case 'reconnect':
      return action(words.session.reconnect, () => void run(sightline.startConversation()))
    case 'send-again':
      return on ? action(words.next.sendAgain, () => void run(sightline.sendAgain())) : null
    case 'choose-model':
      return action(words.next.chooseModel, () => openSettings('model'))
    case 'choose-shortcut':
      return action(words.next.chooseShortcut, () => openSettings('shortcut'))
    case 'share':
      return on ? action(words.next.shareAgain, openShare) : null
    case 'choose-devices':
      return action(words.next.chooseDevices, () => openSettings('sound'))
    case 'reopen-microphone':
      return action(words.app.tryAgain, retryMicrophone)
    case 'permission':
      return permissionSteps(next, props)
    case 'restart':
      return restart
  }
}

/** The buttons that lead on from a failure. */
export function NextSteps(props: NextStepsProps): ReactNode {
  const steps = stepsOf(props)
  return steps === null ? null : <div className="next-steps">{steps}</div>
}

/** For what is tried again in any case: at once. */
export function RetryNow(): ReactNode {
  return (
    <div className="next-steps">
      {action(words.session.retryNow, () => void run(sightline.retryConnection()))}
    </div>
  )
}
