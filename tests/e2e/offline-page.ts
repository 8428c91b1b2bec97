/** A document as a browser without a network shows it. */
import type { ElectronApplication } from '@playwright/test'

export interface OfflinePage {
  /** Every address that was asked for, the document's own first. */
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
    const requests: string[] = []
    apart.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
      // A picture that the page holds in itself is no request.
      if (!url.startsWith('data:')) requests.push(url)
      answer({ cancel: resourceType !== 'mainFrame' && !url.startsWith('data:') })
    })
    const window = new BrowserWindow({ show: false, webPreferences: { session: apart } })
    try {
      await window.loadFile(path)
      const read = `(async () => {
        const images = [...document.images]
        await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
        return [document.body.innerText, images.map((image) => image.naturalWidth)]
      })()`
      const seen: unknown = await window.webContents.executeJavaScript(read)
      const [text, pictures] = seen as [string, number[]]
      return { requests, text, pictures }
    } finally {
      window.destroy()
    }
  }, file)
}
