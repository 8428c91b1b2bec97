import { app } from 'electron'
import type { Log } from '@main/log'
import { exitNow } from './exit'
import { describeError } from './log'
import { argumentsAfterUpdate, markedArguments, plainArguments } from './restart-mark'

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

  async #ifAllowed(end: () => Promise<void>): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      if (this.#isEnding || this.#question === null || (await this.#question())) await end()
    } finally {
      this.#isAsking = false
    }
  }

  /**
   * Ends the app and replaces it once all is kept and closed; nothing of it runs then but this.
   *
   * @param version what the next start is to be; when it is not, it says so.
   * @param install `starts-itself`: the next start is none of ours.
   */
  restartAfter(version: string, install: () => 'installed' | 'failed' | 'starts-itself'): void {
    const lastAct = (): void => {
      const outcome = this.#tryTo(install)
      this.log.info('update-installed', { outcome })
      if (outcome === 'starts-itself') return
      this.#startNext(argumentsAfterUpdate(outcome === 'installed' ? version : null))
    }
    void this.#ifAllowed(() => this.#end(0, lastAct))
  }

  /** Nothing keeps the end from coming. */
  #tryTo<Outcome>(act: () => Outcome): Outcome | 'failed' {
    try {
      return act()
    } catch (error) {
      this.log.warn('update-threw', describeError(error))
      return 'failed'
    }
  }

  #relaunch(args: string[]): Promise<void> {
    if (!this.#isEnding) this.#startNext(args)
    return this.#end(0)
  }

  /** An AppImage's own program is gone with it: the file that holds it is started. */
  #startNext(args: string[]): void {
    Object.assign(process.env, this.environment)
    const { APPIMAGE: execPath } = process.env
    app.relaunch(app.isPackaged && execPath ? { args, execPath } : { args })
  }

  async #end(exitCode: number, lastAct: () => void = () => undefined): Promise<void> {
    if (this.#isEnding) return
    this.#isEnding = true
    const all = Promise.allSettled(this.#closers.map(async (close) => await close()))
    const deadline = new Promise<'late'>((resolve) => {
      setTimeout(() => resolve('late'), CLOSE_DEADLINE_MS)
    })
    const isLate = (await Promise.race([all, deadline])) === 'late'
    lastAct()
    this.log.info('app-ended', { isLate, exitCode })
    exitNow(exitCode)
  }
}
