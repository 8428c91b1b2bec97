/** The part of a release that needs the project's modules: packages, and what goes with them. */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from '../runtime/build.mjs'
import { projectFolder } from '../runtime/paths.mjs'
import { NotReady, say } from '../runtime/terminal.mjs'
import { writeBillOfMaterials } from './bill-of-materials.mjs'
import { writeChecksums } from './checksums.mjs'
import { officialElectron, officialVersion, testElectron } from './electron-choice.mjs'
import { NOTICES } from './notices.mjs'
import { pack, stageFolder, workFolder } from './pack.mjs'
import { projectVersion } from './project-version.mjs'
import { formatsOf, isReleased, targetsOf } from './release-rules.mjs'
import { shippedPackages } from './shipped-packages.mjs'
import { targetName } from './target.mjs'

/**
 * @typedef {import('./target.mjs').Target} Target
 * @typedef {import('./target.mjs').Electron} Electron
 */

const releaseFolder = join(projectFolder, 'release')

/**
 * @param {{ isRehearsal: boolean }} options
 * @returns {Promise<Electron>}
 */
export async function releaseElectron({ isRehearsal }) {
  if (isRehearsal) return testElectron(join(workFolder, 'test-electron'))
  const official = await officialElectron()
  if (official) return official
  throw new NotReady(
    `A release is made on the official Electron ${officialVersion()}, which cannot be downloaded ` +
      'here.\nnpm run release -- --rehearsal tries the way on the runtime of the tests.',
  )
}

/** @param {Electron} electron */
export async function makeRelease(electron) {
  const isRehearsal = electron.kind === 'test-runtime'
  const output = join(workFolder, 'release')
  for (const folder of [output, releaseFolder]) await rm(folder, { recursive: true, force: true })
  await mkdir(releaseFolder, { recursive: true })
  await build()
  for (const target of targetsOf(process.platform)) {
    const { made, leftOut } = formatsOf(target, { isRehearsal })
    if (leftOut.length > 0) say(`Left out of the rehearsal: ${leftOut.join(', ')}.`)
    await pack({ target, electron, formats: made, version: projectVersion(), output })
    await addPapers(target, electron)
  }
  await copyReleased(output)
  await writeChecksums(releaseFolder)
  say(`${isRehearsal ? 'Rehearsed, not for use' : 'Released'}, in ${releaseFolder}:`)
  for (const name of (await readdir(releaseFolder)).sort()) say(`  ${name}`)
}

/**
 * What each target carries differs, and so do its papers.
 *
 * @param {Target} target
 * @param {Electron} electron
 */
async function addPapers(target, electron) {
  const stage = stageFolder(target)
  const start = `sightline-${projectVersion()}-${targetName(target)}`
  const notices = join(releaseFolder, `${start}-${NOTICES}`)
  await copyFile(join(stage, 'notices', NOTICES), notices)
  const bill = join(releaseFolder, `${start}.cdx.json`)
  await writeBillOfMaterials(bill, shippedPackages(target, stage), electron.version)
}

/** @param {string} folder */
async function copyReleased(folder) {
  for (const name of await readdir(folder)) {
    if (isReleased(name)) await copyFile(join(folder, name), join(releaseFolder, name))
  }
}
