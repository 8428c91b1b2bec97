import { useId, useState, type SubmitEvent, type ReactNode } from 'react'
import type { ModelChoice } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { useFocusWhen } from '../components/use-focus-when'
import { words } from '../i18n/words'
import { run } from './ui-store'

/** No model has this id, as ids have no spaces. */
const CUSTOM = 'custom model'
const MODEL_ID = /^[a-z0-9][a-z0-9.-]{0,99}$/i

interface SettingsModelProps {
  readonly model: string
  readonly models: readonly ModelChoice[]
  /** Opened for this. */
  readonly asked: boolean
}

/** One of the known models, or any other by its id. */
export function SettingsModel({ model, models, asked }: SettingsModelProps): ReactNode {
  const known = models.some(({ id }) => id === model)
  const [custom, setCustom] = useState(!known)
  const [draft, setDraft] = useState(known ? '' : model)
  const select = useFocusWhen<HTMLSelectElement>(asked)
  const id = useId()
  const customId = useId()
  const hintId = useId()
  const valid = MODEL_ID.test(draft.trim())

  const save = (chosen: string): void => void run(sightline.updateSettings({ model: chosen }))
  const choose = (chosen: string): void => {
    setCustom(chosen === CUSTOM)
    if (chosen !== CUSTOM) save(chosen)
  }
  const saveDraft = (event: SubmitEvent): void => {
    event.preventDefault()
    if (valid) save(draft.trim())
  }

  return (
    <div className="field">
      <label htmlFor={id}>{words.settings.model}</label>
      <select
        ref={select}
        id={id}
        value={custom ? CUSTOM : model}
        onChange={(event) => choose(event.target.value)}
      >
        {models.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
        <option value={CUSTOM}>{words.settings.modelCustom}</option>
      </select>
      {custom && (
        <form className="field custom-model" onSubmit={saveDraft}>
          <label htmlFor={customId}>{words.settings.modelCustomLabel}</label>
          <div className="field-row">
            <input
              id={customId}
              value={draft}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              aria-describedby={hintId}
              aria-invalid={draft !== '' && !valid}
              onChange={(event) => setDraft(event.target.value)}
            />
            {valid && draft.trim() !== model && <Button submit>{words.settings.modelSave}</Button>}
          </div>
          <p id={hintId} className="hint">
            {words.settings.modelCustomHint}
          </p>
        </form>
      )}
    </div>
  )
}
