import { useState, type ReactNode } from 'react'
import type { MarkShortcutStatus } from '@contract/settings'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { formatAccelerator } from '../components/accelerator'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { useRecordedKeys } from './use-recorded-keys'

interface SettingsMarkShortcutProps {
  readonly keys: string
  readonly status: MarkShortcutStatus
  readonly platform: RunFacts['platform']
}

const isTrouble = (status: MarkShortcutStatus): boolean =>
  status === 'taken' || status === 'invalid'

/** The shortcut of *Mark this moment*: what it is, how it stands, and another one by pressing it. */
export function SettingsMarkShortcut(props: SettingsMarkShortcutProps): ReactNode {
  const { keys, status, platform } = props
  const [recording, setRecording] = useState(false)
  const [refused, setRefused] = useState<MarkShortcutStatus | null>(null)
  const [choose] = useState(() => (accelerator: string | null): void => {
    setRecording(false)
    if (accelerator === null) return
    void sightline.setMarkShortcut({ accelerator }).then((result) => {
      if (result.ok) setRefused(null)
      else setRefused(result.error.reason === 'shortcut-taken' ? 'taken' : 'invalid')
    })
  })
  useRecordedKeys(recording, platform, choose)
  const shown = refused ?? status
  return (
    <section className="field" aria-label={words.marks.shortcut}>
      <h4>{words.marks.shortcut}</h4>
      <div className="field-row">
        <kbd aria-live="polite" data-recording={recording}>
          {recording ? words.settings.shortcutRecord : formatAccelerator(keys, platform)}
        </kbd>
        {recording ? (
          <Button onClick={() => setRecording(false)}>{words.app.cancel}</Button>
        ) : (
          <Button aria-label={words.marks.change} onClick={() => setRecording(true)}>
            {words.settings.shortcutChange}
          </Button>
        )}
      </div>
      <p className={isTrouble(shown) ? 'field-error' : 'hint'} aria-live="polite">
        {recording ? words.settings.shortcutRecordHint : words.marks.status[shown]}
      </p>
    </section>
  )
}
