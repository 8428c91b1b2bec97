import type { ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import { errorWords } from '../i18n/error-words'

/** Why what was entered could not be used; read out when it comes. */
export function FormError({ error }: { readonly error: AppError | null }): ReactNode {
  return (
    <div role="alert" className="field-error">
      {error && (
        <p>
          <strong>{errorWords[error.reason].title}.</strong> {errorWords[error.reason].body}
          {error.detail !== undefined && <small> {error.detail}</small>}
        </p>
      )}
    </div>
  )
}
