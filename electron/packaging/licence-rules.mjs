/** Under which licences the app may carry somebody's work. Pure. */

/** By their SPDX names (https://spdx.org/licenses/). */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD-4-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  'Zlib',
  // Used as a module of its own, which a user can exchange for another build of it.
  'LGPL-3.0-or-later',
]

/**
 * @typedef {object} Shipped a package whose work is in the app
 * @property {string} name
 * @property {string} version
 * @property {string} licence as its package.json says
 * @property {string} author
 * @property {string} homepage
 * @property {readonly string[]} texts of its licence files
 */

/**
 * @param {readonly Shipped[]} packages
 * @returns {string[]} in words, those that may not be shipped
 */
export function forbiddenLicences(packages) {
  return packages
    .filter(({ licence }) => !licenceNames(licence).every((name) => ALLOWED.includes(name)))
    .map(({ name, version, licence }) => `${name} ${version}: ${licence || 'no licence'}`)
}

/** @param {string} expression such as `(MIT AND Zlib)` */
function licenceNames(expression) {
  return expression
    .replaceAll(/[()]/g, ' ')
    .trim()
    .split(/\s+(?:AND|OR)\s+/)
}
