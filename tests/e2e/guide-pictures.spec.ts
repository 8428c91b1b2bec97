/** What the guide shows of the app, state by state; `SIGHTLINE_PICTURES=keep` renews docs/images. */
import { readFile, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { scripted, type Reply } from '../../simulator/scenario'
import { button, expect, goLive, lines, say, status, test } from './app'
import { drawScreens } from './drawn-screens'
import { look, type Looking } from './looking'
import { paintDesktop, showPicture } from './screen'

/** The folder of what a test leaves behind, below `test-results/`. */
const FOLDER = 'test-results/looks-guide'

/** A picture of the documentation for each that is named, in one size. */
function looking(size: readonly [number, number], ...names: readonly string[]): Looking {
  const pictures = names.flatMap((name) => {
    const [state = '', theme = ''] = name.split('|')
    return [[`${state}-${size[0]}-${theme}.png`, `docs/images/${state}-${theme}.png`] as const]
  })
  return { folder: FOLDER, sizes: [size], documented: new Map(pictures) }
}

const WIDE = looking(
  [1200, 800],
  'welcome|light',
  'live|light',
  'live|dark',
  'picker|light',
  'covers|light',
)
const NARROW = looking([900, 640], 'settings-talking|light', 'settings-kept|light')

const answer = (text: string): Reply => ({
  text,
  sound: { hertz: 300, seconds: 0.2 },
  delayMs: 10,
})

/** What is asked of the chart below, and what is said of it. */
const talk = new Map([
  [
    'What stands out here?',
    'Sales nearly trebled, from 42 to 118 thousand euros. November, in orange, is the peak: 124.',
  ],
  [
    'Is there a pattern?',
    'Each quarter ends with a dip: March, June, September and December are below the month before.',
  ],
])

/** A window with words in it, which the picker offers under its title. */
async function showChart(page: Page, path: string): Promise<() => Promise<void>> {
  const { chart } = await drawScreens(page)
  await writeFile(path, Buffer.from(chart.picture, 'base64'))
  const shown = { title: 'Sales 2026', content: path, width: chart.width, height: chart.height }
  return (await showPicture({ ...shown, left: 40, top: 40 })).close
}

test('the welcome page', async ({ launch }) => {
  const { window } = await launch()
  await expect(button(window, 'Try the demo')).toBeVisible()
  await look(window, WIDE, 'welcome')
})

test('a window is chosen, shared and covered while it is talked about', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({ scenario: scripted([...talk.values()].map(answer)) })
  await paintDesktop('#31475e')
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  const close = await showChart(window, info.outputPath('chart.jpg'))
  await goLive(window)
  await button(window, 'Share').click()
  await window.getByRole('option', { name: /Sales 2026/ }).click()
  await look(window, WIDE, 'picker')
  await button(window, 'Start sharing').click()
  await expect(window.getByRole('img', { name: /What the assistant sees/ })).toBeVisible()
  for (const [question, whole] of talk) {
    await say(window, question)
    await expect(lines(window).last()).toContainText(whole)
    await expect(status(window)).not.toContainText('assistant speaking')
  }
  await expect(window.getByText('interrupted', { exact: true })).toHaveCount(0)
  await look(window, WIDE, 'live')
  await button(window, 'Cover parts…').click()
  await button(window, 'Add a cover').click()
  await look(window, WIDE, 'covers')
  await button(window, 'Done').click()
  await close()
})

test('two parts of the settings', async ({ launchConnected }) => {
  const { window } = await launchConnected()
  await button(window, 'Settings').click()
  for (const [name, heading] of [
    ['settings-talking', 'Talking'],
    ['settings-kept', 'What is kept'],
  ] as const) {
    await look(window, NARROW, name, async () => {
      await button(window, heading).click()
      await expect(window.getByRole('heading', { name: heading, exact: true })).toBeInViewport()
    })
  }
  expect((await readFile(`${FOLDER}/settings-kept-900-light.png`)).byteLength).toBeGreaterThan(0)
})
