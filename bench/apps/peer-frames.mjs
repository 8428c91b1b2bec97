/** A shared screen as many assistants have it: drawn and encoded on the page's thread. */
import { join } from 'node:path'
import { app, BrowserWindow, desktopCapturer, ipcMain, session } from 'electron' // eslint-disable-line no-restricted-syntax

/** From the drawing of each frame to its arrival in main, in ms. @type {number[]} */
const times = []
/** Tasks of the page's thread over 50 ms. @type {number[]} */
const longTasks = []
Object.assign(globalThis, {
  takeTimes: () => times.splice(0),
  takeLongTasks: () => longTasks.splice(0),
})

// eslint-disable-next-line no-restricted-syntax -- no part of the app
ipcMain.handle('frame', (_event, at) => {
  times.push(Date.now() - at)
})
// eslint-disable-next-line no-restricted-syntax -- no part of the app
ipcMain.on('long-task', (_event, duration) => {
  longTasks.push(duration)
})

void app.whenReady().then(() => {
  session.defaultSession.setDisplayMediaRequestHandler((_request, answer) => {
    void desktopCapturer
      .getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } })
      .then(([screen]) => answer(screen ? { video: screen } : {}))
  })
  const webPreferences = { nodeIntegration: true, contextIsolation: false }
  const window = new BrowserWindow({
    webPreferences: { ...webPreferences, backgroundThrottling: false },
  })
  void window.loadFile(join(import.meta.dirname, 'peer-frames.html'))
})
