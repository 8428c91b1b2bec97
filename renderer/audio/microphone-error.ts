import { appError, type AppError } from '@contract/errors'
import { thrownName } from './thrown-name'

/** Why the microphone could not be opened, from what `getUserMedia` or Web Audio threw. */
export function microphoneError(thrown: unknown): AppError {
  const name = thrownName(thrown)
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return appError('microphone-denied', name)
    case 'NotFoundError':
    case 'OverconstrainedError':
      return appError('microphone-missing', name)
    default:
      return appError('microphone-failed', name)
  }
}
