/** Where a secret of the app could be read, and how one is thrown about in it. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'

export const marksIn = (text: string, marks: readonly string[]): string[] =>
  marks.filter((mark) => text.includes(mark))

/** Everything that the app has written below its profile, as one text. */
export async function readProfile(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const contents = await Promise.all(
    files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1').catch(() => '')),
  )
  expect(files.length).toBeGreaterThan(0)
  return contents.join('\n')
}

/** The page's heap after a collection, as its debugger writes it. */
export async function readHeap(window: Page): Promise<string> {
  const session = await window.context().newCDPSession(window)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

/** Throws in main each of them, as a library would that quotes what it was given. */
export const throwInMain = (app: ElectronApplication, text: string): Promise<void> =>
  app.evaluate((_electron, planted) => {
    void Promise.reject(new Error(planted))
  }, text)
