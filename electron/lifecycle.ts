import { app } from 'electron'
import type { Log } from '@main/log'
import { exitNow } from './exit'
import { markedArguments, plainArguments } from './restart-mark'

/** Whatever is still busy then is left behind, in milliseconds. */
const CLOSE_DEADLINE_MS = 2_500

/**
 * How the app ends: once, in order, and within a time limit. Electron's own way would wait for
 * pages that may hang.
 */
export class Lifecycle {
  #closers: (() => unknown)[] = []
  #isEnding = false
  #question: (() => Promise<boolean>) | null = null
  #isAsking = false

  /**
   * @param environment the app's own variables as they came, which are gone from `process.env`; a
   * restarted app gets them again.
   */
  constructor(
    private readonly log: Log,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    app.on('before-quit', (event) => {
      event.preventDefault()
      this.quit()
    })
    // Without a window the app lives on in the tray.
    app.on('window-all-closed', () => undefined)
  }

  /** The end has begun: nothing more may be opened. */
  isEnding(): boolean {
    return this.#isEnding
  }

  /** What has to be done before the end; all of it starts at once. */
  onEnd(close: () => unknown): void {
    this.#closers.push(close)
  }

  /** What is asked before the app ends because somebody wishes it: whether it may. */
  onQuit(question: () => Promise<boolean>): void {
    this.#question = question
  }

  /** With 0 it is the person's wish, who may still think better of it; a fault is not asked about. */
  quit(exitCode = 0): void {
    if (exitCode === 0) void this.#ifAllowed(() => this.#end(0))
    else void this.#end(exitCode)
  }

  /** Asked for by the person, whatever the reason of this start was. */
  restart(): void {
    void this.#ifAllowed(() => this.#relaunch(plainArguments()))
  }

  /** As `restart`; the next start knows that it comes after a row of bugs. */
  restartAfterFault(): void {
    void this.#relaunch(markedArguments())
  }

  #relaunch(args: string[]): Promise<void> {
    if (!this.#isEnding) {
      Object.assign(process.env, this.environment)
      app.relaunch({ args })
    }
    return this.#end(0)
  }

  async #ifAllowed(end: () => Promise<void>): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      if (this.#isEnding || this.#question === null || (await this.#question())) await end()
    } finally {
      this.#isAsking = false
    }
  }

  async #end(exitCode: number): Promise<void> {
    if (this.#isEnding) return
    this.#isEnding = true
    const all = Promise.allSettled(this.#closers.map(async (close) => await close()))
    const deadline = new Promise<'late'>((resolve) => {
      setTimeout(() => resolve('late'), CLOSE_DEADLINE_MS)
    })
    const isLate = (await Promise.race([all, deadline])) === 'late'
    this.log.info('app-ended', { isLate, exitCode })
    exitNow(exitCode)
  }
}
