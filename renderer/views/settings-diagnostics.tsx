import { useState, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import {
  countRows,
  diagnosticsText,
  hasCounts,
  systemRows,
  type DiagnosticsRow,
} from './diagnostics'
import { SettingsGroup } from './settings-group'
import { run } from './ui-store'

/** What was counted in this run, as it is counted, and what it runs with. */
export function SettingsDiagnostics({ app }: { readonly app: AppState }): ReactNode {
  const text = words.diagnostics
  return (
    <SettingsGroup group="diagnostics">
      {hasCounts(app.counters) ? (
        <Rows caption={text.counts} rows={countRows(app.counters)} counts />
      ) : (
        <p className="hint">{text.empty}</p>
      )}
      <Rows caption={text.system} rows={systemRows(app)} />
      <CopyButton app={app} />
      <LogButton />
    </SettingsGroup>
  )
}

interface RowsProps {
  readonly caption: string
  readonly rows: readonly DiagnosticsRow[]
  /** Short figures, which are not broken. */
  readonly counts?: boolean
}

function Rows({ caption, rows, counts = false }: RowsProps): ReactNode {
  return (
    <table className="diagnostics">
      <caption>{caption}</caption>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td dir="auto" className={counts ? 'count' : undefined}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CopyButton({ app }: { readonly app: AppState }): ReactNode {
  const text = words.diagnostics
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none')
  const copy = (): void => {
    navigator.clipboard.writeText(diagnosticsText(app)).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  }
  return (
    <div className="field">
      <div className="field-row">
        <Button onClick={copy}>{text.copy}</Button>
        <span role="status">
          {outcome === 'copied' && text.copied}
          {outcome === 'failed' && text.notCopied}
        </span>
      </div>
      <p className="hint">{text.copyHint}</p>
    </div>
  )
}

function LogButton(): ReactNode {
  const text = words.diagnostics
  return (
    <div className="field">
      <div className="field-row">
        <Button onClick={() => void run(sightline.showLog())}>{text.showLog}</Button>
      </div>
      <p className="hint">{text.logHint}</p>
    </div>
  )
}
