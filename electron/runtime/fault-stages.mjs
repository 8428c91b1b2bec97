/** What `npm run faults` goes through: the tests of the rows, then the table of them. */
import { rmSync } from 'node:fs'
import { say } from './terminal.mjs'
import { NO_TESTS } from './test-reports.mjs'
import {
  buildStage,
  playwrightReport,
  playwrightStage,
  vitestReport,
  vitestStage,
} from './test-stages.mjs'
import { importTypeScript } from './typescript-module.mjs'

/**
 * @typedef {import('./prepare.mjs').Runtime} Runtime
 * @typedef {import('./test-stages.mjs').Stage} Stage
 * @typedef {typeof import('../../tests/faults/publish')} Publish
 */

/**
 * @param {Runtime} runtime
 * @param {readonly string[]} rest for Playwright; with any of it the documents stay as they are
 * @returns {Promise<readonly Stage[]>}
 */
export async function faultStages(runtime, rest) {
  /** @type {Publish} */
  const { whatToRun, publishRows } = await importTypeScript('tests/faults/publish.ts')
  const { vitest, playwright, titles } = whatToRun()
  rmSync(vitestReport, { force: true })
  rmSync(playwrightReport, { force: true })
  const stages = [
    vitestStage('Rows in Node', vitest),
    buildStage,
    playwrightStage('Rows in the real Electron', runtime, [...playwright, '-g', titles, ...rest]),
  ]
  /** @type {(number | null)[]} */
  const exitCodes = stages.map(() => null)
  return [
    ...stages.map(({ title, run }, index) => ({
      title,
      async run() {
        const outcome = await run()
        exitCodes[index] = outcome.code
        return outcome
      },
    })),
    {
      title: 'Table',
      async run() {
        const { table, failed } = await publishRows({
          vitestReport,
          playwrightReport,
          electron: runtime.version,
          command: 'npm run faults',
          asked: rest.length === 0 ? 'all' : 'some',
          exitCodes,
        })
        say(table)
        return { code: failed === 0 ? 0 : 1, counts: NO_TESTS }
      },
    },
  ]
}
