import { powerMonitor } from 'electron'

/** Tells when the screen is locked and unlocked. On Linux Electron has no such events. */
export function watchScreenLock(onChange: (isLocked: boolean) => void): void {
  powerMonitor.on('lock-screen', () => onChange(true))
  powerMonitor.on('unlock-screen', () => onChange(false))
}
