/**
 * What `npm run faults` goes through: the tests of the rows, as many times over as `--times` says,
 * then the table of them.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './paths.mjs'
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

/** Where the reports of every run are kept. */
const reportsFolder = join(projectFolder, 'test-results/faults')

/**
 * @param {Runtime} runtime
 * @param {readonly string[]} args `--times N`; what else there is, is for Playwright: with any of
 *   that the documents stay as they are
 * @returns {Promise<readonly Stage[]>}
 */
export async function faultStages(runtime, args) {
  const { times, rest } = readTimes(args)
  /** @type {Publish} */
  const { whatToRun, publishRows } = await importTypeScript('tests/faults/publish.ts')
  const { vitest, playwright, titles } = whatToRun()
  process.env.SIGHTLINE_STORAGE_FAULTS = 'long'
  rmSync(reportsFolder, { recursive: true, force: true })
  const stages = [
    buildStage,
    ...Array.from({ length: times }, (_, index) => [
      keeping(`vitest-${index + 1}.json`, vitestReport, vitestStage('Rows in Node', vitest)),
      keeping(
        `playwright-${index + 1}.json`,
        playwrightReport,
        playwrightStage('Rows in the real Electron', runtime, [
          ...playwright,
          '-g',
          titles,
          ...rest,
        ]),
      ),
    ]).flat(),
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
          runs: Array.from({ length: times }, (_, index) => ({
            vitestReport: join(reportsFolder, `vitest-${index + 1}.json`),
            playwrightReport: join(reportsFolder, `playwright-${index + 1}.json`),
          })),
          electron: runtime.version,
          command: times === 1 ? 'npm run faults' : `npm run faults -- --times ${times}`,
          asked: rest.length === 0 ? 'all' : 'some',
          exitCodes,
        })
        say(table)
        return { code: failed === 0 ? 0 : 1, counts: NO_TESTS }
      },
    },
  ]
}

/** @param {readonly string[]} args */
function readTimes(args) {
  if (args[0] !== '--times') return { times: 1, rest: args }
  const times = Number(args[1])
  if (!Number.isInteger(times) || times < 1) throw new Error('--times takes a whole number from 1')
  return { times, rest: args.slice(2) }
}

/**
 * A stage whose report is kept under another name: the next run writes its own to the same place.
 *
 * @param {string} name
 * @param {string} report
 * @param {Stage} stage
 * @returns {Stage}
 */
function keeping(name, report, { title, run }) {
  return {
    title,
    async run() {
      const outcome = await run()
      mkdirSync(reportsFolder, { recursive: true })
      if (existsSync(report)) copyFileSync(report, join(reportsFolder, name))
      return outcome
    },
  }
}
