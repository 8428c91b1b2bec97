/** From where on a person's changes are counted. */
import { capture } from './command.mjs'
import { projectFolder } from './paths.mjs'

/** The branch that changes go to, as a clone knows it, and as the one who has no other copy does. */
const TARGETS = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/heads/main']

/**
 * The commit at which the work here left the branch that it goes to; what is not committed counts as
 * changed besides. Without Git (an unpacked archive) nothing says what has changed: undefined.
 *
 * @returns {Promise<string | undefined>}
 */
export async function changedSince() {
  for (const target of TARGETS) {
    const fork = await git('merge-base', 'HEAD', target)
    if (fork !== undefined) return fork
  }
  return git('rev-parse', 'HEAD')
}

/** @param {...string} args */
async function git(...args) {
  const { code, stdout } = await capture('git', args, { cwd: projectFolder })
  return code === 0 ? stdout.trim() : undefined
}
