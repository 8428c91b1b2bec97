import type { Log } from '@main/log'
import { exitNow } from './exit'
import { decideAfterFault } from './fault-policy'
import { describeError } from './log'

/** The part of the app's life that a fault may end. Both ways save what there is to save. */
export interface Endable {
  quit(exitCode: number): void
  restartAfterFault(): void
}

/**
 * Keeps a bug from freezing the app: without these handlers Electron shows a modal box, behind
 * which not even SIGTERM is heard. A bug before the app is up ends it; a later one is logged, and
 * a row of them starts the app anew.
 *
 * @param sinceRestartMs how long ago a row of bugs did so; `null`: it did not.
 * @returns call it once the app is up.
 */
export function setupProcessGuards(
  log: Log,
  sinceRestartMs: () => number | null,
): (app: Endable) => void {
  let running: Endable | null = null
  const faults: number[] = []
  const caught = (event: string, error: unknown): void => {
    faults.push(performance.now())
    const decision = decideAfterFault({
      isUp: running !== null,
      faults,
      sinceRestartMs: sinceRestartMs(),
    })
    log.warn(event, { ...describeError(error), decision })
    if (decision === 'go-on') return
    if (running === null) exitNow(1)
    else if (decision === 'restart') running.restartAfterFault()
    else running.quit(1)
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
  return (app) => {
    running = app
  }
}
