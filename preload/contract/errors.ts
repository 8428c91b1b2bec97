import { redact } from './redact'

/**
 * Every failure that the app expects, as a closed set of reasons. The words that a person reads
 * for each stand in one table in the renderer (`renderer/i18n/error-words.ts`).
 */
export const ERROR_REASONS = [
  // The key and the server
  'key-missing',
  'key-refused',
  'key-not-stored',
  'key-storage-weak',
  'quota-exhausted',
  'server-busy',
  'location-not-supported',
  'model-not-available',
  'setup-refused',
  'server-unreachable',
  'server-timeout',
  'server-error',
  'server-refused',
  'connection-lost',
  'token-service-refused',
  'token-service-busy',
  'token-service-failed',
  'token-service-unreachable',
  'token-unusable',
  'token-expired',
  'token-not-accepted',
  'account-file-missing',
  'account-file-unusable',
  'account-refused',
  'account-not-allowed',
  'access-incomplete',
  'access-not-agreed',
  'access-question-open',
  'token-address-invalid',
  'proxy-unreachable',
  'proxy-login',
  'proxy-refused',
  'connection-given-up',
  'context-rebuilt',
  'context-lost',
  'certificate-refused',
  'certificate-date',
  'address-invalid',
  'not-live',
  'not-answered',
  'text-not-sent',
  'demo-failed',
  // Microphone, camera, screen
  'microphone-denied',
  'microphone-missing',
  'microphone-failed',
  'microphone-ended',
  'microphone-silent',
  'microphone-stalled',
  'talk-cut-off',
  'voice-detector-failed',
  'speaker-failed',
  'speaker-missing',
  'camera-denied',
  'camera-missing',
  'camera-failed',
  'screen-denied',
  'screen-failed',
  'share-source-gone',
  'share-interrupted',
  'share-not-switched',
  'covers-ended',
  'windows-not-listed',
  'corner-camera-denied',
  'corner-camera-lost',
  'region-failed',
  'region-changed',
  // This computer
  'shortcut-taken',
  'shortcut-invalid',
  'transcript-not-saved',
  'transcript-not-read',
  'library-damaged',
  'library-unavailable',
  'recording-failed',
  'conversation-is-on',
  'no-conversation',
  'not-kept',
  'conversation-gone',
  'export-failed',
  'import-unreadable',
  'import-too-large',
  'import-foreign',
  'import-newer',
  'import-damaged',
  'settings-not-saved',
  'update-feed-unreachable',
  'update-feed-unusable',
  'update-not-downloaded',
  'update-damaged',
  'update-disk-full',
  'update-not-installed',
  'update-gone',
  'request-invalid',
  'request-too-often',
  'restarted',
  'internal',
] as const

export type ErrorReason = (typeof ERROR_REASONS)[number]

/** An expected failure as it crosses between processes: never a bare string. */
export interface AppError {
  readonly reason: ErrorReason
  /** A short technical detail that is safe to show (a close reason, a device name); no secrets. */
  readonly detail?: string
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** Makes the `Result` of a failure; `detail` is left out when it is empty. */
export const fail = (reason: ErrorReason, detail?: string): Result<never> => ({
  ok: false,
  error: appError(reason, detail),
})

/** Makes an `AppError`; of `detail` secrets are taken out, and it is cut at 300 characters. */
export const appError = (reason: ErrorReason, detail?: string): AppError =>
  detail ? { reason, detail: redact(detail).slice(0, 300) } : { reason }
