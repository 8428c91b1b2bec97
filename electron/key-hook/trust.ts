import { systemPreferences } from 'electron'

/**
 * Whether the app may see keys: on macOS a permission (Accessibility), without which the hook
 * would end its process.
 *
 * @param ask shows the system's question when it is not given.
 */
export function isTrustedWithKeys(ask: boolean): boolean {
  return process.platform !== 'darwin' || systemPreferences.isTrustedAccessibilityClient(ask)
}
