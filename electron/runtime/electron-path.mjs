/**
 * `npm run --silent electron:path`: prints the absolute path of the Electron in use, alone on the
 * last line of stdout. Prepares it when needed.
 */
import { prepare } from './prepare.mjs'
import { runScript } from './terminal.mjs'

runScript(async () => {
  const { executable } = await prepare({ need: 'app' })
  process.stdout.write(`${executable}\n`)
  return 0
})
