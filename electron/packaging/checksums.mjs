/** SHA256SUMS, as `sha256sum --check` reads it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export const CHECKSUMS = 'SHA256SUMS'

/**
 * Writes the sums of all other files in a folder beside them.
 *
 * @param {string} folder
 */
export async function writeChecksums(folder) {
  const names = (await readdir(folder)).filter((name) => name !== CHECKSUMS).sort()
  const lines = []
  for (const name of names) lines.push(`${await sumOf(join(folder, name))}  ${name}\n`)
  await writeFile(join(folder, CHECKSUMS), lines.join(''))
}

/** @param {string} file */
async function sumOf(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
