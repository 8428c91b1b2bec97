/** A microphone as many assistants have it: its chunks go over the page's thread. */
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain } from 'electron' // eslint-disable-line no-restricted-syntax

/** @type {number[]} */
const delays = []
Object.assign(globalThis, { takeDelays: () => delays.splice(0) })

// eslint-disable-next-line no-restricted-syntax -- no part of the app
ipcMain.on('chunk', (_event, at) => {
  delays.push(Date.now() - at)
})

void app.whenReady().then(() => {
  const webPreferences = { nodeIntegration: true, contextIsolation: false }
  const window = new BrowserWindow({
    webPreferences: { ...webPreferences, backgroundThrottling: false },
  })
  const query = { samples: process.env.BENCH_CHUNK_SAMPLES ?? '320' }
  void window.loadFile(join(import.meta.dirname, 'peer.html'), { query })
})
