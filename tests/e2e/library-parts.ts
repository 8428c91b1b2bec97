/** The library's parts by the names that a screen reader says, and pictures of it. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { button, expect } from './app'
import { importLibrary } from './library-world'
import { look, type Looking } from './looking'

/** Library, review and search are documented in both themes and three widths (docs/library-looks.md). */
const DOCUMENTED = ['browse', 'review', 'search'].flatMap((name) =>
  [380, 900, 1600].flatMap((width) =>
    ['light', 'dark'].map((theme) => `${name}-${width}-${theme}`),
  ),
)

const LOOKING: Looking = {
  folder: 'test-results/looks-library',
  sizes: [
    [380, 720],
    [900, 700],
    // As wide as the window opens.
    [1080, 760],
    [1600, 900],
  ],
  documented: new Map(
    [
      ...DOCUMENTED,
      'filter-380-light',
      'search-review-1600-light',
      'search-review-1600-dark',
      'playing-1600-light',
      'playing-900-dark',
    ].map((name) => [`${name}.png`, `docs/images/library-${name}.png`]),
  ),
}

/** From here on a review stands beside the list (`library.css`). */
export const BESIDE_PX = 1_024

export const searchBox = (window: Page): Locator =>
  window.getByRole('searchbox', { name: 'Search conversations' })
export const list = (window: Page): Locator => window.getByRole('list', { name: 'Conversations' })
export const results = (window: Page): Locator =>
  window.getByRole('list', { name: 'Search results' })
export const row = (window: Page, title: string | RegExp): Locator =>
  list(window).locator('[data-row-main]', { hasText: title })
export const timeline = (window: Page): Locator => window.getByRole('slider', { name: 'Timeline' })
export const review = (window: Page): Locator =>
  window.getByRole('region', { name: 'Conversation', exact: true })
export const line = (window: Page, text: string): Locator =>
  window.getByRole('list', { name: 'Lines' }).getByRole('article').filter({ hasText: text })

export const looks = (
  window: Page,
  name: string,
  arrange?: Parameters<typeof look>[3],
): Promise<void> => look(window, LOOKING, name, arrange)

/** Goes into the library and fills it. */
export async function fill(app: ElectronApplication, window: Page, file: string): Promise<void> {
  await button(window, 'Library').click()
  await importLibrary(app, window, file)
  await expect(row(window, 'What is wrong with this build?')).toBeVisible()
}
