/** What `npm test` goes through, one stage after the other. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { npmCommand, runOnTerminal } from './command.mjs'
import { projectFolder } from './paths.mjs'
import { NO_TESTS, readPlaywrightReport, readVitestReport } from './test-reports.mjs'
import { withVirtualDisplay } from './virtual-display.mjs'

/**
 * @typedef {import('./prepare.mjs').Runtime} Runtime
 * @typedef {import('./test-reports.mjs').Counts} Counts
 * @typedef {{ title: string, run: () => Promise<{ code: number, counts: Counts }> }} Stage
 */

export const playwright = join(projectFolder, 'node_modules/@playwright/test/cli.js')
/** Where playwright.config.ts has it written. */
export const playwrightReport = join(projectFolder, 'test-results/playwright.json')
export const vitestReport = join(projectFolder, 'test-results/vitest.json')

/**
 * What reads the sources alone, side by side: each keeps one core busy.
 *
 * @type {Stage}
 */
export const sourcesStage = {
  title: 'Format, lint, types',
  async run() {
    const [lint, ...others] = await Promise.all([
      npmRun('lint'),
      npmRun('format:check'),
      npmRun('types'),
    ])
    return { code: others.find((code) => code !== 0) ?? lint, counts: NO_TESTS }
  },
}

/**
 * @param {string} title
 * @param {readonly string[]} args for vitest
 * @returns {Stage}
 */
export function vitestStage(title, args) {
  return {
    title,
    async run() {
      rmSync(vitestReport, { force: true })
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${vitestReport}`]
      const code = await npmRun('unit', ...reporters, ...args)
      return { code, counts: readVitestReport(vitestReport) }
    },
  }
}

export const unitStage = vitestStage('Unit and protocol tests', [])

/** @type {Stage} */
export const buildStage = {
  title: 'Build',
  run: () => build().then(() => ({ code: 0, counts: NO_TESTS })),
}

/**
 * Playwright in the real Electron. On Linux always on a display of its own, even when there is
 * one, so that tests and person do not disturb each other.
 *
 * @param {string} title
 * @param {Runtime} runtime
 * @param {readonly string[]} args for `playwright test`
 * @returns {Stage}
 */
export function playwrightStage(title, { executable }, args) {
  /** @param {NodeJS.ProcessEnv} env */
  const runTests = (env) =>
    runOnTerminal(process.execPath, [playwright, 'test', ...args], {
      cwd: projectFolder,
      env: { ...env, SIGHTLINE_ELECTRON: executable },
    })
  return {
    title,
    async run() {
      rmSync(playwrightReport, { force: true })
      const onLinux = process.platform === 'linux'
      const code = onLinux ? await withVirtualDisplay(runTests) : await runTests(process.env)
      return { code, counts: readPlaywrightReport(playwrightReport) }
    },
  }
}

/**
 * @param {string} script
 * @param {...string} args
 */
function npmRun(script, ...args) {
  const command = npmCommand(['run', '--silent', script, '--', ...args])
  return runOnTerminal(...command, { cwd: projectFolder })
}
