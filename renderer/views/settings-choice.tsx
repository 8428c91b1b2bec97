import { useId, type ReactNode } from 'react'

interface SettingsChoiceProps {
  readonly label: string
  readonly hint?: string
  /** `null` is what the service does by itself. */
  readonly value: number | null
  readonly choices: readonly number[]
  /** The words of `null`. */
  readonly byDefault: string
  readonly format: (value: number) => string
  readonly onChange: (value: number | null) => void
}

/** One number out of a few, or the default. */
export function SettingsChoice(props: SettingsChoiceProps): ReactNode {
  const id = useId()
  const { label, hint, value, choices, byDefault, format, onChange } = props
  const all = value === null || choices.includes(value) ? choices : [...choices, value]
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
      >
        <option value="">{byDefault}</option>
        {all.map((choice) => (
          <option key={choice} value={choice}>
            {format(choice)}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  )
}
