/** Seeing to it that Linux has what we need: install as root, otherwise say how. */
import { aptInstall, hasApt, namesInArchive } from './apt.mjs'
import { isRoot } from './sandbox.mjs'
import { SYSTEM_NEEDS } from './system-needs.mjs'
import { NotReady, say } from './terminal.mjs'

/**
 * @typedef {import('./prepare.mjs').Need} Need
 * @typedef {import('./prepare.mjs').Runtime} Runtime
 * @typedef {import('./system-needs.mjs').SystemNeed} SystemNeed
 */

/** Each level includes those before it. @type {readonly Need[]} */
const LEVELS = ['app', 'display', 'tests']

/**
 * @param {Need} need
 * @param {Runtime} runtime
 */
export async function ensureSystemPackages(need, runtime) {
  if (process.platform !== 'linux') return
  const missing = await findMissing(need, runtime)
  if (missing.length === 0) return
  if (!isRoot() || !hasApt()) return tellPerson(need, missing)
  await aptInstall(packagesOf(missing))
  const still = await findMissing(need, runtime)
  if (still.length > 0) await tellPerson(need, still)
}

/**
 * @param {Need} need
 * @param {Runtime} runtime
 */
async function findMissing(need, { executable }) {
  const wanted = SYSTEM_NEEDS.filter(({ wantedFor }) => includes(need, wantedFor))
  const found = await Promise.all(wanted.map(({ isThere }) => isThere(executable)))
  return wanted.filter((_, index) => !found[index])
}

/**
 * @param {Need} need
 * @param {Need} level
 */
function includes(need, level) {
  return LEVELS.indexOf(need) >= LEVELS.indexOf(level)
}

/**
 * Says what is missing with one line to copy; stops when we cannot do without it.
 *
 * @param {Need} need
 * @param {readonly SystemNeed[]} missing
 */
async function tellPerson(need, missing) {
  const names = missing.map(({ what }) => what).join(', ')
  const advice = hasApt()
    ? `sudo apt-get install -y ${(await namesInArchive(packagesOf(missing))).join(' ')}`
    : `Debian calls the packages: ${packagesOf(missing).map(plainName).join(' ')}`
  const message = `Missing on this system: ${names}.\n${advice}`
  if (missing.some(({ essentialFor }) => includes(need, essentialFor))) throw new NotReady(message)
  say(`${message}\nGoing on without.`)
}

/** @param {readonly SystemNeed[]} needs */
function packagesOf(needs) {
  return needs.flatMap(({ packages }) => packages)
}

/** @param {string | readonly string[]} name */
function plainName(name) {
  return typeof name === 'string' ? name : (name.at(-1) ?? '')
}
