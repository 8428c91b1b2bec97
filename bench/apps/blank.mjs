/** The least that an Electron app can be: one window with one button. */
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1080, height: 760 })
  void window.loadFile(join(import.meta.dirname, 'blank.html'))
})
