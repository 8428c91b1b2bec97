/** Starting the app as a person who is not root, for whom Chromium's sandbox is on (Linux). */
import { spawn, spawnSync } from 'node:child_process'
import { chmod, chown, copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder, stageEnvironment } from '../../e2e/launch'
import { followRun, type ReleasedRun } from './released-app'

/** `nobody`, who is on every Linux. */
const NOBODY = 65_534

/** Of root alone: the bus and the runtime folder let nobody else in. */
const WITHHELD = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'PULSE_SERVER']

const isRoot = process.getuid?.() === 0

/** What turns a command into one of the ordinary user: nothing, for who is one. */
const asOrdinaryUser: readonly string[] = isRoot
  ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--']
  : []

/** Why the app cannot be started with its sandbox here; `null` when it can. */
export function whyNoSandbox(): string | null {
  if (process.platform !== 'linux') return 'looks into /proc, which is on Linux'
  if (!succeeds('test', '-r', join(projectFolder, 'out/main/index.js')))
    return 'the built app is where no other user than root may read it'
  if (!succeeds('unshare', '--user', 'true'))
    return 'this system does not let ordinary users make user namespaces'
  return null
}

function succeeds(...command: readonly string[]): boolean {
  const [program = '', ...args] = [...asOrdinaryUser, ...command]
  return spawnSync(program, args, { cwd: '/' }).status === 0
}

/**
 * Makes a home of the ordinary user in this folder, with the right to show windows on the tests'
 * display; returns the environment of the app that lives there.
 */
export async function ordinaryEnvironment(folder: string): Promise<Record<string, string>> {
  const home = join(folder, 'home')
  const userData = join(home, 'profile')
  const authority = join(home, 'xauthority')
  await chmod(folder, 0o755)
  await mkdir(userData, { recursive: true })
  const { XAUTHORITY: given } = process.env
  if (given !== undefined) await copyFile(given, authority)
  if (isRoot) {
    for (const path of [home, userData]) await chown(path, NOBODY, NOBODY)
    if (given !== undefined) await chown(authority, NOBODY, NOBODY)
  }
  const inherited = Object.entries(stageEnvironment()).filter(([name]) => !WITHHELD.includes(name))
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    TMPDIR: home,
    SIGHTLINE_USER_DATA: userData,
    ...(given !== undefined && { XAUTHORITY: authority }),
  }
}

/** Starts a program as the ordinary user, with no switch but these. */
export function runAsOrdinaryUser(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ReleasedRun {
  const [first = '', ...rest] = [...asOrdinaryUser, program, ...args]
  const child = spawn(first, rest, { env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
  return followRun(child)
}
