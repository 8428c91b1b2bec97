import packageFile from '../../package.json'
import type { PortalAnswer, PortalListeners } from './portal-shortcut'

const APPLICATION_ID = packageFile.desktopName.replace(/\.desktop$/, '')

/** Asks the desktop for the shortcut; D-Bus is loaded only where it is asked. */
export async function openPortal(
  accelerator: string,
  listeners: PortalListeners,
): Promise<PortalAnswer> {
  const { openPortalShortcut } = await import('./portal-shortcut')
  return openPortalShortcut(accelerator, APPLICATION_ID, listeners)
}
