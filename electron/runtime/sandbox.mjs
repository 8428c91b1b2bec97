/** Chromium's sandbox on Linux: on for everyone but root, for whom Chromium refuses to start. */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NotReady, say } from './terminal.mjs'

const SET_USER_ID = 0o4000

/** @typedef {import('./prepare.mjs').Runtime} Runtime */

export function isRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0
}

/**
 * The switches that Electron needs before the app's folder.
 *
 * @returns {string[]}
 */
export function sandboxArguments() {
  return isRoot() ? ['--no-sandbox'] : []
}

/**
 * Some distributions (Ubuntu since 23.10) take from programs what the sandbox is made of, unless
 * Chromium's helper is set up by root. Electron would die with a long message: say it shortly.
 *
 * @param {Runtime} runtime
 */
export function checkSandbox({ executable }) {
  if (process.platform !== 'linux') return
  if (isRoot()) return say("Running as root, so without Chromium's sandbox (--no-sandbox).")
  const helper = join(dirname(executable), 'chrome-sandbox')
  if (!userNamespacesAreRestricted() || isSetUpByRoot(helper)) return
  throw new NotReady(
    "This system does not let Chromium's sandbox start. Allow it once with:\n" +
      `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  )
}

function userNamespacesAreRestricted() {
  return (
    readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readSetting('/proc/sys/kernel/unprivileged_userns_clone') === '0'
  )
}

/** @param {string} path */
function readSetting(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined // the kernel does not know this setting
  }
}

/** @param {string} helper */
function isSetUpByRoot(helper) {
  try {
    const { uid, mode } = statSync(helper)
    return uid === 0 && (mode & SET_USER_ID) !== 0
  } catch {
    return false
  }
}
