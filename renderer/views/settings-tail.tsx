import { useId, type ReactNode } from 'react'
import { sightline } from '../bridge'
import { words } from '../i18n/words'
import { run } from './ui-store'

/** Tails that are offered, ms. */
const TAILS_MS = [0, 100, 200, 300, 500, 1_000]

/** Push-to-talk: how much is still sent after talking was ended. */
export function SettingsTail({ tailMs }: { readonly tailMs: number }): ReactNode {
  const id = useId()
  const offered = TAILS_MS.includes(tailMs) ? TAILS_MS : [...TAILS_MS, tailMs]
  return (
    <div className="field">
      <label htmlFor={id}>{words.handsFree.tail}</label>
      <select
        id={id}
        value={tailMs}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) =>
          void run(sightline.updateSettings({ tailMs: Number(target.value) }))
        }
      >
        {offered.map((ms) => (
          <option key={ms} value={ms}>
            {words.handsFree.milliseconds(String(ms))}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="hint">
        {words.handsFree.tailHint}
      </p>
    </div>
  )
}
