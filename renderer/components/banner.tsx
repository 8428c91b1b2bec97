import type { ReactNode } from 'react'
import { words } from '../i18n/words'
import { AlertIcon, CloseIcon } from './icons'

interface BannerProps {
  readonly title: string
  readonly body: ReactNode
  readonly detail?: string | undefined
  readonly actions?: ReactNode
  readonly onDismiss?: (() => void) | undefined
}

/** Something that went wrong, in words, with the way on. */
export function Banner({ title, body, detail, actions, onDismiss }: BannerProps): ReactNode {
  return (
    <div className="banner" role="alert">
      <AlertIcon />
      <div className="banner-words">
        <strong>{title}</strong>
        <p>{body}</p>
        {detail !== undefined && (
          <p className="banner-detail">
            {words.notices.detail} {detail}
          </p>
        )}
        {actions}
      </div>
      {onDismiss && (
        <button type="button" className="dismiss" onClick={onDismiss}>
          <CloseIcon />
          <span className="visually-hidden">{words.app.dismiss}</span>
        </button>
      )}
    </div>
  )
}
