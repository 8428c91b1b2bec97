/** What the system itself makes of scrolling: a window with plain text, and nothing that follows. */
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1080, height: 760 })
  void window.loadFile(join(import.meta.dirname, 'scroll.html'))
})
