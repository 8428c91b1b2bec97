/** `npm run fuzz`: the long fuzzing, and its figures into the document; `--seed N` brings a run back. */
import { parseArgs } from 'node:util'
import { runScript } from './terminal.mjs'
import { vitestStage } from './test-stages.mjs'
import { importTypeScript } from './typescript-module.mjs'

/** Seeds are of 31 bits, as fast-check takes them. */
const MOST = 2 ** 31 - 1

runScript(async () => {
  const { values } = parseArgs({ options: { seed: { type: 'string' } } })
  const seed = values.seed ?? `${Date.now() % MOST}`
  process.env.SIGHTLINE_FUZZ = 'long'
  process.env.SIGHTLINE_FUZZ_SEED = seed
  const { code } = await vitestStage('Fuzz', ['tests/fuzz']).run()
  if (code !== 0) return code
  /** @type {typeof import('../../tests/fuzz/publish')} */
  const { publishFuzz } = await importTypeScript('tests/fuzz/publish.ts')
  await publishFuzz(`npm run fuzz -- --seed ${seed}`)
  return 0
})
