/** Pictures of the window at several widths in both themes: nothing overflows; the rest is to be judged. */
import type { Page } from '@playwright/test'
import { expect } from './app'

export type Size = readonly [width: number, height: number]

const THEMES = ['light', 'dark'] as const

export interface Looking {
  /** Where the pictures go. */
  readonly folder: string
  readonly sizes: readonly Size[]
}

/** Takes the picture of a state at every size and in both themes. */
export async function look(
  window: Page,
  { folder, sizes }: Looking,
  name: string,
  arrange: (size: Size) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const colorScheme of THEMES) {
    await window.emulateMedia({ colorScheme })
    for (const [width, height] of sizes) {
      await window.setViewportSize({ width, height })
      await arrange([width, height])
      expect(await overflow(window), `${name} at ${width} px`).toBe(0)
      await window.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` })
    }
  }
}

/** What scrolls up and down, and must not sideways. */
const PLACES = ['.dialog-body', '.virtual-list', '.transcript-scroll', '.conversation'].join()

/** By how many px the page, or what scrolls on it, is wider than its place. */
const overflow = (window: Page): Promise<number> =>
  window.evaluate((places) => {
    const all = [document.documentElement, ...document.querySelectorAll(places)]
    return Math.max(...all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
  }, PLACES)
