import { appError, type AppError } from '@contract/errors'

export type UpdateStage = 'check' | 'download'

/** Of electron-updater: what came is not what the feed promised, or not signed by the same publisher. */
const DAMAGED = new Set(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE'])
/** There is a feed, and it is none of ours. */
const UNUSABLE = new Set([
  'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND',
  'ERR_UPDATER_INVALID_UPDATE_INFO',
  'ERR_UPDATER_INVALID_VERSION',
  'ERR_UPDATER_NO_FILES_PROVIDED',
  'ERR_UPDATER_NO_CHECKSUM',
])
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT'])

/** What is wrong, of what the updater or the network has thrown. Pure. */
export function updateError(thrown: unknown, stage: UpdateStage): AppError {
  const code = updateErrorCode(thrown)
  if (DAMAGED.has(code)) return appError('update-damaged')
  if (UNUSABLE.has(code)) return appError('update-feed-unusable')
  if (DISK_FULL.has(code)) return appError('update-disk-full')
  if (stage === 'download') return appError('update-not-downloaded', code)
  // A feed that is no object breaks the reading and tells no code; one that leads elsewhere, or does not
  // say how long it is, was stopped by us.
  const isReading =
    thrown instanceof TypeError || /^HTTP_ERROR_[34]/.test(code) || code === 'ERR_BLOCKED_BY_CLIENT'
  return isReading
    ? appError('update-feed-unusable', code)
    : appError('update-feed-unreachable', code)
}

/** The name of a failure, without the sentence around it, which may quote anybody; may be empty. */
export function updateErrorCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  const { code } = thrown as Error & { readonly code?: unknown }
  if (typeof code === 'string' && /^[\w.]{1,60}$/.test(code)) return code
  return /\b(?:net::)?(ERR_[A-Z_]{3,50})\b/.exec(thrown.message)?.[1] ?? ''
}
