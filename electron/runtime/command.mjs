/** Running other programs: captured, or on the person's own terminal. */
import { execFile, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What shells answer for a program that does not exist. */
const NOT_FOUND = 127
/** What shells add to a signal's number when it ended a program. */
const ENDED_BY_SIGNAL = 128
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }
/** Those by which we are asked to end. */
export const SIGNALS = /** @type {readonly NodeJS.Signals[]} */ (Object.keys(SIGNAL_NUMBERS))
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024

/**
 * @typedef {{ code: number, stdout: string, stderr: string }} Finished
 * @typedef {{ env?: NodeJS.ProcessEnv, cwd?: string, timeoutMs?: number }} Options
 */

/**
 * Runs a program to its end and keeps what it prints. Never rejects: the code tells.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Finished>}
 */
export function capture(command, args, options = {}) {
  const { timeoutMs = 0, ...rest } = options
  const settings = { ...rest, timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES }
  return new Promise((done) => {
    execFile(command, args, settings, (error, stdout, stderr) => {
      if (!error) return done({ code: 0, stdout, stderr })
      const code = typeof error.code === 'number' ? error.code : NOT_FOUND
      done({ code, stdout, stderr: stderr || error.message })
    })
  })
}

/**
 * Runs a program on our own terminal, hands signals on to it, and gives its exit code.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Pick<Options, 'env' | 'cwd'>} [options]
 * @returns {Promise<number>}
 */
export function runOnTerminal(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' })
    const letGo = tieToUs(child)
    child.once('error', (error) => {
      letGo()
      fail(error)
    })
    child.once('exit', (code, signal) => {
      letGo()
      done(code ?? exitCodeOf(signal))
    })
  })
}

/**
 * Hands signals on to a program while it runs, and does not leave it behind when we end first.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function tieToUs(child) {
  /** @param {NodeJS.Signals} signal */
  const handOn = (signal) => {
    // The terminal gives Ctrl-C to both of us; a second one would mean "at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  const end = () => void child.kill('SIGKILL')
  for (const signal of SIGNALS) process.on(signal, handOn)
  process.on('exit', end)
  return () => {
    for (const signal of SIGNALS) process.off(signal, handOn)
    process.off('exit', end)
  }
}

/**
 * The exit code that a shell reports for a program that a signal ended.
 *
 * @param {string | null} signal
 */
export function exitCodeOf(signal) {
  const numbers = /** @type {Record<string, number>} */ (SIGNAL_NUMBERS)
  return ENDED_BY_SIGNAL + (numbers[signal ?? ''] ?? 0)
}

/**
 * Whether a program can be started by its name.
 *
 * @param {string} name
 */
export function hasCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * The file name of npm's own entry script is given by npm to the scripts that it runs; a person
 * who runs ours by hand has `npm` on the path.
 *
 * @param {readonly string[]} args
 * @returns {[command: string, args: readonly string[]]}
 */
export function npmCommand(args) {
  const entry = process.env.npm_execpath
  return entry?.endsWith('.js') ? [process.execPath, [entry, ...args]] : ['npm', args]
}
