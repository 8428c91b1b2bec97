#!/usr/bin/env node
/**
 * Makes a deb with Debian's own dpkg-deb. electron-builder starts it in the place of fpm
 * (`CUSTOM_FPM_PATH`), which it would have to download, and which brings a Ruby of its own.
 */
import {
  chmod,
  copyFile,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { capture } from '../runtime/command.mjs'
import { NotReady, runScript } from '../runtime/terminal.mjs'
import { controlFile } from './debian-control.mjs'
import { readFpmOptions } from './fpm-options.mjs'

/** @typedef {import('./fpm-options.mjs').DebianPackage} DebianPackage */
/** @typedef {import('./fpm-options.mjs').Mapping} Mapping */

const FOLDER_MODE = 0o755
const SCRIPT_MODE = 0o755
const BYTES_PER_KIB = 1024

runScript(async () => {
  const deb = readFpmOptions(process.argv.slice(2))
  const root = await mkdtemp(join(tmpdir(), 'sightline-deb-'))
  try {
    // mkdtemp gives the folder to us alone; it becomes the root folder of the package.
    await chmod(root, FOLDER_MODE)
    for (const mapping of deb.mappings) await place(root, mapping)
    const installedKiB = await kibibytesOf(root)
    await writeControl(join(root, 'DEBIAN'), deb, installedKiB)
    await archive(root, deb)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
  return 0
})

/**
 * @param {string} root
 * @param {Mapping} mapping
 */
async function place(root, { from, to }) {
  const target = join(root, to)
  await mkdir(from.endsWith('/') ? target : dirname(target), { recursive: true })
  await cp(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  await chmodFolders(root)
}

/**
 * Folders that the umask made narrower would keep users out.
 *
 * @param {string} folder
 */
async function chmodFolders(folder) {
  await chmod(folder, FOLDER_MODE)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await chmodFolders(join(folder, entry.name))
  }
}

/**
 * As Debian counts it: each file rounded up, one for each folder.
 *
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function kibibytesOf(folder) {
  let sum = 1
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    sum += entry.isDirectory()
      ? await kibibytesOf(path)
      : Math.ceil((await lstat(path)).size / BYTES_PER_KIB)
  }
  return sum
}

/**
 * @param {string} folder
 * @param {DebianPackage} deb
 * @param {number} installedKiB
 */
async function writeControl(folder, deb, installedKiB) {
  await mkdir(folder)
  await writeFile(join(folder, 'control'), controlFile(deb, installedKiB))
  for (const [name, file] of Object.entries(deb.scripts)) {
    await copyFile(file, join(folder, name))
    await chmod(join(folder, name), SCRIPT_MODE)
  }
}

/**
 * @param {string} root
 * @param {DebianPackage} deb
 */
async function archive(root, { file, compression }) {
  await rm(file, { force: true })
  const args = ['--root-owner-group', `-Z${compression}`, '--build', root, file]
  const { code, stderr } = await capture('dpkg-deb', args)
  if (code !== 0) throw new NotReady(`dpkg-deb could not make ${file}:\n${stderr.trim()}`)
}
