/**
 * `npm run check`: what a change can have broken, in under a minute once it has run before.
 *
 * Format and types of everything, lint of the files that are not as they were, the tests that a
 * change reaches by imports, and those of the repository. What lint says of a file also depends on
 * the types in others, and a test may read what it does not import: `npm test` leaves nothing out.
 */
import { runTogether } from './check-lanes.mjs'
import { changedSince } from './changes.mjs'
import { npmCommand, runOnTerminal } from './command.mjs'
import { projectFolder } from './paths.mjs'
import { runScript, say, secondsSince } from './terminal.mjs'

/** What is cached is known by its content, so that a fresh checkout of the same is not read again. */
const BY_CONTENT = ['--cache', '--cache-strategy', 'content']
const ESLINT_CACHE = ['--cache-location', 'node_modules/.cache/eslint/']

runScript(async () => {
  const start = performance.now()
  const base = await changedSince()
  const code = await runTogether([
    [
      npmRun('lint', ...BY_CONTENT, ...ESLINT_CACHE),
      npmRun('unit', 'tests/repository', 'tests/docs', 'electron/checklist.test.ts'),
    ],
    [npmRun('format:check', ...BY_CONTENT, '--log-level', 'warn'), npmRun('types')],
    [testsOf(base)],
  ])
  say(`\n${code === 0 ? 'All is well' : 'Something is NOT well'} (${secondsSince(start)}).`)
  say('This was the quick part: `npm test` runs every test.')
  return code
})

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
