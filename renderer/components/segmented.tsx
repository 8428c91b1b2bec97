import { useId, type ReactNode } from 'react'

interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: Readonly<Record<Value, string>>
  readonly hint?: string
  readonly onChange: (value: Value) => void
}

/** One choice out of a few, all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  hint,
  onChange,
}: SegmentedProps<Value>): ReactNode {
  const name = useId()
  const hintId = useId()
  return (
    <fieldset className="field" aria-describedby={hint === undefined ? undefined : hintId}>
      <legend>{label}</legend>
      <div className="segmented">
        {(Object.keys(options) as Value[]).map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{options[option]}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <p id={hintId} className="hint">
          {hint}
        </p>
      )}
    </fieldset>
  )
}
