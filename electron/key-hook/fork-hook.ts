import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import { childEnvironment } from '../child-environment'
import { isHookReport, type HookReport } from './messages'
import type { WatchedKey } from './watched-key'

/** A process that watches one key. */
export interface HookChild {
  kill(): void
}

export interface HookListeners {
  readonly onReport: (report: HookReport) => void
  readonly onExit: () => void
}

/** Starts the process; whatever goes wrong ends in `onExit`. */
export function forkHook(key: WatchedKey, { onReport, onExit }: HookListeners): HookChild {
  const script = join(app.getAppPath(), 'out/main/key-hook.js')
  const child = utilityProcess.fork(script, [], {
    serviceName: 'Sightline key hook',
    env: childEnvironment(process.env),
    stdio: 'ignore',
  })
  child.on('message', (message: unknown) => {
    if (isHookReport(message)) onReport(message)
  })
  child.once('exit', onExit)
  child.postMessage({ watch: key })
  return {
    kill: () => {
      child.removeListener('exit', onExit)
      child.kill()
    },
  }
}
