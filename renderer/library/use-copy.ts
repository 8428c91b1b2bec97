import { useState } from 'react'
import { words } from '../i18n/words'

/** Puts text on the clipboard, and says what became of it. */
export function useCopy() {
  const [outcome, setOutcome] = useState('')
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome(words.review.copied),
      () => setOutcome(words.review.notCopied),
    )
  }
  return { copy, outcome }
}
