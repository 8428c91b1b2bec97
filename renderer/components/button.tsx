import type { ComponentProps, ReactNode } from 'react'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'type'> {
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: ReactNode
  readonly submit?: boolean
}

/** A button with words, and an icon beside them where one helps. */
export function Button({
  tone = 'plain',
  icon,
  submit = false,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button {...rest} type={submit ? 'submit' : 'button'} className={`button button-${tone}`}>
      {icon}
      <span className="button-text">{children}</span>
    </button>
  )
}
