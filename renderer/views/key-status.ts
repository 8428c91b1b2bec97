import type { KeyStatus } from '@contract/settings'
import type { RunFacts } from '@contract/state'
import { words } from '../i18n/words'

/** Where a secret stands, in words; `none` and `unreadable` are said as the secret is called. */
export function keyStatusText(
  key: KeyStatus,
  keyStorage: RunFacts['keyStorage'],
  text: { readonly none: string; readonly unreadable: string },
): string {
  if (key.kind !== 'present') return text[key.kind]
  const weak = key.source === 'keychain' && keyStorage === 'weak'
  return words.key.masked(key.lastFour, words.key.sources[weak ? 'keychainWeak' : key.source])
}
