/**
 * What electron-builder says to fpm (https://fpm.readthedocs.io) when it makes a deb. Pure. An option
 * that is not known here is an error, never overlooked.
 */

/**
 * @typedef {object} DebianPackage
 * @property {string} name
 * @property {string} version
 * @property {string} architecture
 * @property {string} maintainer
 * @property {string} description the first line is the summary
 * @property {string} file where the package goes
 * @property {string | undefined} url
 * @property {string | undefined} category
 * @property {string | undefined} priority
 * @property {string} compression as dpkg-deb calls it
 * @property {readonly string[]} depends
 * @property {readonly string[]} recommends
 * @property {readonly string[]} conflicts
 * @property {readonly string[]} replaces
 * @property {Readonly<Record<string, string>>} scripts files, by dpkg's names for them
 * @property {readonly Mapping[]} mappings
 *
 * @typedef {{ readonly from: string, readonly to: string }} Mapping a file or, with a slash at its
 *   end, a folder's contents; `to` is absolute in the installed system
 */

/** Options with one value. */
const SINGLE = [
  '-s',
  '-t',
  '--architecture',
  '--after-install',
  '--after-remove',
  '--category',
  '--deb-compression',
  '--deb-priority',
  '--description',
  '--iteration',
  '--license',
  '--maintainer',
  '--name',
  '--package',
  '--url',
  '--vendor',
  '--version',
]
/** Options that may stand several times. */
const REPEATED = ['-d', '--deb-recommends', '--conflicts', '--replaces']
const WITHOUT_VALUE = ['--force']

const COMPRESSIONS = ['xz', 'gzip', 'zstd', 'none']
/** fpm's own words for some of them. */
const OTHER_NAMES = /** @type {Readonly<Record<string, string>>} */ ({ gz: 'gzip', zst: 'zstd' })

/**
 * @param {readonly string[]} args
 * @returns {DebianPackage}
 */
export function readFpmOptions(args) {
  const { single, repeated, mappings } = sortArguments(args)
  /** @param {string} option */
  const must = (option) => {
    const value = single.get(option)
    if (value === undefined || value === '') throw new Error(`${option} is missing`)
    return value
  }
  if (must('-s') !== 'dir' || must('-t') !== 'deb') throw new Error('only -s dir -t deb is known')
  const iteration = single.get('--iteration')
  return {
    name: must('--name'),
    version: iteration === undefined ? must('--version') : `${must('--version')}-${iteration}`,
    architecture: must('--architecture'),
    maintainer: must('--maintainer'),
    description: must('--description'),
    file: must('--package'),
    url: single.get('--url'),
    category: single.get('--category'),
    priority: single.get('--deb-priority'),
    compression: compressionOf(single.get('--deb-compression') ?? 'xz'),
    depends: repeated.get('-d') ?? [],
    recommends: repeated.get('--deb-recommends') ?? [],
    conflicts: repeated.get('--conflicts') ?? [],
    replaces: repeated.get('--replaces') ?? [],
    scripts: { postinst: must('--after-install'), postrm: must('--after-remove') },
    mappings: mappings.map(toMapping),
  }
}

/** @param {readonly string[]} args */
function sortArguments(args) {
  /** @type {Map<string, string>} */
  const single = new Map()
  /** @type {Map<string, string[]>} */
  const repeated = new Map()
  /** @type {string[]} */
  const mappings = []
  const left = [...args]
  for (let argument = left.shift(); argument !== undefined; argument = left.shift()) {
    if (!argument.startsWith('-')) mappings.push(argument)
    else if (WITHOUT_VALUE.includes(argument)) continue
    else if (SINGLE.includes(argument)) single.set(argument, valueOf(argument, left))
    else if (REPEATED.includes(argument)) {
      repeated.set(argument, [...(repeated.get(argument) ?? []), valueOf(argument, left)])
    } else throw new Error(`the option ${argument} is not known`)
  }
  return { single, repeated, mappings }
}

/**
 * @param {string} option
 * @param {string[]} left what follows it; the value is taken away
 */
function valueOf(option, left) {
  const value = left.shift()
  if (value === undefined) throw new Error(`${option} has no value`)
  return value
}

/** @param {string} name */
function compressionOf(name) {
  const compression = OTHER_NAMES[name] ?? name
  if (!COMPRESSIONS.includes(compression)) throw new Error(`the compression ${name} is not known`)
  return compression
}

/**
 * A path may hold a `=`; the place where it goes does not.
 *
 * @param {string} text
 * @returns {Mapping}
 */
function toMapping(text) {
  const at = text.lastIndexOf('=')
  const [from, to] = [text.slice(0, at), text.slice(at + 1)]
  if (at < 1 || !to.startsWith('/')) throw new Error(`${text} does not say from where to where`)
  return { from, to }
}
