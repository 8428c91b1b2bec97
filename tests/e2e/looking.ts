/** Pictures of the window at several widths in both themes: nothing overflows; the rest is to be judged. */
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expect } from './app'

export type Size = readonly [width: number, height: number]

/** `SIGHTLINE_PICTURES=keep` renews the pictures of the documentation. */
const PICTURES = process.env.SIGHTLINE_PICTURES

const THEMES = ['light', 'dark'] as const

export interface Looking {
  /** Where the pictures go. */
  readonly folder: string
  readonly sizes: readonly Size[]
  /** Pictures that users see, too: where they go by their names. */
  readonly documented?: ReadonlyMap<string, string>
}

/** Takes the picture of a state at every size and in both themes. */
export async function look(
  window: Page,
  { folder, sizes, documented }: Looking,
  name: string,
  arrange: (size: Size) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const colorScheme of THEMES) {
    await window.emulateMedia({ colorScheme })
    for (const [width, height] of sizes) {
      await window.setViewportSize({ width, height })
      await arrange([width, height])
      expect(await overflow(window), `${name} at ${width} px`).toBe(0)
      const picture = `${name}-${width}-${colorScheme}.png`
      await window.screenshot({ path: `${folder}/${picture}` })
      const document = documented?.get(picture)
      if (document !== undefined && PICTURES === 'keep') await keep(window, document)
    }
  }
}

/** As few colours as it takes, and without what is said of the tests' Electron alone. */
async function keep(window: Page, file: string): Promise<void> {
  const hide = (hidden: boolean): Promise<void> =>
    window.locator('.standing').evaluate((notices, isHidden) => {
      notices.style.display = isHidden ? 'none' : ''
    }, hidden)
  await hide(true)
  const png = await window.screenshot()
  await hide(false)
  await writeFile(file, await sharp(png).png({ palette: true, effort: 10 }).toBuffer())
}

/** What scrolls up and down, and must not sideways. */
const PLACES = ['.dialog-body', '.virtual-list', '.transcript-scroll', '.conversation'].join()

/** By how many px the page, or what scrolls on it, is wider than its place. */
const overflow = (window: Page): Promise<number> =>
  window.evaluate((places) => {
    const all = [document.documentElement, ...document.querySelectorAll(places)]
    return Math.max(...all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
  }, PLACES)
