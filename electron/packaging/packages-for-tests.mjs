/** Two packages for Linux, one newer than the other, for the test that installs them. */
import { join } from 'node:path'
import { build } from '../runtime/build.mjs'
import { NotReady } from '../runtime/terminal.mjs'
import { officialElectronOrTest } from './electron-choice.mjs'
import { pack, workFolder } from './pack.mjs'
import { projectVersion } from './project-version.mjs'

/**
 * @returns {Promise<{ deb: string, newerDeb: string }>} the second one's version is one patch higher
 */
export async function makePackagesForTests() {
  const electron = await officialElectronOrTest(join(workFolder, 'test-electron'))
  await build()
  const version = projectVersion()
  return {
    deb: await makeDeb(electron, version),
    newerDeb: await makeDeb(electron, nextPatch(version)),
  }
}

/**
 * @param {import('./target.mjs').Electron} electron
 * @param {string} version
 */
async function makeDeb(electron, version) {
  const made = await pack({
    target: { platform: 'linux', arch: 'x64' },
    electron,
    formats: ['deb'],
    version,
    output: workFolder,
    isFast: true,
  })
  const deb = made.find((file) => file.endsWith('.deb'))
  if (deb === undefined) throw new NotReady('electron-builder made no deb.')
  return deb
}

/** @param {string} version */
function nextPatch(version) {
  const [major = '0', minor = '0', patch = '0'] = version.split('.')
  return `${major}.${minor}.${Number.parseInt(patch, 10) + 1}`
}
