/** The library in every state, at several widths in both themes; what it looks like is to be judged. */
import { writeFile } from 'node:fs/promises'
import { scripted, type Reply } from '../../simulator/scenario'
import { button, expect, goLive, lines, say, share, status, test } from './app'
import { drawScreens } from './drawn-screens'
import {
  BESIDE_PX,
  fill,
  line,
  list,
  looks,
  results,
  review,
  row,
  searchBox,
  timeline,
} from './library-parts'
import { importLibrary } from './library-world'
import { showPicture } from './screen'

/** So many pictures take longer than other tests. */
test.describe.configure({ timeout: 180_000 })

test('the list, its filter, a selection, and what is deleted', async ({
  launchConnected,
}, info) => {
  const { app, window } = await launchConnected()
  await button(window, 'Library').click()
  await expect(window.getByText('No conversation has been kept yet')).toBeVisible()
  await looks(window, 'empty')
  await button(window, 'Back to conversation').click()
  await fill(app, window, info.outputPath('library.json'))
  await expect(searchBox(window)).toBeVisible()
  await expect(list(window)).toBeVisible()
  await looks(window, 'browse', async () => {
    await row(window, 'What is wrong').hover()
  })
  await button(window, 'More').click()
  await looks(window, 'more')
  await window.keyboard.press('Escape')

  await button(window, 'Filter').click()
  await window.getByRole('checkbox', { name: 'With marks' }).check()
  await expect(window.getByRole('button', { name: 'Show all' })).toBeVisible()
  await looks(window, 'filter')
  await window.getByRole('button', { name: 'Show all' }).click()
  await button(window, 'Filter').click()

  await window.getByRole('checkbox', { name: /^Select “この京都/ }).check()
  await window.getByRole('checkbox', { name: /^Select “ماذا/ }).check()
  const bar = window.getByRole('group', { name: 'Selected conversations' })
  await expect(bar).toContainText('2 selected')
  await looks(window, 'selection')
  await bar.getByRole('button', { name: 'Export' }).click()
  await looks(window, 'selection-export')
  await window.keyboard.press('Escape')
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(window.getByText('2 conversations deleted')).toBeVisible()
  const undo = button(window, 'Undo')
  await looks(window, 'undo', async () => {
    await expect(undo).toBeVisible()
  })
  await undo.click()

  await button(window, 'More').click()
  await window.getByRole('menuitem', { name: 'Delete everything…' }).click()
  await expect(window.getByRole('dialog', { name: 'Delete everything?' })).toBeVisible()
  await looks(window, 'erase')
})

test('what was found, and what was not', async ({ launchConnected }, info) => {
  const { app, window } = await launchConnected()
  await fill(app, window, info.outputPath('library.json'))
  await window.keyboard.press('/')
  await expect(searchBox(window)).toBeFocused()
  await searchBox(window).fill('build')
  await expect(results(window)).toBeVisible()
  await expect(results(window).locator('mark').first()).toHaveText(/^build/i)
  await looks(window, 'search')
  await results(window).locator('[data-row-main]').first().click()
  await expect(review(window)).toBeVisible()
  await looks(window, 'search-review')
  await window.setViewportSize({ width: 1600, height: 900 })
  await window.keyboard.press('Escape')
  await expect(review(window)).toHaveCount(0)
  await searchBox(window).fill('तालिका')
  await expect(results(window).locator('mark').first()).toBeVisible()
  await looks(window, 'search-hindi')
  await window.setViewportSize({ width: 1600, height: 900 })
  await searchBox(window).fill('giraffe')
  await expect(window.getByText('Nothing found')).toBeVisible()
  await looks(window, 'search-nothing')
})

