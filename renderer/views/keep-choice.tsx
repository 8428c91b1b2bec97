import { useId, type ReactNode } from 'react'
import type { RequestArgument } from '@contract/ipc'
import { words } from '../i18n/words'

export type Keep = RequestArgument<'submitKey'>['keep']

interface KeepChoiceProps {
  readonly keep: Keep
  readonly onChange: (keep: Keep) => void
}

/** Where no safe keychain is there, storing a secret is the user's explicit choice. */
export function KeepChoice({ keep, onChange }: KeepChoiceProps): ReactNode {
  const name = useId()
  const option = (value: Keep, label: string, hint: string): ReactNode => (
    <label className="radio">
      <input type="radio" name={name} checked={keep === value} onChange={() => onChange(value)} />
      <span>
        {label} <small>{hint}</small>
      </span>
    </label>
  )
  return (
    <fieldset className="field">
      <legend>{words.key.keepLabel}</legend>
      <p className="hint">{words.key.weak}</p>
      {option('this-run', words.key.keepRun, words.key.keepRunHint)}
      {option('keychain', words.key.storeAnyway, words.key.storeAnywayHint)}
    </fieldset>
  )
}
