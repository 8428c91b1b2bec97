/**
 * `npm run package:linux`: makes a deb in `dist/`, on the official Electron where it can be had, else
 * on the runtime of the tests. Prints the deb's path, alone on the last line of stdout.
 *
 * `--test-runtime` takes that runtime in any case, `--version 1.2.3` gives the package another version
 * (a test upgrades to it), `--feed <address>` has it look for updates elsewhere, `--fast` compresses
 * less.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../runtime/build.mjs'
import { NotReady, runScript, say, secondsSince } from '../runtime/terminal.mjs'
import { officialElectronOrTest, testElectron } from './electron-choice.mjs'
import { pack, workFolder } from './pack.mjs'
import { UPDATE_FEED } from './product.mjs'
import { projectVersion } from './project-version.mjs'

runScript(async () => {
  const start = performance.now()
  const { values } = parseArgs({
    options: {
      'test-runtime': { type: 'boolean', default: false },
      fast: { type: 'boolean', default: false },
      version: { type: 'string', default: projectVersion() },
      feed: { type: 'string', default: UPDATE_FEED },
    },
  })
  if (process.platform !== 'linux') throw new NotReady('Packages for Linux are made on Linux.')
  const folder = join(workFolder, 'test-electron')
  const electron = values['test-runtime']
    ? await testElectron(folder)
    : await officialElectronOrTest(folder)
  await build()
  const made = await pack({
    target: { platform: 'linux', arch: 'x64' },
    electron,
    formats: ['deb'],
    version: values.version,
    output: workFolder,
    feed: values.feed,
    isFast: values.fast,
  })
  const deb = made.find((file) => file.endsWith('.deb'))
  if (deb === undefined) throw new NotReady('electron-builder made no deb.')
  say(`Made in ${secondsSince(start)}.`)
  process.stdout.write(`${deb}\n`)
  return 0
})
