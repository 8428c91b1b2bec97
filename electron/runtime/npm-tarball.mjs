/** Fetching one package of the npm registry as a file, and checking that it is the very one. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { capture, npmCommand } from './command.mjs'
import { NotReady } from './terminal.mjs'

/**
 * Downloads a package with npm (so that the person's registry, proxy and certificates are used)
 * and checks it against the hash that we know, whatever the registry says.
 *
 * @param {{ name: string, integrity: string }} wanted name@version; `sha512-<base64>`
 * @param {string} folder an empty folder to put the tarball in
 * @returns {Promise<string>} the path of the tarball
 */
export async function fetchTarball({ name, integrity }, folder) {
  const pack = ['pack', name, '--pack-destination', folder, '--loglevel=error']
  const { code, stderr } = await capture(...npmCommand(pack), { cwd: folder })
  const file = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'))
  if (code !== 0 || !file) throw new NotReady(`npm could not fetch ${name}:\n${stderr.trim()}`)
  const path = join(folder, file)
  const found = await integrityOf(path)
  if (found !== integrity) {
    throw new NotReady(
      `${name} is not what it should be.\nexpected ${integrity}\nfound    ${found}`,
    )
  }
  return path
}

/**
 * A file's hash as npm writes it (https://www.w3.org/TR/SRI/).
 *
 * @param {string} path
 */
async function integrityOf(path) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return `sha512-${hash.digest('base64')}`
}
