import type { ReactNode } from 'react'

/** The product's mark: an eye whose pupil is a voice. Drawn like `resources/icons/app.svg`. */
export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect className="mark-tile" width="64" height="64" rx="15" />
      <path
        className="mark-eye"
        d="M8.5 32C14 22.5 22.5 17.5 32 17.5S50 22.5 55.5 32C50 41.5 41.5 46.5 32 46.5S14 41.5 8.5 32Z"
      />
      <path className="mark-voice" d="M24 29.5v5M32 24.5v15M40 29.5v5" />
    </svg>
  )
}
