/** A message bus (D-Bus) of a test's own, on which it plays the desktop's services. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export const hasBus = spawnSync('dbus-daemon', ['--version']).status === 0

export interface PrivateBus {
  readonly address: string
  end(): Promise<void>
}

export async function startBus(): Promise<PrivateBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'])
  const [address] = (await once(createInterface(daemon.stdout), 'line')) as [string]
  return {
    address,
    end: async () => {
      const ended = once(daemon, 'exit')
      daemon.kill()
      await ended
    },
  }
}
