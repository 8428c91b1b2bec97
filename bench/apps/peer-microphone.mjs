/** A microphone as many assistants have it: its chunks go over the page's thread. */
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain } from 'electron' // eslint-disable-line no-restricted-syntax

/** How long the oldest sample of each chunk has waited, in ms. @type {number[]} */
const waits = []
Object.assign(globalThis, { takeTimes: () => waits.splice(0) })

/** @param {unknown} _event @param {number} at */
const note = (_event, at) => {
  waits.push(Date.now() - at)
}
// eslint-disable-next-line no-restricted-syntax -- no part of the app
ipcMain.on('chunk', note)
// eslint-disable-next-line no-restricted-syntax -- no part of the app
ipcMain.handle('piece', note)

void app.whenReady().then(() => {
  const webPreferences = { nodeIntegration: true, contextIsolation: false }
  const window = new BrowserWindow({
    webPreferences: { ...webPreferences, backgroundThrottling: false },
  })
  const query = { design: process.env.BENCH_DESIGN ?? 'worklet' }
  void window.loadFile(join(import.meta.dirname, 'peer-microphone.html'), { query })
})
