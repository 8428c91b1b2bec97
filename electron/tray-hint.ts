import { Notification } from 'electron'
import type { Engine } from '@main/engine'

/** Once in the app's life: closing the window has not ended the app. */
export function showTrayHint(engine: Engine, onClick: () => void): void {
  if (engine.state.current.settings.trayHintShown || !Notification.isSupported()) return
  const hint = new Notification({
    title: 'Sightline is still here',
    body: 'It goes on in the tray. Quit it from the menu of its icon there.',
  })
  hint.on('click', onClick)
  // Without a service for notifications there is no such event, and it is tried again next time.
  hint.on('show', () => void engine.markTrayHintShown())
  hint.show()
}
