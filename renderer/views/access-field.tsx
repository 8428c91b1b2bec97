import { useId, type ComponentProps, type ReactNode } from 'react'

interface AccessFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className'> {
  readonly name: string
  readonly text: { readonly label: string; readonly hint: string }
}

/** One line of text of a way in. */
export function AccessField({ text, ...input }: AccessFieldProps): ReactNode {
  const id = useId()
  const hintId = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{text.label}</label>
      <input {...input} id={id} autoComplete="off" spellCheck={false} aria-describedby={hintId} />
      <p id={hintId} className="hint">
        {text.hint}
      </p>
    </div>
  )
}
