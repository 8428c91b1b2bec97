/** Whose work an app for one target carries, with the texts of the licences. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../runtime/paths.mjs'
import { unpackedModules } from './package-files.mjs'

/**
 * @typedef {import('./licence-rules.mjs').Shipped} Shipped
 * @typedef {import('./target.mjs').Target} Target
 */

const LICENCE_FILE = /^(licen[cs]e|copying|notice|third[-_]party)/i
/** Of sharp's binaries only this says under which licences the libraries inside are. */
const SHARP_BINARY = /^@img\/sharp-/
const README = 'README.md'

/**
 * The modules that are packed, and those that the build put into the app's own files.
 *
 * @param {Target} target
 * @param {string} stage the app's folder
 * @returns {Shipped[]}
 */
export function shippedPackages(target, stage) {
  const all = [...packedPackages(target, stage), ...bundledPackages(join(stage, 'out/bundled'))]
  return [...new Map(all.map((one) => [`${one.name}@${one.version}`, one])).values()]
}

/**
 * @param {Target} target
 * @param {string} stage
 * @returns {Shipped[]}
 */
function packedPackages(target, stage) {
  const left = unpackedModules(target)
  return packagesIn(join(stage, 'node_modules'))
    .filter((name) => !left.some((other) => name === other || name.startsWith(`${other}/`)))
    .map((name) => shipped(join(stage, 'node_modules', name)))
}

/**
 * Those that the build put into the app's own files.
 *
 * @param {string} folder
 * @returns {Shipped[]}
 */
function bundledPackages(folder) {
  const paths = readdirSync(folder).flatMap((file) => {
    return /** @type {string[]} */ (JSON.parse(readFileSync(join(folder, file), 'utf8')))
  })
  return [...new Set(paths)].map((path) => shipped(join(projectFolder, path)))
}

/**
 * The packages in a `node_modules`, and those that lie in theirs.
 *
 * @param {string} folder
 * @returns {string[]} their paths below it
 */
function packagesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return entries
    .map((entry) => entry.replaceAll('\\', '/'))
    .filter((entry) =>
      /^((@[^/]+\/)?[^/]+\/node_modules\/)*(@[^/]+\/)?[^/@]+\/package\.json$/.test(entry),
    )
    .map((entry) => entry.slice(0, -'/package.json'.length))
}

/**
 * @param {string} folder
 * @returns {Shipped}
 */
function shipped(folder) {
  const text = readFileSync(join(folder, 'package.json'), 'utf8')
  const described = /** @type {Record<string, unknown>} */ (JSON.parse(text))
  const { name, version, license, author, homepage } = described
  return {
    name: String(name),
    version: String(version),
    licence: typeof license === 'string' ? license : '',
    author: nameOf(author),
    homepage: typeof homepage === 'string' ? homepage : '',
    texts: licenceFiles(folder, String(name)).map((file) =>
      readFileSync(join(folder, file), 'utf8').trim(),
    ),
  }
}

/** @param {unknown} author a name, or an object with one */
function nameOf(author) {
  if (typeof author === 'string') return author
  const isNamed = typeof author === 'object' && author !== null && 'name' in author
  return isNamed ? String(author.name) : ''
}

/**
 * @param {string} folder
 * @param {string} name
 */
function licenceFiles(folder, name) {
  const isWanted = (/** @type {string} */ file) =>
    LICENCE_FILE.test(file) || (SHARP_BINARY.test(name) && file === README)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .map((entry) => entry.name)
    .sort()
}
