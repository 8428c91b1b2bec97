/** How large the built and the packed app are, in bytes. */
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectFolder } from '../runtime/paths.mjs'

/** @typedef {import('./size-budget.mjs').Sizes} Sizes */

const BEST = 9

/** @returns {Sizes} */
export function sizesOfBuild() {
  const out = join(projectFolder, 'out')
  const page = filesIn(join(out, 'renderer'))
  return {
    pageScripts: sum(page.filter(isOf('.js')).map(compressed)),
    pageStyles: sum(page.filter(isOf('.css')).map(compressed)),
    mainScripts: sum(filesIn(join(out, 'main')).map(size)),
    preloads: sum(filesIn(join(out, 'preload')).map(size)),
  }
}

/**
 * The app and its modules, without Electron.
 *
 * @param {string} resources of the packed app
 * @returns {Sizes}
 */
export function sizesOfPackage(resources) {
  const beside = filesIn(join(resources, 'app.asar.unpacked'))
  return { app: sum([join(resources, 'app.asar'), ...beside].map(size)) }
}

/**
 * Everything, as it lies on a disk, in bytes.
 *
 * @param {string} folder
 */
export function sizeOfFolder(folder) {
  return sum(filesIn(folder).map(size))
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** @param {string} ending @returns {(file: string) => boolean} */
function isOf(ending) {
  return (file) => file.endsWith(ending)
}

/** @param {string} file */
function compressed(file) {
  return gzipSync(readFileSync(file), { level: BEST }).length
}

/** @param {string} file */
function size(file) {
  return lstatSync(file).size
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
