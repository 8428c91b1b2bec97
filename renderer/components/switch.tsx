import { useId, type ReactNode } from 'react'

interface SwitchProps {
  readonly label: string
  readonly hint: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** Something that is either on or off. */
export function Switch({ label, hint, on, onChange }: SwitchProps): ReactNode {
  const hintId = useId()
  return (
    <div className="field">
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-describedby={hintId}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={hintId} className="hint">
        {hint}
      </p>
    </div>
  )
}
