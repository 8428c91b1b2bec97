/** A document as a browser without a network shows it. */
import type { ElectronApplication } from '@playwright/test'

export interface OfflinePage {
  /** Every address that it asked for besides its own. */
  readonly requests: readonly string[]
  /** What can be read on it. */
  readonly text: string
  /** How wide its pictures are in themselves, in px; 0 for one that could not be shown. */
  readonly pictures: readonly number[]
}

/** Opens a file in a window of its own, in which nothing else is let through. */
export async function openOffline(app: ElectronApplication, file: string): Promise<OfflinePage> {
  return app.evaluate(async ({ BrowserWindow, session }, path) => {
    const apart = session.fromPartition('offline')
    const asked: string[] = []
    apart.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
      const isOwn = resourceType === 'mainFrame' || url.startsWith('data:')
      if (!isOwn) asked.push(url)
      answer({ cancel: !isOwn })
    })
    const window = new BrowserWindow({ show: false, webPreferences: { session: apart } })
    const imagesOf = `(async () => {
      const images = [...document.images]
      await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
      return [document.body.innerText, images.map((image) => image.naturalWidth)]
    })()`
    try {
      // A request must be seen, or none of them proves nothing.
      await window.loadURL('data:text/html,<img src="http://127.0.0.1:9/probe">')
      await window.webContents.executeJavaScript(imagesOf)
      if (asked.length !== 1) throw new Error(`Requests are not seen: ${asked.join()}`)
      asked.length = 0
      await window.loadFile(path)
      const seen: unknown = await window.webContents.executeJavaScript(imagesOf)
      const [text, pictures] = seen as [string, number[]]
      return { requests: asked, text, pictures }
    } finally {
      window.destroy()
    }
  }, file)
}
