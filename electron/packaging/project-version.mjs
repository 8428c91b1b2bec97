/** The version in package.json. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../runtime/paths.mjs'

export function projectVersion() {
  const text = readFileSync(join(projectFolder, 'package.json'), 'utf8')
  return /** @type {{ version: string }} */ (JSON.parse(text)).version
}
