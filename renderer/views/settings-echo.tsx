import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { EchoProfile, Settings } from '@contract/settings'
import { testEcho, type EchoTestResult } from '../audio/echo-test'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { MicrophoneIcon } from '../components/icons'
import { words } from '../i18n/words'
import { run } from './ui-store'

type Progress =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'done'; readonly result: EchoTestResult }

interface SettingsEchoProps {
  readonly settings: Settings
  /** A conversation is on, which needs the microphone for itself. */
  readonly on: boolean
}

/** The echo self-test, and what to make of it. */
export function SettingsEcho({ settings, on }: SettingsEchoProps): ReactNode {
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)
  // It ends with the dialog, and as soon as a conversation starts.
  useEffect(() => () => running.current?.abort(), [on])

  const test = async (): Promise<void> => {
    const controller = new AbortController()
    running.current = controller
    setProgress({ kind: 'running' })
    const done = await tellAndTest(settings, controller.signal).then(
      (result): Progress => ({ kind: 'done', result }),
      (): Progress => ({ kind: 'failed' }),
    )
    setProgress(controller.signal.aborted ? { kind: 'idle' } : done)
  }

  if (on) return <p className="hint">{words.sound.echoTestLater}</p>
  return (
    <div className="field">
      {progress.kind === 'running' ? (
        <p className="sign sign-microphone" role="status" data-sent="true">
          <MicrophoneIcon />
          <span className="sign-text">{words.sound.echoListening}</span>
        </p>
      ) : (
        <Button onClick={() => void test()}>{words.sound.echoTest}</Button>
      )}
      <p className="hint">{words.sound.echoTestHint}</p>
      {progress.kind === 'failed' && (
        <p className="field-error" role="alert">
          {words.sound.echoFailed}
        </p>
      )}
      {progress.kind === 'done' && (
        <EchoVerdict result={progress.result} profile={settings.echoProfile} />
      )}
    </div>
  )
}

/** The last test, which must be told to be over before another one is told to begin. */
let last: Promise<unknown> = Promise.resolve()

/** Main knows of the microphone before it is opened, grants it then, and shows it everywhere. */
function tellAndTest(settings: Settings, signal: AbortSignal): Promise<EchoTestResult> {
  const tell = (on: boolean): Promise<unknown> => sightline.setEchoTest({ on })
  const test = last.then(async () => {
    signal.throwIfAborted()
    await tell(true)
    return testEcho(settings, signal).finally(() => tell(false))
  })
  last = test.catch(() => undefined)
  return test
}

interface EchoVerdictProps {
  readonly result: EchoTestResult
  readonly profile: EchoProfile
}

function EchoVerdict({ result, profile }: EchoVerdictProps): ReactNode {
  const { raw } = result
  const fitting: EchoProfile | null =
    raw.kind === 'dead' ? null : raw.kind === 'echo' ? 'speakers' : 'headphones'
  return (
    <div className="echo-result" role="status">
      {verdictOf(result).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {fitting !== null && fitting !== profile && (
        <Button onClick={() => void run(sightline.updateSettings({ echoProfile: fitting }))}>
          {words.sound.useProfile(words.sound.profiles[fitting])}
        </Button>
      )}
    </div>
  )
}

function verdictOf({ raw, cancelled }: EchoTestResult): string[] {
  if (raw.kind === 'dead') return [words.sound.echoNoSound]
  if (raw.kind === 'none') return [words.sound.echoNone]
  const told = words.sound.echoHeard(decibels(raw.echo.levelDb), roundedMs(raw.echo.delayMs))
  if (cancelled === null) return [told]
  return [
    told,
    cancelled.kind === 'echo'
      ? words.sound.echoLeft(decibels(cancelled.echo.levelDb))
      : words.sound.echoCancelled,
  ]
}

/** With a true minus sign, as screen readers say it. */
const decibels = (level: number): string => String(Math.round(level)).replace('-', '−')

/** To the nearest ten: the analysers are read some milliseconds apart. */
const roundedMs = (ms: number): string => String(Math.round(ms / 10) * 10)
