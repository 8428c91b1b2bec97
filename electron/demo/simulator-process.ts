import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { app, utilityProcess, type UtilityProcess } from 'electron'
import { childEnvironment } from '../child-environment'

const START_DEADLINE_MS = 10_000
const LISTENING = /^Simulator listening at (http:\/\/127\.0\.0\.1:\d+)\/?$/

/** The local server of the demo, in a process of its own. */
export interface SimulatorProcess {
  readonly url: string
  close(): void
}

/**
 * Starts the server and waits until it listens. Rejects when it does not.
 *
 * @param onCrash called when it ends without having been closed.
 */
export async function startSimulatorProcess(onCrash: () => void): Promise<SimulatorProcess> {
  const script = join(app.getAppPath(), 'out/main/simulator.js')
  const child = utilityProcess.fork(script, ['--speech'], {
    serviceName: 'Sightline demo server',
    env: childEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const url = await waitUntilListening(child)
    child.once('exit', onCrash)
    return {
      url,
      close: () => {
        child.removeListener('exit', onCrash)
        end(child)
      },
    }
  } catch (error) {
    end(child)
    throw error
  }
}

function waitUntilListening(child: UtilityProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The demo server did not start in time'))
    }, START_DEADLINE_MS)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The demo server ended with code ${code}`))
    })
    // Both streams are read to the end: a full pipe would stop the server.
    child.stderr?.resume()
    if (!child.stdout) throw new Error('The demo server has no output')
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = LISTENING.exec(line)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    })
  })
}

/** It keeps nothing, so there is nothing to wait for. */
function end({ pid }: UtilityProcess): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
