import type { Log } from '@main/log'
import { exitNow } from './exit'
import { describeError } from './log'

/**
 * Keeps a bug from freezing the app: without these handlers Electron shows a modal box, behind
 * which not even SIGTERM is heard. A bug before the app is up ends it; a later one is logged.
 *
 * @returns call it once the app is up.
 */
export function setupProcessGuards(log: Log): () => void {
  let isUp = false
  const caught = (event: string, error: unknown): void => {
    log.warn(event, describeError(error))
    if (!isUp) exitNow(1)
  }
  process.on('uncaughtException', (error) => {
    caught('uncaught-exception', error)
  })
  process.on('unhandledRejection', (reason) => {
    caught('unhandled-rejection', reason)
  })
  // A terminal that went away must not turn each log line into the next uncaught exception.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
  return () => {
    isUp = true
  }
}
