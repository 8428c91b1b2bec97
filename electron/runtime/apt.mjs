/** Debian's and Ubuntu's package tool. */
import { capture, hasCommand } from './command.mjs'
import { NotReady, say, secondsSince } from './terminal.mjs'

/** How long to wait for another package tool that is at work. */
const WAIT_FOR_OTHERS = 'DPkg::Lock::Timeout=300'

/** @typedef {string | readonly string[]} Name one package, under its name or one of several */

export function hasApt() {
  return hasCommand('apt-get')
}

/**
 * Installs packages; only root can.
 *
 * @param {readonly Name[]} names
 */
export async function aptInstall(names) {
  const start = performance.now()
  // A broken third-party source fails the update, and yet what we want may well be there.
  await apt('update')
  const packages = await namesInArchive(names)
  say(`Installing what is missing on this system: ${packages.join(' ')} …`)
  const { code, stdout, stderr } = await apt(
    'install',
    '-y',
    '--no-install-recommends',
    ...packages,
  )
  if (code !== 0) throw new NotReady(`apt-get could not install them:\n${stdout}\n${stderr}`)
  say(`Installed (${secondsSince(start)}).`)
}

/** @param {...string} args */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return capture('apt-get', ['-q', '-o', WAIT_FOR_OTHERS, ...args], { env })
}

/**
 * Chooses among a package's names the first that the archive offers (the last if it offers none).
 *
 * @param {readonly Name[]} names
 * @returns {Promise<string[]>}
 */
export async function namesInArchive(names) {
  const offered = await offeredBy(names.flat())
  return names.map((name) => {
    if (typeof name === 'string') return name
    return name.find((candidate) => offered.has(candidate)) ?? name.at(-1) ?? ''
  })
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<Set<string>>}
 */
async function offeredBy(names) {
  const env = { ...process.env, LC_ALL: 'C' }
  const { stdout } = await capture('apt-cache', ['policy', ...names], { env })
  // A block per known package: "libnss3:", then indented "Installed: …", "Candidate: …".
  const blocks = stdout.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (.*)$/gm)
  const offered = [...blocks].filter(([, , version]) => version !== '(none)')
  return new Set(offered.map(([, name = '']) => name))
}
