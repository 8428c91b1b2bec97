import { useId, useState, type ReactNode } from 'react'
import type { AccessWay } from '@contract/access'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { useFocusWhen } from '../components/use-focus-when'
import { words } from '../i18n/words'
import { TokenWay, VertexAccountWay, VertexKeyWay } from './access-ways'
import { SettingsKey } from './settings-key'
import { run, type SettingsSection } from './ui-store'

interface SettingsAccessProps {
  readonly app: AppState
  readonly section: SettingsSection | undefined
}

/** How Gemini is reached. Another way is used once it was checked, and not by looking at it. */
export function SettingsAccess({ app, section }: SettingsAccessProps): ReactNode {
  const used = app.settings.access.way
  const [shown, setShown] = useState<AccessWay>(section === 'key' ? 'api-key' : used)
  const select = useFocusWhen<HTMLSelectElement>(section === 'access')
  const id = useId()
  const hintId = useId()
  const names = words.access.ways
  return (
    <div className="field">
      <div className="field">
        <label htmlFor={id}>{words.access.title}</label>
        <select
          ref={select}
          id={id}
          value={shown}
          aria-describedby={hintId}
          onChange={(event) => setShown(event.target.value as AccessWay)}
        >
          {(Object.keys(names) as AccessWay[]).map((way) => (
            <option key={way} value={way}>
              {names[way]}
            </option>
          ))}
        </select>
        <p id={hintId} className="hint">
          {words.access.hints[shown]} {shown !== used && words.access.notUsed(names[used])}
        </p>
      </div>
      {shown === 'api-key' && <KeyWay app={app} asked={section === 'key'} />}
      {shown === 'token-endpoint' && <TokenWay app={app} />}
      {shown === 'vertex-account' && <VertexAccountWay app={app} />}
      {shown === 'vertex-key' && <VertexKeyWay app={app} />}
    </div>
  )
}

function KeyWay({ app, asked }: { readonly app: AppState; readonly asked: boolean }): ReactNode {
  const canReturn = app.settings.access.way !== 'api-key' && app.key.kind === 'present'
  return (
    <>
      <SettingsKey status={app.key} keyStorage={app.run.keyStorage} asked={asked} />
      {canReturn && (
        <div className="form-buttons">
          <Button
            tone="primary"
            onClick={() => void run(sightline.submitAccess({ way: 'api-key' }))}
          >
            {words.access.useKey}
          </Button>
        </div>
      )}
    </>
  )
}
