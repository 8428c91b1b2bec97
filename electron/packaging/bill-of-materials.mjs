/** Writes the bill of materials of a release. */
import { writeFile } from 'node:fs/promises'
import { capture, npmCommand } from '../runtime/command.mjs'
import { projectFolder } from '../runtime/paths.mjs'
import { NotReady } from '../runtime/terminal.mjs'
import { shippedBom } from './shipped-bom.mjs'

/**
 * @param {string} file
 * @param {readonly { name: string, version: string }[]} shipped
 * @param {string} electron its version
 */
export async function writeBillOfMaterials(file, shipped, electron) {
  // The lock names the packages of every system; what is installed here only those of this one.
  const ask = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']
  const { code, stdout, stderr } = await capture(...npmCommand(ask), { cwd: projectFolder })
  if (code !== 0) throw new NotReady(`npm could not list the packages:\n${stderr.trim()}`)
  const all = /** @type {import('./shipped-bom.mjs').Bom} */ (JSON.parse(stdout))
  await writeFile(file, `${JSON.stringify(shippedBom(all, shipped, electron), null, 2)}\n`)
}
