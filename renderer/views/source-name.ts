import type { ShareChoice } from '@contract/session'
import { words } from '../i18n/words'

/** What is shared, with its kind: "Window: Budget". */
export const sourceName = ({ kind, name }: Pick<ShareChoice, 'kind' | 'name'>): string =>
  words.share.named(words.share.kind[kind], name.trim() || words.share.unnamed)
