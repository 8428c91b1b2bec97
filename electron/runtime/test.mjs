/**
 * `npm test`: prepares the machine, then format, lint, types, unit and protocol tests, build, its
 * size, and end to end tests in the real Electron. Stops at the first stage that fails; the last line says
 * `N passed, N failed`.
 *
 * With `--e2e`, `--long`, `--package`, `--bench` or `--faults` only those; what follows goes on to Playwright.
 * With `--soak` that; `soak-stages.mjs` reads what follows.
 */
import { installedStages } from '../packaging/installed-stages.mjs'
import { sizeStage } from '../packaging/size-stage.mjs'
import { faultStages } from './fault-stages.mjs'
import { prepare } from './prepare.mjs'
import { soakStages } from './soak-stages.mjs'
import { runScript, say, secondsSince } from './terminal.mjs'
import { addUp } from './test-reports.mjs'
import { buildStage, playwrightStage, sourcesStage, unitStage } from './test-stages.mjs'

/**
 * @typedef {import('./prepare.mjs').Runtime} Runtime
 * @typedef {import('./test-reports.mjs').Counts} Counts
 * @typedef {import('./test-stages.mjs').Stage} Stage
 */

runScript(async () => {
  const start = performance.now()
  const runtime = await prepare({ need: 'tests' })
  say(`Electron ${runtime.version} (${runtime.kind}), prepared in ${secondsSince(start)}`)
  const [mode, ...rest] = process.argv.slice(2)
  // Every row has its place in the table, also after one that failed.
  const { code, counts } =
    mode === '--faults'
      ? await runAllStages(await faultStages(runtime, rest))
      : await runStages(await stagesFor(mode, rest, runtime))
  say(`\nAll took ${secondsSince(start)}; ${counts.skipped} skipped.`)
  // Benchmarks need not write the report that the counts come from.
  if (counts.passed + counts.failed > 0) {
    console.log(`${counts.passed} passed, ${counts.failed} failed`)
  }
  return code
})

/**
 * @param {string | undefined} mode
 * @param {readonly string[]} rest
 * @param {Runtime} runtime
 * @returns {readonly Stage[] | Promise<readonly Stage[]>}
 */
function stagesFor(mode, rest, runtime) {
  /** @param {string} title @param {...string} args */
  const playwright = (title, ...args) => playwrightStage(title, runtime, [...args, ...rest])
  switch (mode) {
    case '--package':
      return installedStages(rest)
    case '--e2e':
      return [buildStage, playwright('End to end')]
    case '--long':
      return [buildStage, playwright('Long tests', '-c', 'tests/long/playwright.config.ts')]
    case '--soak':
      return soakStages(runtime, rest)
    case '--bench':
      return [buildStage, playwright('Benchmarks', '-c', 'bench/playwright.config.ts')]
    default:
      return [sourcesStage, unitStage, buildStage, sizeStage, playwright('End to end')]
  }
}

/**
 * @param {readonly Stage[]} stages
 * @returns {Promise<{ code: number, counts: Counts }>}
 */
async function runStages(stages) {
  /** @type {Counts[]} */
  const counts = []
  for (const stage of stages) {
    const outcome = await runStage(stage)
    counts.push(outcome.counts)
    if (outcome.code !== 0) return { code: outcome.code, counts: addUp(counts) }
  }
  return { code: 0, counts: addUp(counts) }
}

/**
 * Goes on after a stage that failed.
 *
 * @param {readonly Stage[]} stages
 * @returns {Promise<{ code: number, counts: Counts }>}
 */
async function runAllStages(stages) {
  const outcomes = []
  for (const stage of stages) outcomes.push(await runStage(stage))
  const code = outcomes.find((outcome) => outcome.code !== 0)?.code ?? 0
  return { code, counts: addUp(outcomes.map(({ counts }) => counts)) }
}

/**
 * @param {Stage} stage
 * @returns {Promise<{ code: number, counts: Counts }>}
 */
async function runStage({ title, run }) {
  say(`\n=== ${title}`)
  const start = performance.now()
  const outcome = await run().catch((error) => {
    say(error instanceof Error ? error.message : String(error))
    return { code: 1, counts: { passed: 0, failed: 0, skipped: 0 } }
  })
  say(`=== ${title}: ${outcome.code === 0 ? 'ok' : 'FAILED'} (${secondsSince(start)})`)
  return outcome.code === 0 ? outcome : { ...outcome, counts: withAFailure(outcome.counts) }
}

/**
 * A stage that failed without a failed test (lint, a crash of the runner) counts as one failure.
 *
 * @param {Counts} counts
 * @returns {Counts}
 */
function withAFailure(counts) {
  return { ...counts, failed: Math.max(counts.failed, 1) }
}