test('a conversation with pictures is reviewed', async ({ launchConnected }, info) => {
  const { app, window } = await launchConnected()
  await fill(app, window, info.outputPath('library.json'))
  await row(window, 'What is wrong with this build?').click()
  await expect(timeline(window)).toBeVisible()
  for (const name of ['Export', 'Delete', 'Continue conversation']) {
    await expect(review(window).getByRole('button', { name, exact: true })).toBeVisible()
  }
  await expect(review(window).locator('.timeline-pictures img[src]').first()).toBeVisible()
  await looks(window, 'review', async ([width]) => {
    await expect(list(window)).toBeVisible({ visible: width >= BESIDE_PX })
    await line(window, 'What is wrong with this build?').hover()
  })
  await review(window).getByRole('button', { name: 'Export', exact: true }).click()
  await looks(window, 'review-export')
  await window.keyboard.press('Escape')
  await line(window, 'The type checker').hover()
  await line(window, 'The type checker').getByRole('button', { name: 'Edit this line' }).click()
  await looks(window, 'edit')
  await window.keyboard.press('Escape')
  await review(window)
    .getByRole('button', { name: /^Picture at/ })
    .nth(1)
    .click()
  await expect(window.getByRole('img', { name: /^What was shown/ })).toBeVisible()
  await looks(window, 'picture')
  await window.keyboard.press('Escape')
  await timeline(window).focus()
  await window.keyboard.press('End')
  await looks(window, 'review-end')
  for (const [name, title] of [
    ['arabic', 'ماذا ترى'],
    ['long', 'How do I change the filter'],
  ] as const) {
    await window.setViewportSize({ width: 1600, height: 900 })
    await row(window, title).click()
    await expect(review(window)).toContainText(title)
    await looks(window, `review-${name}`)
  }
})

const answers: readonly Reply[] = [
  {
    text: 'January, with forty two thousand.',
  },
  {
    text: 'November sold best, with a hundred and twenty four thousand. That is six more than December, and a third more than August. The months before the summer were quiet, and nothing in the picture says why. From September on every month was better than the one before.',
  },
]

test('one that is recorded, and heard again', async ({ launch, simulate }, info) => {
  const simulator = await simulate({ scenario: scripted(answers) })
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  const { chart } = await drawScreens(window)
  const content = info.outputPath('chart.jpg')
  await writeFile(content, chart.picture, 'base64')
  const { width, height } = chart
  const picture = await showPicture({ title: 'Sales 2026', content, width, height })
  await goLive(window)
  await button(window, 'Record this conversation').click()
  await share(window, /Sales 2026/)
  await expect(window.getByRole('img', { name: /What the assistant sees/ })).toBeVisible()
  await say(window, 'Which month sold least?')
  await expect(lines(window)).toHaveCount(2)
  await expect(status(window)).not.toHaveText(/assistant speaking/, { timeout: 30_000 })
  await say(window, 'And which one sold best?')
  await expect(lines(window)).toHaveCount(4)
  await button(window, 'Mark this moment').click()
  await looks(window, 'live')
  await expect(status(window)).not.toHaveText(/assistant speaking/, { timeout: 30_000 })
  await button(window, 'Library').click()
  await looks(window, 'while-on')
  await button(window, 'End conversation').click()
  await picture.close()
  await importLibrary(app, window, info.outputPath('library.json'))
  await row(window, 'Which month sold least?').click()
  await expect(button(window, 'Play')).toBeVisible()
  await looks(window, 'recorded')
  await line(window, 'November sold best').focus()
  await window.keyboard.press('Space')
  await expect(button(window, 'Pause')).toBeVisible()
  await window.keyboard.press('Space')
  await expect(button(window, 'Play')).toBeVisible()
  await window.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '0.75×' })
  await looks(window, 'playing', async () => {
    if (!(await button(window, 'Pause').isVisible())) {
      await line(window, 'November sold best')
        .getByRole('button', { name: 'Play from here' })
        .click()
    }
    await expect(window.locator('.word-heard')).toBeVisible()
  })
})

test('the settings tell what is kept', async ({ launchConnected }) => {
  const { window } = await launchConnected()
  await button(window, 'Settings').click()
  const parts = window.getByRole('navigation', { name: 'Parts of the settings' })
  await parts.getByRole('button', { name: /kept/i }).click()
  await looks(window, 'settings-kept')
})
