/** The control file of a deb (https://www.debian.org/doc/debian-policy/ch-controlfields.html). Pure. */

/** @typedef {import('./fpm-options.mjs').DebianPackage} DebianPackage */

/**
 * @param {DebianPackage} deb
 * @param {number} installedKiB
 */
export function controlFile(deb, installedKiB) {
  /** @type {readonly [name: string, value: string | undefined][]} */
  const fields = [
    ['Package', deb.name],
    ['Version', deb.version],
    ['Architecture', deb.architecture],
    ['Maintainer', deb.maintainer],
    ['Installed-Size', String(installedKiB)],
    ['Depends', list(deb.depends)],
    ['Recommends', list(deb.recommends)],
    ['Conflicts', list(deb.conflicts)],
    ['Replaces', list(deb.replaces)],
    ['Section', deb.category],
    ['Priority', deb.priority],
    ['Homepage', deb.url],
    ['Description', folded(deb.description)],
  ]
  return fields
    .filter(([, value]) => value !== undefined && value !== '')
    .map(
      ([name, value = '']) => `${name}: ${name === 'Description' ? value : oneLine(name, value)}\n`,
    )
    .join('')
}

/** @param {readonly string[]} names */
function list(names) {
  return names.join(', ')
}

/**
 * A line break in a value would begin another field.
 *
 * @param {string} name
 * @param {string} value
 */
function oneLine(name, value) {
  if (/[\r\n]/.test(value)) throw new Error(`${name} is more than one line`)
  return value
}

/**
 * Summary first; each line of the rest begins with a space, and an empty one is a dot.
 *
 * @param {string} text
 */
function folded(text) {
  const [summary = '', ...rest] = text.split('\n').map((line) => line.trim())
  if (summary === '') throw new Error('the description has no summary')
  return [summary, ...rest.map((line) => ` ${line === '' ? '.' : line}`)].join('\n')
}
