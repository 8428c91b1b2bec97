import { useRef, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { formatDay } from '../components/format'
import { Switch } from '../components/switch'
import { useKeepFocus } from '../components/use-keep-focus'
import { words } from '../i18n/words'
import { isOver } from './session-facts'
import { SettingsGroup } from './settings-group'
import { run } from './ui-store'
import { UpdateActions, UpdateNotes, UpdateProgress } from './update-parts'
import { updateWords } from './update-words'

/** Whether newer versions are looked for, what came of it, and what can be done about it. */
export function SettingsUpdates({ app }: { readonly app: AppState }): ReactNode {
  const { updates, settings, run: facts } = app
  if (updates.kind === 'impossible') {
    return (
      <SettingsGroup group="updates">
        <p>{words.updates.current(facts.version)}</p>
        <p className="hint">{updateWords(updates, facts.version)}</p>
      </SettingsGroup>
    )
  }
  return (
    <SettingsGroup group="updates">
      <Switch
        label={words.updates.automatic}
        hint={words.updates.automaticHint}
        on={settings.lookForUpdates}
        onChange={(lookForUpdates) => void run(sightline.updateSettings({ lookForUpdates }))}
      />
      <UpdateStatus app={app} />
    </SettingsGroup>
  )
}

/** While these go on, another look would change nothing. */
const BUSY = new Set(['checking', 'held', 'downloading', 'ready', 'installing'])

function UpdateStatus({ app }: { readonly app: AppState }): ReactNode {
  const { updates, settings, session, run: facts } = app
  const field = useRef<HTMLDivElement>(null)
  useKeepFocus(field)
  const waits = !isOver(session)
  const { updatesLookedAt: lookedAt } = settings
  return (
    <div ref={field} className="field update-status">
      <p role="status">{updateWords(updates, facts.version)}</p>
      {updates.kind === 'downloading' && <UpdateProgress percent={updates.percent} />}
      {'update' in updates && updates.update !== null && (
        <UpdateNotes notes={updates.update.notes} />
      )}
      <div className="field-row">
        <UpdateActions updates={updates} disabled={waits} />
        {!BUSY.has(updates.kind) && (
          <Button disabled={waits} onClick={() => void run(sightline.checkForUpdates())}>
            {words.updates.check}
          </Button>
        )}
      </div>
      <p className="hint">
        {lookedAt === null
          ? words.updates.neverLooked
          : words.updates.lookedAt(formatDay(lookedAt))}
        {waits && ` ${words.updates.waits}`}
      </p>
    </div>
  )
}
