import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import type {
  LibraryProcess,
  LibraryProcessListeners,
} from '@main/transcript/library/library-client'
import { childEnvironment } from '../child-environment'

/** Starts the library's process; whatever goes wrong ends in `onExit`. */
export function forkLibrary(
  folder: string,
  { onReport, onExit }: LibraryProcessListeners,
): LibraryProcess {
  const script = join(app.getAppPath(), 'out/main/library-process.js')
  const child = utilityProcess.fork(script, [folder], {
    serviceName: 'Sightline library',
    env: childEnvironment(process.env),
    stdio: 'ignore',
  })
  child.on('message', onReport)
  child.once('exit', onExit)
  return {
    post: (call) => child.postMessage(call),
    end: () => child.postMessage('end'),
  }
}
