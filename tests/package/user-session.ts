/** A desktop session of an ordinary user, and the installed app in it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { projectFolder } from '../e2e/launch'
import { followRun, type ReleasedRun } from '../faults/e2e/released-app'
import { user } from './given'

/** The command by which a person starts it. */
export const COMMAND = '/usr/bin/sightline'

/** All that is handed over from root: the app has the surroundings of its own user. */
const BASE = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', HOME: user.home, TMPDIR: user.home }

/** Tells the display's environment, with a line's end behind it, and keeps the display until its own input ends. */
const HOLD = 'env -0; echo; exec cat >/dev/null'

const SETPRIV = 'setpriv'

export interface UserSession {
  /** Starts a program as the user, in the session. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): ReleasedRun
  close(): Promise<void>
}

/**
 * Starts display, window manager, session bus, keyring and sound, all of them the user's. The hands
 * of the tests (`screen.ts`) are on that display afterwards.
 */
export async function openSession(): Promise<UserSession> {
  // The sources may be where only root reads.
  const folder = dirname(user.home)
  await cp(join(projectFolder, 'electron/runtime'), join(folder, 'runtime'), { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  const display = join(folder, 'runtime/virtual-display.mjs')
  const hold = asUser(process.execPath, display, '--', 'sh', '-c', HOLD)
  const holder = spawn(SETPRIV, hold, { env: BASE, cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(holder, 'exit')
  const env = await Promise.race([readEnvironment(holder.stdout), ended.then(failed)])
  process.env.DISPLAY = env['DISPLAY']
  process.env.XAUTHORITY = env['XAUTHORITY']
  return {
    run: (args, more = {}) =>
      followRun(
        spawn(SETPRIV, asUser(COMMAND, ...args), {
          env: { ...env, ...BASE, ...more },
          cwd: '/',
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
    close: async () => {
      holder.stdin.end()
      await ended
    },
  }
}

/** What turns a command into one of the user. */
function asUser(...command: readonly string[]): string[] {
  return [`--reuid=${user.name}`, `--regid=${user.name}`, '--clear-groups', '--', ...command]
}

async function readEnvironment(stream: NodeJS.ReadableStream): Promise<Record<string, string>> {
  let text = ''
  for await (const chunk of stream) {
    text += String(chunk)
    if (text.endsWith('\0\n')) break
  }
  const entries = text.split('\0').map((entry): [string, string] => {
    const at = entry.indexOf('=')
    return [entry.slice(0, at), entry.slice(at + 1)]
  })
  return Object.fromEntries(entries.filter(([name]) => /^\w+$/.test(name)))
}

function failed(): never {
  throw new Error('The display of the ordinary user did not start.')
}
