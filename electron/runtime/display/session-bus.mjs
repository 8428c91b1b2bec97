/** A D-Bus session with an unlocked keyring on it, which Electron's safeStorage needs. */
import { join } from 'node:path'
import { capture } from '../command.mjs'
import { Helper, REPORT_FD } from './helper.mjs'

/** The keyring is as short-lived as its folder: its password protects nothing. */
const KEYRING_PASSWORD = 'virtual-display'
const SECRETS = 'org.freedesktop.secrets'

/** @param {import('./stage.mjs').Stage} stage */
export async function startSessionBus(stage) {
  const address = `unix:path=${join(stage.runtimeFolder, 'bus')}`
  const report = `--print-address=${REPORT_FD}`
  const args = ['--session', '--nofork', '--nopidfile', `--address=${address}`, report]
  const bus = stage.keep(new Helper('dbus-daemon', args, stage))
  await bus.firstLine(REPORT_FD)
  stage.env.DBUS_SESSION_BUS_ADDRESS = address
}

/** @param {import('./stage.mjs').Stage} stage */
export async function startKeyring(stage) {
  const args = ['--foreground', '--unlock', '--components=secrets']
  const options = { env: stage.env, input: KEYRING_PASSWORD }
  const keyring = stage.keep(new Helper('gnome-keyring-daemon', args, options))
  await keyring.until(() => isOnBus(SECRETS, stage.env))
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
async function isOnBus(name, env) {
  const call = ['/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner', `string:${name}`]
  const to = ['--session', '--print-reply', '--dest=org.freedesktop.DBus']
  const { stdout } = await capture('dbus-send', [...to, ...call], { env })
  return stdout.includes('boolean true')
}
