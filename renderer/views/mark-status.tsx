import type { ReactNode } from 'react'
import type { Happening } from '@contract/library'
import { formatTime } from '../components/format'
import { words } from '../i18n/words'

/** Says of the newest mark that it was made, where the transcript is not in sight to show it. */
export function MarkStatus({
  happenings,
}: {
  readonly happenings: readonly Happening[]
}): ReactNode {
  const mark = happenings.findLast(({ kind }) => kind === 'mark')
  return (
    <p role="status" className="hint" aria-label={words.marks.label}>
      {mark !== undefined && words.marks.marked(formatTime(mark.at))}
    </p>
  )
}
