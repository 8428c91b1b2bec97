/**
 * `npm run check`: what a change can have broken, in under a minute once it has run before.
 *
 * Format and types of everything, lint of the files that are not as they were, the tests that a
 * change reaches by imports, and those of the repository. What lint says of a file also depends on
 * the types in others, and a test may read what it does not import: `npm test` leaves nothing out,
 * and neither does `npm run check -- --all` of format, lint, types, unit and protocol tests.
 */
import { runTogether } from './check-lanes.mjs'
import { changedSince } from './changes.mjs'
import { npmCommand, runOnTerminal } from './command.mjs'
import { projectFolder } from './paths.mjs'
import { NotReady, runScript, say, secondsSince } from './terminal.mjs'

/** @typedef {import('./check-lanes.mjs').Step[][]} Lanes */

/** What is cached is known by its content, so that a fresh checkout of the same is not read again. */
const BY_CONTENT = ['--cache', '--cache-strategy', 'content']
const ESLINT_CACHE = ['--cache-location', 'node_modules/.cache/eslint/']

runScript(async () => {
  const start = performance.now()
  const isAll = readArguments(process.argv.slice(2))
  const code = await runTogether(isAll ? everything() : await whatHasChanged())
  say(`\n${code === 0 ? 'All is well' : 'Something is NOT well'} (${secondsSince(start)}).`)
  if (!isAll) say('This was the quick part: `npm test` runs every test.')
  return code
})

/** @param {readonly string[]} args */
function readArguments(args) {
  const unknown = args.find((arg) => arg !== '--all')
  if (unknown !== undefined) throw new NotReady(`${unknown} is not known; --all is.`)
  return args.includes('--all')
}

/** @returns {Lanes} */
function everything() {
  return [[npmRun('lint')], [npmRun('format:check'), npmRun('types')], [npmRun('unit')]]
}

/** @returns {Promise<Lanes>} */
async function whatHasChanged() {
  const base = await changedSince()
  const policies = ['tests/repository', 'tests/docs', 'electron/checklist.test.ts']
  return [
    [npmRun('lint', ...BY_CONTENT, ...ESLINT_CACHE), npmRun('unit', ...policies)],
    [npmRun('format:check', ...BY_CONTENT, '--log-level', 'warn'), npmRun('types')],
    [testsOf(base)],
  ]
}

/**
 * @param {string | undefined} base
 * @returns {import('./check-lanes.mjs').Step}
 */
function testsOf(base) {
  if (base === undefined) return npmRun('unit')
  const only = ['--changed', base, '--passWithNoTests']
  const step = npmRun('unit', ...only)
  return { title: `tests of what has changed since ${base.slice(0, 12)}`, run: step.run }
}

/**
 * @param {string} script
 * @param {...string} args
 * @returns {import('./check-lanes.mjs').Step}
 */
function npmRun(script, ...args) {
  const command = npmCommand(['run', '--silent', script, '--', ...args])
  return { title: script, run: () => runOnTerminal(...command, { cwd: projectFolder }) }
}
