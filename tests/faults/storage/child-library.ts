import { fork, type ChildProcess, type Serializable } from 'node:child_process'
import type { EngineHost } from '@main/engine-host'

/** Starts libraries in processes of their own, and knows those that run. */
export class ChildLibraries {
  readonly #script: string
  readonly #running = new Set<ChildProcess>()
  /** How many have been started. */
  started = 0

  /** @param script the built `library-child.ts` */
  constructor(script: string) {
    this.#script = script
  }

  readonly start: EngineHost['startLibrary'] = (folder, { onReport, onExit }) => {
    const child = fork(this.#script, [folder], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.started += 1
    this.#running.add(child)
    child.on('message', onReport)
    child.once('exit', () => {
      this.#running.delete(child)
      onExit()
    })
    // What is said to one that has just ended is asked of the next.
    child.on('error', () => undefined)
    const tell = (message: Serializable): void => {
      if (child.connected) child.send(message, () => undefined)
    }
    return { post: tell, end: () => tell('end') }
  }

  /** Kills those that run; returns how many. */
  kill(): number {
    const { size } = this.#running
    for (const child of this.#running) child.kill('SIGKILL')
    return size
  }
}
