import { appError, type AppError } from '@contract/errors'
import type { ShareKind } from '@contract/session'

/** Why a share could not be opened, from the name of what was thrown. */
export function shareError(kind: ShareKind, name: string): AppError {
  return kind === 'camera' ? cameraError(name) : screenError(kind, name)
}

function cameraError(name: string): AppError {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return appError('camera-denied', name)
    case 'NotFoundError':
    case 'OverconstrainedError':
      return appError('camera-missing', name)
    default:
      return appError('camera-failed', name)
  }
}

function screenError(kind: Exclude<ShareKind, 'camera'>, name: string): AppError {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return appError('screen-denied', name)
    case 'NotFoundError':
      return appError('share-source-gone', name)
    default:
      // A window that was closed since it was listed cannot be read (`NotReadableError`).
      return kind === 'window' && name === 'NotReadableError'
        ? appError('share-source-gone', name)
        : appError('screen-failed', name)
  }
}
