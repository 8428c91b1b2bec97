/** Looks into an app that was packed: its fuses, its files and its size. Throws when something is wrong. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { NotReady, say } from '../runtime/terminal.mjs'
import { readFuses, wrongFuses } from './fuses.mjs'
import { sizeOfFolder, sizesOfPackage } from './measure-size.mjs'
import { NOTICES } from './notices.mjs'
import { wrongContents } from './packed-app-rules.mjs'
import { EXECUTABLE, PRODUCT_NAME } from './product.mjs'
import { kilobytes, overBudget, packageBudget, sizeLines } from './size-budget.mjs'

/** @typedef {import('./target.mjs').Target} Target */

/** The only words of Chromium's that are packed (`electronLanguages`). */
const LOCALES = ['en-US.pak']

/**
 * @param {string} folder as electron-builder leaves it
 * @param {Target} target
 */
export async function checkPackedApp(folder, target) {
  const { executable, resources } = placesIn(folder, target)
  const sizes = sizesOfPackage(resources)
  const budget = packageBudget(target.platform)
  for (const line of sizeLines(budget, sizes)) say(line)
  say(`Installed, with Electron: ${kilobytes(sizeOfFolder(folder))}.`)
  const wrong = [
    ...wrongFuses(await readFuses(executable)).map((fuse) => `the fuse ${fuse} is not set right`),
    ...wrongContents(filesOfAsar(join(resources, 'app.asar')), target),
    ...(await wrongLocales(join(folder, 'locales'))),
    ...missingNotices(join(resources, 'notices')),
    ...overBudget(budget, sizes),
  ]
  if (wrong.length > 0) throw new NotReady(`The packed app is not right:\n${wrong.join('\n')}`)
  say('Looked into the packed app: its fuses, its files and its size are right.')
}

/**
 * @param {string} folder
 * @param {Target} target
 */
export function placesIn(folder, { platform }) {
  if (platform !== 'darwin') {
    const name = platform === 'win32' ? `${PRODUCT_NAME}.exe` : EXECUTABLE
    return { executable: join(folder, name), resources: join(folder, 'resources') }
  }
  const bundle = join(folder, `${PRODUCT_NAME}.app`)
  return { executable: bundle, resources: join(bundle, 'Contents/Resources') }
}

/**
 * The files, without folders, by their paths below the app.
 *
 * @param {string} asar
 */
export function filesOfAsar(asar) {
  const paths = listPackage(asar, { isPack: false }).map((path) =>
    path.replaceAll('\\', '/').replace(/^\//, ''),
  )
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))))
  return paths.filter((path) => !folders.has(path))
}

/** macOS keeps them elsewhere. @param {string} folder */
async function wrongLocales(folder) {
  if (!existsSync(folder)) return []
  const others = (await readdir(folder)).filter((name) => !LOCALES.includes(name))
  return others.map((name) => `locales/${name} is not used`)
}

/** @param {string} folder */
function missingNotices(folder) {
  const missing = [NOTICES].filter((name) => !existsSync(join(folder, name)))
  return missing.map((name) => `notices/${name} is missing`)
}
