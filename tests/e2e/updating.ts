/** The app with a feed of updates on this computer, and its controls. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { button, test as base } from './app'
import type { LaunchOptions, Sightline } from './launch'
import { startFeed, type UpdateFeed } from './update-feed'

interface Updating extends Sightline {
  readonly cache: string
}

export const test = base.extend<{
  feed: UpdateFeed
  /** With the feed, a key, and a cache of its own. */
  launchUpdating: (
    options?: LaunchOptions & { readonly settings?: Readonly<Record<string, unknown>> },
  ) => Promise<Updating>
}>({
  feed: async ({}, use) => {
    const feed = await startFeed()
    await use(feed)
    await feed.close()
  },
  launchUpdating: async ({ feed, launchConnected }, use, info) => {
    await use(async ({ settings = { lookForUpdates: false }, ...options } = {}) => {
      const userData = options.userData ?? info.outputPath('profile')
      await mkdir(userData, { recursive: true })
      await writeFile(join(userData, 'settings.json'), JSON.stringify(settings))
      const cache = info.outputPath('cache')
      const env = { ...options.env, SIGHTLINE_UPDATE_FEED: feed.url, XDG_CACHE_HOME: cache }
      return { ...(await launchConnected({ ...options, userData, env })), cache }
    })
  },
})

/** Of an app that is tried from its source. */
export const UPDATER_CACHE = 'sightline-updater-tried'

export const bar = (window: Page): Locator =>
  window.getByRole('region', { name: 'Update', exact: true })

/** The part of the settings about updates. */
export async function openUpdates(window: Page): Promise<Locator> {
  await button(window, 'Settings').click()
  const part = window.getByRole('region', { name: 'Updates', exact: true })
  await button(window, 'Updates').click()
  return part
}

export const checkNow = (part: Locator): Promise<void> =>
  part.getByRole('button', { name: 'Check now' }).click()
