/** Makes the packages for one target with electron-builder, and checks what it made. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Arch, Platform, build } from 'electron-builder'
import { projectFolder } from '../runtime/paths.mjs'
import { say } from '../runtime/terminal.mjs'
import { checkPackedApp, placesIn } from './check-packed-app.mjs'
import { builderConfiguration } from './electron-builder.mjs'
import { checkModulesLoad } from './load-check.mjs'
import { signingWords } from './signing.mjs'
import { stage } from './stage.mjs'
import { targetName } from './target.mjs'

/**
 * @typedef {import('./target.mjs').Target} Target
 * @typedef {import('./target.mjs').Electron} Electron
 * @typedef {import('./target.mjs').TargetPlatform} TargetPlatform
 */

const PLATFORMS = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS }

const debianArchive = join(import.meta.dirname, 'debian-archive.mjs')

/** Where packages are made; git does not see it. */
export const workFolder = join(projectFolder, 'dist')

/**
 * @param {object} wanted
 * @param {Target} wanted.target
 * @param {Electron} wanted.electron
 * @param {readonly string[]} wanted.formats as electron-builder calls them
 * @param {string} wanted.version
 * @param {string} wanted.output the folder for the packages
 * @param {string} [wanted.feed] where the packed app looks for updates
 * @param {boolean} [wanted.isFast] compresses less, for packages that only tests install
 * @returns {Promise<string[]>} the files that were made
 */
export async function pack({ target, electron, formats, version, output, feed, isFast = false }) {
  const staged = await stage(target, { folder: stageFolder(target), version })
  say(signingWords(process.env, target.platform))
  const config = builderConfiguration({
    target,
    electron,
    stage: staged,
    output,
    feed,
    isFast,
    env: process.env,
  })
  await rm(join(output, unpackedFolder(target)), { recursive: true, force: true })
  /** @param {readonly string[]} some */
  const make = (some) =>
    build({
      projectDir: projectFolder,
      targets: PLATFORMS[target.platform].createTarget([...some], Arch[target.arch]),
      config,
      publish: 'never',
    })
  const [debs, others] = [['deb'], formats.filter((format) => format !== 'deb')]
  const made = formats.includes('deb') ? await withDebianArchive(() => make(debs)) : []
  if (others.length > 0) made.push(...(await make(others)))
  const unpacked = join(output, unpackedFolder(target))
  await checkPackedApp(unpacked, target)
  await checkModulesLoad(join(placesIn(unpacked, target).resources, 'app.asar'), target, electron)
  return made
}

/**
 * electron-builder runs our own program where it would run fpm, for debs alone: rpm needs fpm itself.
 *
 * @template Result
 * @param {() => Promise<Result>} run
 * @returns {Promise<Result>}
 */
async function withDebianArchive(run) {
  process.env.CUSTOM_FPM_PATH = debianArchive
  try {
    return await run()
  } finally {
    delete process.env.CUSTOM_FPM_PATH
  }
}

/** @param {Target} target */
export function stageFolder(target) {
  return join(workFolder, 'stage', targetName(target))
}

/**
 * Where electron-builder leaves the app before it goes into a package.
 *
 * @param {Target} target
 */
export function unpackedFolder({ platform, arch }) {
  const system = { linux: 'linux', win32: 'win', darwin: 'mac' }[platform]
  const suffix = arch === 'x64' ? '' : `-${arch}`
  return platform === 'darwin' ? `${system}${suffix}` : `${system}${suffix}-unpacked`
}
