/**
 * What these scripts say to the person at the terminal, and how they end.
 *
 * Everything goes to stderr: stdout is left to results (such as the path that
 * `npm run electron:path` prints).
 */

/**
 * A failure that the person can mend: its message says what is missing and what to do,
 * so it is shown without a stack.
 */
export class NotReady extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs the main function of a script: its number becomes the exit code.
 *
 * @param {() => Promise<number>} main
 */
export function runScript(main) {
  main().then(
    (code) => (process.exitCode = code),
    (error) => {
      say(error instanceof NotReady ? error.message : String(error?.stack ?? error))
      process.exitCode = 1
    },
  )
}

/**
 * Seconds since a moment, for people.
 *
 * @param {number} startMs what `performance.now()` said at the start
 */
export function secondsSince(startMs) {
  return `${((performance.now() - startMs) / 1000).toFixed(1)} s`
}
