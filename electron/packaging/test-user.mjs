/** An ordinary user for the time of a test, with a home of its own. Only root can make one. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { capture } from '../runtime/command.mjs'
import { NotReady } from '../runtime/terminal.mjs'

const FOLDER_MODE = 0o755

/**
 * Makes the user, runs something, and removes the user with all that is in its home in every case.
 *
 * @template Result
 * @param {(user: { name: string, home: string }) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withTestUser(use) {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-user-'))
  const user = { name: `sightline-test-${process.pid}`, home: join(folder, 'home') }
  try {
    await chmod(folder, FOLDER_MODE)
    const home = ['--create-home', '--home-dir', user.home]
    await must('useradd', [...home, '--user-group', '--shell', '/bin/sh', user.name])
    return await use(user)
  } finally {
    await capture('userdel', ['--force', user.name])
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function must(command, args) {
  const { code, stderr } = await capture(command, args)
  if (code !== 0) throw new NotReady(`${command} failed: ${stderr.trim()}`)
}
