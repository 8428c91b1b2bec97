/** Lines as they are put on the clipboard. Pure. */
import type { LibraryLine } from '@contract/library'
import { words } from '../i18n/words'
import { formatClock } from './day'

type CopiedLine = Pick<LibraryLine, 'speaker' | 'text' | 'startedAt'>

/** @param start when the conversation began; `null` leaves the times out. */
export function copiedLines(lines: readonly CopiedLine[], start: number | null): string {
  return lines
    .filter(({ text }) => text !== '')
    .map(({ speaker, text, startedAt }) => {
      const who = words.transcript[speaker === 'user' ? 'you' : 'assistant']
      const time = start === null ? '' : `[${formatClock(startedAt - start)}] `
      return `${time}${who}: ${text}`
    })
    .join('\n\n')
}
