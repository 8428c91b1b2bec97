import type { UpdateState } from '@contract/updates'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'

/** How far it is with updates, in a sentence or two. Pure. */
export function updateWords(updates: UpdateState, version: string): string {
  const text = words.updates
  switch (updates.kind) {
    case 'off':
      return text.current(version)
    case 'impossible':
      return text.impossible[updates.why]
    case 'idle':
      return updates.outcome === 'newest' ? text.newest(version) : text.current(version)
    case 'checking':
      return text.checking
    case 'offered':
      return text.offered(updates.update.version)
    case 'held':
      return text.held(updates.update.version)
    case 'downloading':
      return text.downloading(updates.update.version)
    case 'ready':
      return text.ready(updates.update.version)
    case 'installing':
      return text.installing(updates.update.version)
    case 'failed': {
      const { title, body } = errorWords[updates.error.reason]
      return `${title}. ${body}`
    }
  }
}
