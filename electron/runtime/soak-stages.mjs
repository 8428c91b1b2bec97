/** What `npm run soak` goes through: hours in seconds, then the real app by the real clock. */
import { parseArgs } from 'node:util'
import { NO_TESTS } from './test-reports.mjs'
import { buildStage, playwrightStage, vitestStage } from './test-stages.mjs'
import { importTypeScript } from './typescript-module.mjs'

/**
 * @typedef {import('./prepare.mjs').Runtime} Runtime
 * @typedef {import('./test-stages.mjs').Stage} Stage
 * @typedef {typeof import('../../tests/soak/publish')} Publish
 */

/**
 * @param {Runtime} runtime
 * @param {readonly string[]} args `--minutes N` of the real app, `--hours N` of simulated ones
 * @returns {readonly Stage[]}
 */
export function soakStages(runtime, args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '60' },
      hours: { type: 'string', default: '8' },
    },
  })
  process.env.SIGHTLINE_SOAK_MINUTES = values.minutes
  process.env.SIGHTLINE_SOAK_HOURS = values.hours
  const config = ['-c', 'tests/long/playwright.config.ts', 'soak.spec.ts']
  return [
    vitestStage('Simulated hours', ['tests/soak']),
    buildStage,
    playwrightStage('The real app', runtime, config),
    {
      title: 'Document',
      async run() {
        /** @type {Publish} */
        const { publishSoak } = await importTypeScript('tests/soak/publish.ts')
        await publishSoak(`npm run soak -- ${args.join(' ')}`.trim(), runtime.version)
        return { code: 0, counts: NO_TESTS }
      },
    },
  ]
}
