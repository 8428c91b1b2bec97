// Tests import this file too, and their TypeScript project does not see our declarations.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./yauzl.d.ts" />
/** Unpacking a zip file, with a say in which entry goes where. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import yauzl from 'yauzl'

const openZip = promisify(yauzl.open)

/** A zip entry made on Unix keeps its file mode in the upper half of this field. */
const UNIX_MODE_SHIFT = 16
const PERMISSIONS = 0o777
const DEFAULT_MODE = 0o644

/**
 * @param {string} zipPath
 * @param {string} folder
 * @param {(name: string) => string | undefined} placeFor where in the folder an entry goes, or
 *   nothing to leave it out
 */
export async function unpackZip(zipPath, folder, placeFor) {
  const zip = await openZip(zipPath, { lazyEntries: true, autoClose: true })
  /** @param {yauzl.Entry} entry */
  const unpack = async (entry) => {
    const place = entry.fileName.endsWith('/') ? undefined : placeFor(entry.fileName)
    if (place) await writeEntry(zip, entry, join(folder, place))
    zip.readEntry()
  }
  await new Promise((done, fail) => {
    zip.on('error', fail)
    zip.on('end', () => done(undefined))
    zip.on('entry', (entry) => void unpack(entry).catch(fail))
    zip.readEntry()
  })
}

/**
 * @param {yauzl.ZipFile} zip
 * @param {yauzl.Entry} entry
 * @param {string} path
 */
async function writeEntry(zip, entry, path) {
  const mode = (entry.externalFileAttributes >>> UNIX_MODE_SHIFT) & PERMISSIONS
  const content = await promisify(zip.openReadStream.bind(zip))(entry)
  await mkdir(dirname(path), { recursive: true })
  await pipeline(content, createWriteStream(path, { mode: mode || DEFAULT_MODE }))
}
