import type { ReactNode } from 'react'

/** The product's mark: an eye whose pupil is a voice. Drawn like `resources/icons/app.svg`. */
export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect className="mark-tile" width="64" height="64" rx="15" />
      <path
        className="mark-eye"
        d="M9 32C14.5 22.5 22.5 17 32 17S49.5 22.5 55 32C49.5 41.5 41.5 47 32 47S14.5 41.5 9 32Z"
      />
      <path className="mark-voice" d="M23.5 29.5v5M32 25v14M40.5 29.5v5" />
    </svg>
  )
}
