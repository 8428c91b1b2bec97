/**
 * The app's folder as it is packed for one target: the built app, and the modules of that system and
 * processor. A plain `npm ci` installs only those of the machine that it runs on, so npm is told the
 * target; versions and hashes are those of package-lock.json.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture, npmCommand } from '../runtime/command.mjs'
import { projectFolder } from '../runtime/paths.mjs'
import { NotReady, say } from '../runtime/terminal.mjs'
import { writeNotices } from './notices.mjs'
import { targetName } from './target.mjs'

/** @typedef {import('./target.mjs').Target} Target */

/** Says what the modules were installed from, so that they are installed once. */
const MADE_FROM = '.made-from'

/** The parts of package.json that mean something to a packed app and to npm. */
const KEPT_FIELDS = [
  'name',
  'productName',
  'version',
  'description',
  'license',
  'author',
  'homepage',
  'private',
  'type',
  'main',
  'desktopName',
  'overrides',
  'dependencies',
]

/**
 * @param {Target} target
 * @param {{ folder: string, version: string }} options
 * @returns {Promise<string>} the folder
 */
export async function stage(target, { folder, version }) {
  await installModules(target, folder)
  for (const part of ['out', 'resources']) {
    await rm(join(folder, part), { recursive: true, force: true })
    await cp(join(projectFolder, part), join(folder, part), { recursive: true })
  }
  const description = stagedPackage(readProjectFile('package.json'), version)
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`)
  await writeNotices(target, folder)
  return folder
}

/**
 * Pure.
 *
 * @param {string} text package.json
 * @param {string} version
 * @returns {Record<string, unknown>}
 */
export function stagedPackage(text, version) {
  const all = /** @type {Record<string, unknown>} */ (JSON.parse(text))
  const kept = KEPT_FIELDS.filter((field) => field in all).map((field) => [field, all[field]])
  return { ...Object.fromEntries(kept), version }
}

/**
 * @param {Target} target
 * @param {string} folder
 */
async function installModules(target, folder) {
  const files = ['package.json', 'package-lock.json']
  const wanted = fingerprint([targetName(target), ...files.map(readProjectFile)])
  const mark = join(folder, MADE_FROM)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  say(`Installing the modules for ${targetName(target)} …`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  // npm compares the two, so both are whole while it works.
  for (const file of files) await writeFile(join(folder, file), readProjectFile(file))
  const { code, stderr } = await capture(...npmCommand(installArguments(target)), { cwd: folder })
  if (code !== 0) throw new NotReady(`npm could not install the modules:\n${stderr.trim()}`)
  await rm(join(folder, 'package-lock.json'))
  await writeFile(mark, wanted)
}

/**
 * @param {Target} target
 * @returns {string[]}
 */
function installArguments({ platform, arch }) {
  const system = [
    `--os=${platform}`,
    `--cpu=${arch}`,
    ...(platform === 'linux' ? ['--libc=glibc'] : []),
  ]
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  return ['ci', '--omit=dev', '--ignore-scripts', ...system, ...quiet]
}

/** @param {string} name */
function readProjectFile(name) {
  return readFileSync(join(projectFolder, name), 'utf8')
}

/** @param {readonly string[]} parts */
function fingerprint(parts) {
  return createHash('sha256').update(parts.join('\0')).digest('hex')
}
