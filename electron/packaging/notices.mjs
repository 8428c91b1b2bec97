/** The licences of all that an app for one target carries, for its users. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NotReady } from '../runtime/terminal.mjs'
import { forbiddenLicences } from './licence-rules.mjs'
import { noticesText } from './notices-text.mjs'
import { shippedPackages } from './shipped-packages.mjs'

/**
 * @typedef {import('./target.mjs').Target} Target
 */

export const NOTICES = 'THIRD-PARTY-NOTICES.txt'
/** They lie beside the executable, or on macOS among the app's resources. */
const ELECTRON_NOTICES = ['LICENSE.electron.txt', 'LICENSES.chromium.html']

/** The GNU licences that packages name without their text; the lesser one builds on the other. */
const COMMON = ['LGPL-3.0', 'GPL-3.0']

/**
 * @param {Target} target
 * @param {string} stage the app's folder
 * @returns {Promise<string>} the folder with the notices
 */
export async function writeNotices(target, stage) {
  const packages = shippedPackages(target, stage)
  const forbidden = forbiddenLicences(packages)
  if (forbidden.length > 0) {
    throw new NotReady(`These may not be shipped under their licences:\n${forbidden.join('\n')}`)
  }
  const folder = join(stage, 'notices')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  const text = noticesText(packages, ELECTRON_NOTICES, await Promise.all(COMMON.map(commonLicence)))
  await writeFile(join(folder, NOTICES), text)
  return folder
}

/** @param {string} title */
async function commonLicence(title) {
  const text = await readFile(join(import.meta.dirname, `licences/${title}.txt`), 'utf8')
  return { title, text }
}
