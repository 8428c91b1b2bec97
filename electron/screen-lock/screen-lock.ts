import { powerMonitor } from 'electron'
import type { Log } from '@main/log'
import { DesktopLock } from './desktop-lock'

/**
 * Tells when the screen is locked and unlocked. Electron knows of it on macOS and Windows; on Linux
 * the desktop is asked.
 */
export function watchScreenLock(
  onChange: (isLocked: boolean) => void,
  log: Log,
): { close(): void } {
  if (process.platform === 'linux') {
    const lock = new DesktopLock(onChange, log)
    void lock.start()
    return lock
  }
  powerMonitor.on('lock-screen', () => onChange(true))
  powerMonitor.on('unlock-screen', () => onChange(false))
  return { close: () => undefined }
}
