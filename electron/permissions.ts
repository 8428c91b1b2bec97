import { shell, systemPreferences } from 'electron'
import { fail, ok, type Result } from '@contract/errors'
import type { Permission } from '@contract/session'

/** The panes where each system keeps its permissions; nothing else is ever opened. */
const SETTINGS_PANES: Partial<Record<NodeJS.Platform, Record<Permission, string>>> = {
  darwin: {
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    camera: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Camera',
    screen: 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
  },
  win32: {
    microphone: 'ms-settings:privacy-microphone',
    camera: 'ms-settings:privacy-webcam',
    screen: 'ms-settings:privacy-graphicscaptureprogrammatic',
  },
}

/**
 * Whether the system lets the app open a microphone or camera. macOS asks the user, once; the
 * others have nothing to ask here: where the system refuses, opening the device fails.
 */
export async function askSystem(device: 'microphone' | 'camera'): Promise<boolean> {
  if (process.platform !== 'darwin') return true
  try {
    return await systemPreferences.askForMediaAccess(device)
  } catch {
    return false
  }
}

/**
 * Whether the system is known to refuse captures of the screen. macOS asks by itself at the first
 * capture, so a status that is not determined is no refusal.
 */
export function isScreenDenied(): boolean {
  if (process.platform !== 'darwin') return false
  const status = systemPreferences.getMediaAccessStatus('screen')
  return status === 'denied' || status === 'restricted'
}

/** Opens the system's settings where this permission is given. */
export async function openPermissionSettings(permission: Permission): Promise<Result<null>> {
  const pane = SETTINGS_PANES[process.platform]?.[permission]
  if (pane === undefined) return fail('internal', 'This system has no such settings page')
  try {
    await shell.openExternal(pane)
    return ok(null)
  } catch {
    return fail('internal', 'The settings page could not be opened')
  }
}
