import type { ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import { Banner } from '../components/banner'
import { Button } from '../components/button'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'

interface LibraryTroubleProps {
  readonly error: AppError
  readonly onRetry?: () => void
  readonly onDismiss?: () => void
}

/** Why the library did not do what it was asked, and the way on. */
export function LibraryTrouble({ error, onRetry, onDismiss }: LibraryTroubleProps): ReactNode {
  const { title, body } = errorWords[error.reason]
  return (
    <Banner
      title={title}
      body={body}
      detail={error.detail}
      onDismiss={onDismiss}
      actions={
        onRetry && (
          <div className="next-steps">
            <Button onClick={onRetry}>{words.app.tryAgain}</Button>
          </div>
        )
      }
    />
  )
}
