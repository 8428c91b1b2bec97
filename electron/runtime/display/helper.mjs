/** A long-lived helper process of the virtual display: started, waited for, and ended for sure. */
import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { hasCommand } from '../command.mjs'

/** How long a helper may take to be ready; each is there within 0.5 s on 2 cores. */
const READY_MS = 15_000
/** How long a helper may take to end when asked, before it is made to. */
const END_MS = 2_000
const POLL_MS = 20
/** Enough of what a helper complained about to explain why it failed. */
const KEPT_COMPLAINT_CHARS = 2_000

/** File descriptors on which a helper can say that it is ready. */
export const STDOUT_FD = 1
export const REPORT_FD = 3

/** @type {import('node:child_process').StdioOptions} */
const PIPES = ['pipe', 'pipe', 'pipe', 'pipe']

export class Helper {
  #command
  #child
  #complaint = ''

  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {{ env: NodeJS.ProcessEnv, input?: string }} options `input`: all of its stdin
   */
  constructor(command, args, { env, input = '' }) {
    this.#command = command
    // A group of its own: Ctrl-C at the terminal must not end the display before the app on it.
    this.#child = spawn(...endingWithUs(command, args), { env, detached: true, stdio: PIPES })
    this.#child.on('error', (error) => (this.#complaint = error.message))
    this.#child.stderr?.on('data', (data) => {
      this.#complaint = (this.#complaint + String(data)).slice(-KEPT_COMPLAINT_CHARS)
    })
    this.#child.stdin?.on('error', () => undefined) // it need not read what it is given
    this.#child.stdin?.end(input)
  }

  get #hasEnded() {
    return this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode
  }

  /**
   * The first line that it says on a descriptor.
   *
   * @param {typeof STDOUT_FD | typeof REPORT_FD} fd
   */
  async firstLine(fd) {
    let said = ''
    this.#child.stdio[fd]?.on('data', (data) => (said += String(data)))
    await this.until(() => said.includes('\n'))
    return said.slice(0, said.indexOf('\n'))
  }

  /** @param {() => boolean | Promise<boolean>} condition */
  async until(condition) {
    const deadline = performance.now() + READY_MS
    while (!(await condition())) {
      if (this.#hasEnded) throw new Error(`${this.#command} ended: ${this.#complaint.trim()}`)
      if (performance.now() > deadline) throw new Error(`${this.#command} is not getting ready`)
      await delay(POLL_MS)
    }
  }

  /** Asks it to end, with all that it started; then insists. */
  async end() {
    const deadline = performance.now() + END_MS
    this.#signal('SIGTERM')
    while (!this.#hasEnded && performance.now() < deadline) await delay(POLL_MS)
    this.endNow()
  }

  /** For the last moment of our own process, when nothing can be awaited. */
  endNow() {
    this.#signal('SIGKILL')
  }

  /** @param {NodeJS.Signals} signal */
  #signal(signal) {
    if (this.#child.pid === undefined) return
    try {
      process.kill(-this.#child.pid, signal)
    } catch {
      // the whole group has ended already
    }
  }
}

/**
 * Should our process be killed outright, the kernel ends the helper too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[string, readonly string[]]}
 */
function endingWithUs(command, args) {
  if (!hasCommand('setpriv')) return [command, args]
  return ['setpriv', ['--pdeathsig', 'TERM', command, ...args]]
}
