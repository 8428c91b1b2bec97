/**
 * `npm run faults:audio`: a voice across 100 planned rotations and 200 abrupt cuts, and the figures
 * into the document; `--seed N` brings a run back.
 */
import { parseArgs } from 'node:util'
import { runScript } from './terminal.mjs'
import { vitestStage } from './test-stages.mjs'
import { importTypeScript } from './typescript-module.mjs'

runScript(async () => {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '20261121' } } })
  process.env.SIGHTLINE_AUDIO_FAULTS = 'long'
  process.env.SEED = values.seed
  const stage = vitestStage('Audio across faults', ['tests/faults/audio-across-faults.test.ts'])
  const { code } = await stage.run()
  if (code !== 0) return code
  /** @type {typeof import('../../tests/faults/audio-figures')} */
  const { publishAudio } = await importTypeScript('tests/faults/audio-figures.ts')
  await publishAudio(`npm run faults:audio -- --seed ${values.seed}`)
  return 0
})
