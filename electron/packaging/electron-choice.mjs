/** On which Electron a package is made: the official one, or the runtime of the tests. */
import { cp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { canReachElectronDownloads, findOfficialElectron } from '../runtime/official-electron.mjs'
import { NotReady, say } from '../runtime/terminal.mjs'
import { canUseTestRuntime, testRuntime } from '../runtime/test-runtime.mjs'

/** @typedef {import('./target.mjs').Electron} Electron */

/** The version that package.json pins. */
export function officialVersion() {
  const require = createRequire(import.meta.url)
  const { version } = /** @type {{ version: string }} */ (require('electron/package.json'))
  return version
}

/**
 * The official Electron; electron-builder downloads it for each target, or takes it from its cache.
 *
 * @returns {Promise<Electron | undefined>} nothing when it cannot be had
 */
export async function officialElectron() {
  const canBeHad = findOfficialElectron() !== undefined || (await canReachElectronDownloads())
  return canBeHad ? { kind: 'official', version: officialVersion() } : undefined
}

/**
 * The runtime of the tests as electron-builder wants it: without the small app inside that starts
 * ours from its sources.
 *
 * @param {string} folder where the copy goes
 * @returns {Promise<Electron>}
 */
export async function testElectron(folder) {
  if (!canUseTestRuntime()) {
    throw new NotReady('The runtime of the tests is for Linux x64 alone.')
  }
  const { executable, version } = await testRuntime()
  await rm(folder, { recursive: true, force: true })
  await cp(dirname(executable), folder, { recursive: true })
  await rm(join(folder, 'resources/app'), { recursive: true })
  return { kind: 'test-runtime', version, folder }
}

/**
 * @param {string} folder
 * @returns {Promise<Electron>}
 */
export async function officialElectronOrTest(folder) {
  const official = await officialElectron()
  if (official) return official
  say(
    `Electron ${officialVersion()} cannot be downloaded here: the package is made on the runtime ` +
      'of the tests, and its name says so.',
  )
  return testElectron(folder)
}
