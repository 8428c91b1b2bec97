import { useState, type ReactNode } from 'react'
import type { KeyStatus } from '@contract/settings'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { KeyForm } from './key-form'
import { keyStatusText } from './key-status'
import { run } from './ui-store'

interface SettingsKeyProps {
  readonly status: KeyStatus
  readonly keyStorage: RunFacts['keyStorage']
  /** Opened for this: the form is there at once. */
  readonly asked: boolean
}

/** Where the key stands; the key itself never comes here. */
export function SettingsKey({ status, keyStorage, asked }: SettingsKeyProps): ReactNode {
  const [entering, setEntering] = useState(asked)
  const close = (): void => setEntering(false)
  const fromEnvironment = status.kind === 'present' && status.source === 'environment'
  return (
    <section className="field" aria-label={words.settings.key}>
      <h4>{words.settings.key}</h4>
      <p>{keyStatusText(status, keyStorage, words.key)}</p>
      {fromEnvironment && <p className="hint">{words.key.environmentHint}</p>}
      {entering ? (
        <KeyForm keyStorage={keyStorage} onDone={close} onCancel={close} />
      ) : (
        <div className="form-buttons">
          <Button onClick={() => setEntering(true)}>
            {status.kind === 'none' ? words.key.enter : words.key.change}
          </Button>
          {status.kind !== 'none' && !fromEnvironment && (
            <Button tone="danger" onClick={() => void run(sightline.forgetKey())}>
              {words.key.remove}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
