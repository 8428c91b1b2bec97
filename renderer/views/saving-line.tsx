import type { ReactNode } from 'react'
import type { Counters } from '@contract/state'
import { formatCount, formatDuration } from '../components/format'
import { words } from '../i18n/words'
import { savingOf } from './saving'

/** What local voice detection saved in this run, once it has. */
export function SavingLine({ counters }: { readonly counters: Counters }): ReactNode {
  const saving = savingOf(counters)
  if (saving === null) return null
  return (
    <p className="hint">
      {words.handsFree.saving(
        formatDuration(saving.heldBackMs),
        formatDuration(saving.wholeMs),
        formatCount(saving.percent),
        formatCount(saving.tokens),
      )}
    </p>
  )
}
