import type { ReactNode } from 'react'
import type { Counters } from '@contract/state'
import { formatCount, formatDuration } from '../components/format'
import { words } from '../i18n/words'
import { OWN_MOTION } from '../vision/own-motion'
import { savingOf, soundSavingOf, type Saving } from './saving'

/** What was held back of the microphone's sound in this run, once it is something. */
export function SoundSaving({ counters }: { readonly counters: Counters }): ReactNode {
  const saving = soundSavingOf(counters)
  if (saving === null) return null
  return (
    <p className="hint">
      {words.saving.sound(
        formatDuration(saving.soundMs),
        formatDuration(saving.wholeMs),
        ...estimateOf(saving),
      )}
    </p>
  )
}

/** The same during the conversation, with the pictures that were not sent. */
export function ConversationSaving({ counters }: { readonly counters: Counters }): ReactNode {
  const saving = savingOf(counters)
  if (saving === null) return null
  const kinds = [
    saving.soundMs > 0 && words.saving.kinds.sound(formatDuration(saving.soundMs)),
    saving.pictures > 0 &&
      words.saving.kinds.pictures(saving.pictures, formatCount(saving.pictures)),
  ]
  return (
    <p className="hint" {...OWN_MOTION}>
      {words.saving.conversation(kinds.filter(Boolean).join(', '), ...estimateOf(saving))}
    </p>
  )
}

/** To two figures, as it is no more exact than that. */
function estimateOf({ tokens, percent }: Saving): [tokens: string, percent: string] {
  return [formatCount(Number(tokens.toPrecision(2))), formatCount(percent)]
}
