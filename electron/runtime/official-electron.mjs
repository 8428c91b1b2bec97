/** The official Electron binary of the version that package.json names. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from './command.mjs'
import { projectFolder } from './paths.mjs'
import { say } from './terminal.mjs'

const electronPackage = join(projectFolder, 'node_modules/electron')

/** How long a download site may take to answer at all before it counts as not reachable. */
const REACH_MS = 5_000
/** About 120 MB: even a slow line is done by then, and a dead one does not hold us for ever. */
const DOWNLOAD_MS = 15 * 60_000

/** @typedef {import('./prepare.mjs').Runtime} Runtime */

/**
 * The binary that Electron's own installer left in node_modules, if it is there and complete.
 *
 * @returns {Runtime | undefined}
 */
export function findOfficialElectron() {
  try {
    const version = readFileSync(join(electronPackage, 'dist/version'), 'utf8').replace(/^v/, '')
    const relativePath = readFileSync(join(electronPackage, 'path.txt'), 'utf8')
    const executable = join(electronPackage, 'dist', relativePath)
    return existsSync(executable) ? { executable, version, kind: 'official' } : undefined
  } catch {
    return undefined
  }
}

/**
 * Lets Electron's own installer fetch the binary (since version 42 it no longer does so by itself
 * at `npm install`). Without a network the installer still finds what it downloaded before.
 *
 * @returns {Promise<Runtime | undefined>} nothing when it cannot be had
 */
export async function downloadOfficialElectron() {
  say('Fetching the official Electron (about 120 MB, once) …')
  const installer = join(electronPackage, 'install.js')
  const { code, stderr } = await capture(process.execPath, [installer], { timeoutMs: DOWNLOAD_MS })
  if (code !== 0) say(`Electron's installer failed: ${firstErrorLine(stderr)}`)
  return findOfficialElectron()
}

/** Asks the download site for a sign of life, so that an unreachable one costs little time. */
export async function canReachElectronDownloads() {
  const site =
    process.env.npm_config_electron_mirror ||
    process.env.ELECTRON_MIRROR ||
    'https://github.com/electron/electron/releases/download/'
  try {
    await fetch(site, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(REACH_MS),
    })
    return true
  } catch {
    return false
  }
}

/** @param {string} stderr */
function firstErrorLine(stderr) {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no message'
}
