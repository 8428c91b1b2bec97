/** The library as a person meets it. */
import { basename, join } from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { button, expect } from './app'

export const searchBox = (window: Page): Locator =>
  window.getByRole('searchbox', { name: 'Search conversations' })

export const found = (window: Page): Locator =>
  window.getByRole('list', { name: 'Search results' }).getByRole('button')

/** The list of conversations; each has a box to select it. */
export const conversations = (window: Page): Locator =>
  window.getByRole('list', { name: 'Conversations' }).getByRole('listitem')

export const keptLines = (window: Page): Locator =>
  window.getByRole('list', { name: 'Lines' }).getByRole('article')

export const pictures = (window: Page): Locator =>
  window.getByRole('list', { name: 'Pictures that were shown' }).getByRole('button')

export const timeline = (window: Page): Locator => window.getByRole('slider', { name: 'Timeline' })

/** Whether the keyboard goes on from here, whichever window has it now. */
export const isActive = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node === document.activeElement)

/** The pixels that an image has in itself, across; 0 where it could not be shown. */
export const pixelsOf = (image: Locator): Promise<number> =>
  image.evaluate((element) => (element as HTMLImageElement).naturalWidth)

/** Opens the library, and the conversation of this title in it. */
export async function openKept(window: Page, title: string): Promise<void> {
  await button(window, 'Library').click()
  await conversations(window).getByRole('button').filter({ hasText: title }).first().click()
  await expect(keptLines(window).first()).toBeVisible()
}

/** Has the system's dialogs answered with a file of the name they offer in this folder. */
export async function answerFileDialogs(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    dialog.showSaveDialog = ((options: { defaultPath: string }) => {
      const name = options.defaultPath.split(/[\\/]/).at(-1) ?? ''
      return Promise.resolve({ canceled: false, filePath: `${into}/${name}` })
    }) as unknown as typeof dialog.showSaveDialog
  }, folder)
}

/** Exports the open conversation in a format, by the name in its menu; returns the file's path. */
export async function exportAs(window: Page, folder: string, format: string): Promise<string> {
  await button(window, 'Export').click()
  await window.getByRole('menuitem', { name: format }).click()
  const told = window.getByText(/^1 conversation exported to .+\.[a-z]+$/)
  const extension = /\((SRT|WebVTT)\)/.exec(format)?.[1] ?? format
  await expect(told).toHaveText(EXTENSIONS[extension] ?? /$^/)
  const [, name = ''] = /exported to (.+)$/.exec((await told.textContent()) ?? '') ?? []
  return join(folder, basename(name))
}

const EXTENSIONS: Readonly<Record<string, RegExp>> = {
  Markdown: /\.md$/,
  'JSON, to be imported again': /\.sightline$/,
  SRT: /\.srt$/,
  WebVTT: /\.vtt$/,
  'Web page with pictures': /\.html$/,
}
