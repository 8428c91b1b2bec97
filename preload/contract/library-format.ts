/** Facts about the library apart from its schemas, so that the page bundles no validator. */
import type { ShareKind } from './session'

/** How long what was deleted can still be brought back, in ms. */
export const UNDO_MS = 8_000

/** The ending of a file of conversations that can be taken in again; its content is JSON. */
export const CONVERSATION_FILE = 'sightline'

export const EXPORT_FORMATS = ['markdown', 'text', 'json', 'srt', 'vtt', 'html'] as const

/** What can have been shown in a conversation. */
export const SHOWN_KINDS: readonly ShareKind[] = ['screen', 'window', 'region', 'camera']
