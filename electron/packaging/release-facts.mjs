/** What `release-rules.mjs` wants to know of the clone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from '../runtime/command.mjs'
import { projectFolder } from '../runtime/paths.mjs'
import { NotReady } from '../runtime/terminal.mjs'
import { projectVersion } from './project-version.mjs'

/** @returns {Promise<import('./release-rules.mjs').ReleaseFacts>} */
export async function releaseFacts() {
  const lock = /** @type {{ version: string }} */ (JSON.parse(read('package-lock.json')))
  return {
    version: projectVersion(),
    lockedVersion: lock.version,
    changes: (await git('status', '--porcelain')).trimEnd(),
    tags: (await git('tag', '--points-at', 'HEAD')).split('\n'),
    changelog: read('CHANGELOG.md'),
  }
}

/** @param {...string} args */
async function git(...args) {
  const { code, stdout, stderr } = await capture('git', args, { cwd: projectFolder })
  if (code !== 0) throw new NotReady(`git ${args.join(' ')} failed: ${stderr.trim()}`)
  return stdout
}

/** @param {string} name */
function read(name) {
  return readFileSync(join(projectFolder, name), 'utf8')
}
