import { useState, type ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import type { MarkShortcutStatus, ShortcutStatus, ShortcutTest } from '@contract/settings'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { formatAccelerator, suggestedAccelerators } from '../components/accelerator'
import { Button } from '../components/button'
import { useFocusWhen } from '../components/use-focus-when'
import { words } from '../i18n/words'
import { SettingsGroup } from './settings-group'
import { SettingsMarkShortcut } from './settings-mark-shortcut'
import { ShortcutProof } from './shortcut-proof'
import { useRecordedKeys } from './use-recorded-keys'

interface SettingsShortcutProps {
  readonly shortcut: ShortcutStatus
  readonly test: ShortcutTest
  readonly mark: { readonly keys: string; readonly status: MarkShortcutStatus }
  readonly platform: RunFacts['platform']
  /** Opened for this: the choice of another is there at once. */
  readonly asked: boolean
}

/** The global shortcut: what it is, and another one by pressing it. */
export function SettingsShortcut({
  shortcut,
  test,
  mark,
  platform,
  asked,
}: SettingsShortcutProps): ReactNode {
  const change = useFocusWhen<HTMLButtonElement>(asked)
  const [recording, setRecording] = useState(false)
  const [refused, setRefused] = useState<{ keys: string; error: AppError } | null>(null)
  const [choose] = useState(() => (accelerator: string | null): void => {
    setRecording(false)
    if (accelerator === null) return
    void sightline.setShortcut({ accelerator }).then((result) => {
      setRefused(result.ok ? null : { keys: accelerator, error: result.error })
    })
  })
  useRecordedKeys(recording, platform, choose)

  const name = (accelerator: string): string => formatAccelerator(accelerator, platform)
  const trouble = refused?.keys ?? (shortcut.kind === 'registered' ? null : shortcut.accelerator)
  const taken = refused ? refused.error.reason === 'shortcut-taken' : shortcut.kind === 'taken'

  return (
    <SettingsGroup group="shortcut">
      <div className="field-row">
        <kbd aria-live="polite" data-recording={recording}>
          {recording ? words.settings.shortcutRecord : name(shortcut.accelerator)}
        </kbd>
        {recording ? (
          <Button onClick={() => setRecording(false)}>{words.app.cancel}</Button>
        ) : (
          <Button ref={change} onClick={() => setRecording(true)}>
            {words.settings.shortcutChange}
          </Button>
        )}
      </div>
      {recording && <p className="hint">{words.settings.shortcutRecordHint}</p>}
      {shortcut.kind === 'registered' && !recording && (
        <ShortcutProof
          hold={shortcut.hold}
          test={test}
          keys={name(shortcut.accelerator)}
          platform={platform}
        />
      )}
      {trouble !== null && (
        <p className="field-error" role="alert">
          {taken
            ? words.settings.shortcutTaken(name(trouble))
            : words.settings.shortcutInvalid(name(trouble))}
        </p>
      )}
      {(trouble !== null || asked) && (
        <div className="suggestions">
          <p className="hint">{words.settings.shortcutSuggestions}</p>
          {suggestedAccelerators(platform)
            .filter((accelerator) => accelerator !== trouble)
            .map((accelerator) => (
              <Button key={accelerator} onClick={() => choose(accelerator)}>
                {name(accelerator)}
              </Button>
            ))}
        </div>
      )}
      <SettingsMarkShortcut keys={mark.keys} status={mark.status} platform={platform} />
    </SettingsGroup>
  )
}
