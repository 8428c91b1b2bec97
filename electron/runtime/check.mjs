/**
 * `npm run check`: what a change can have broken, in under a minute once it has run before.
 *
 * Format and types of everything, lint of the files that are not as they were, the tests beside the
 * sources that a change reaches by imports, and those of the repository. What lint says of a file also depends on
 * the types in others, and a test may read what it does not import: `npm test` leaves nothing out,
 * and neither does `npm run check -- --all` of format, lint, types, unit and protocol tests.
 */
import { parseArgs } from 'node:util'
import { runTogether } from './check-lanes.mjs'
import { changedSince } from './changes.mjs'
import { npmCommand, runOnTerminal } from './command.mjs'
import { projectFolder } from './paths.mjs'
import { runScript, say, secondsSince } from './terminal.mjs'

/** @typedef {import('./check-lanes.mjs').Step[][]} Lanes */

/** What is cached is known by its content, so that a fresh checkout of the same is not read again. */
const BY_CONTENT = ['--cache', '--cache-strategy', 'content']
const ESLINT_CACHE = ['--cache-location', 'node_modules/.cache/eslint/']

/** What holds whole conversations, in real time: a change of the engine reaches all of it. */
const WHOLE_ENGINE = ['protocol', 'faults', 'fuzz', 'soak', 'repository', 'docs'].flatMap(
  (folder) => ['--exclude', `tests/${folder}/**`],
)

runScript(async () => {
  const start = performance.now()
  const { all, since } = readArguments(process.argv.slice(2))
  const lanes = all ? everything() : whatHasChanged(since ?? (await changedSince()))
  const code = await runTogether(lanes)
  say(`\n${code === 0 ? 'All is well' : 'Something is NOT well'} (${secondsSince(start)}).`)
  if (!all) say('This was the quick part: `npm test` runs every test.')
  return code
})

/**
 * @param {string[]} args `--all`, or `--since COMMIT` (`HEAD`: what is not committed)
 */
function readArguments(args) {
  const options = /** @type {const} */ ({ all: { type: 'boolean' }, since: { type: 'string' } })
  return parseArgs({ args, options }).values
}

/** @returns {Lanes} */
function everything() {
  return [[npmRun('lint')], [npmRun('format:check'), npmRun('types')], [npmRun('unit')]]
}

/**
 * @param {string | undefined} base
 * @returns {Lanes}
 */
function whatHasChanged(base) {
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
  const only = ['--changed', base, '--passWithNoTests', ...WHOLE_ENGINE]
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
