/** Whether every module that the packed app asks for can be loaded out of its archive. */
import { join } from 'node:path'
import { capture } from '../runtime/command.mjs'
import { findOfficialElectron } from '../runtime/official-electron.mjs'
import { NotReady, say } from '../runtime/terminal.mjs'
import { testRuntime } from '../runtime/test-runtime.mjs'

/**
 * @typedef {import('./target.mjs').Target} Target
 * @typedef {import('./target.mjs').Electron} Electron
 */

const script = join(import.meta.dirname, 'load-modules.mjs')

/**
 * The packed binary itself cannot be a plain Node any more; another copy of the same Electron can.
 * Only the system that the app is for can load its binaries.
 *
 * @param {string} archive
 * @param {Target} target
 * @param {Electron} electron
 */
export async function checkModulesLoad(archive, target, electron) {
  if (target.platform !== process.platform || target.arch !== process.arch) return
  const runtime = electron.kind === 'official' ? findOfficialElectron() : await testRuntime()
  if (runtime === undefined) return say('Not tried: loading the modules (no Electron installed).')
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { code, stdout, stderr } = await capture(runtime.executable, [script, archive], { env })
  if (code !== 0) throw new NotReady(`A module cannot be loaded from ${archive}:\n${stderr.trim()}`)
  say(`Loaded from the archive: ${stdout.trim()}.`)
}
