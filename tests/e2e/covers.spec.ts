/** Parts that the user covers are not in the pictures that the server gets. */
import type { Locator, Page } from '@playwright/test'
import type { Connection } from '../../simulator/simulator'
import { button, expect, goLive, share, test } from './app'
import { lookOfPart, type Part } from './jpeg-analysis'
import { showPicture, type PictureWindow } from './screen'

/** A cover is of one colour, but for what JPEG does to it. */
const FLAT = 6
/** No part of the checkerboard is so even. */
const PATTERNED = 30

const showSecrets = (): Promise<PictureWindow> =>
  showPicture({ title: 'Secrets', content: 'pattern:checkerboard' })

const dialogOf = (window: Page): Locator =>
  window.getByRole('dialog', { name: 'Cover parts of the picture' })

const spreadOf = async (connection: Connection | undefined, part: Part): Promise<number> =>
  (await lookOfPart(connection?.frames.at(-1)?.jpeg, part)).spread

/** Draws with the mouse, from and to parts of the picture. */
async function drag(window: Page, from: [number, number], to: [number, number]): Promise<void> {
  const area = await window.getByRole('application').boundingBox()
  if (!area) throw new Error('There is no picture to draw on.')
  const place = ([x, y]: [number, number]): [number, number] => [
    area.x + x * area.width,
    area.y + y * area.height,
  ]
  await window.mouse.move(...place(from))
  await window.mouse.down()
  await window.mouse.move(...place([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]))
  await window.mouse.move(...place(to))
  await window.mouse.up()
}

test('what is covered with the mouse is flat in what the server gets', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const secrets = await showSecrets()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await share(window, 'Window: Secrets')
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  expect(
    await spreadOf(connection, { left: 0.3, top: 0.3, width: 0.4, height: 0.4 }),
  ).toBeGreaterThan(PATTERNED)

  await button(window, 'Cover parts…').click()
  await drag(window, [0.25, 0.25], [0.75, 0.75])
  const cover = dialogOf(window).getByRole('button', { name: /^Cover 1 of 1, 25 % from left/ })
  await expect(cover).toBeFocused()
  const middle = { left: 0.3, top: 0.3, width: 0.4, height: 0.4 }
  await expect.poll(() => spreadOf(connection, middle)).toBeLessThan(FLAT)
  const beside = { left: 0, top: 0.8, width: 1, height: 0.2 }
  expect(await spreadOf(connection, beside)).toBeGreaterThan(PATTERNED)
  await window.screenshot({ path: info.outputPath('covered.png') })

  // Taken by its middle, and then by a corner.
  await drag(window, [0.5, 0.5], [0.25, 0.25])
  await drag(window, [0.495, 0.495], [0.9, 0.4])
  const wide = { left: 0.03, top: 0.03, width: 0.84, height: 0.34 }
  await expect.poll(() => spreadOf(connection, wide)).toBeLessThan(FLAT)
  expect(await spreadOf(connection, middle)).toBeGreaterThan(PATTERNED)

  await button(window, 'Done').click()
  const sign = window.getByRole('region', { name: 'Captured now' })
  await expect(sign).toContainText('1 part covered')

  // Covers end with what is shared, and that is said.
  const other = await showPicture({ title: 'Other', content: 'pattern:checkerboard', top: 300 })
  await button(window, 'Switch source').click()
  await expect(window.getByText(/1 part is covered now/)).toBeVisible()
  await window.getByRole('option', { name: 'Window: Other' }).click()
  await button(window, 'Switch to this').click()
  await expect(window.getByRole('alert')).toContainText('Covers ended')
  await expect(sign).not.toContainText('covered')
  await other.close()
  await secrets.close()
})

test('a cover is placed, moved, resized and removed by keys alone', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const secrets = await showSecrets()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await share(window, 'Window: Secrets')
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  await button(window, 'Cover parts…').focus()
  await window.keyboard.press('Enter')
  await expect(button(window, 'Add a cover')).toBeFocused()
  await window.keyboard.press('Enter')
  const covers = dialogOf(window).getByRole('button', { name: /^Cover \d of/ })
  await expect(covers).toBeFocused()
  for (let count = 0; count < 10; count += 1) await window.keyboard.press('ArrowRight')
  for (let count = 0; count < 10; count += 1) await window.keyboard.press('Shift+ArrowDown')
  await expect(covers).toHaveAccessibleName(
    'Cover 1 of 1, 20 % from left, 10 % from top, 20 % wide, 30 % high',
  )
  const covered = { left: 0.22, top: 0.12, width: 0.16, height: 0.26 }
  await expect.poll(() => spreadOf(connection, covered)).toBeLessThan(FLAT)
  const beside = { left: 0, top: 0, width: 0.18, height: 0.5 }
  expect(await spreadOf(connection, beside)).toBeGreaterThan(PATTERNED)

  await window.keyboard.press('Delete')
  await expect(covers).toHaveCount(0)
  await expect(button(window, 'Add a cover')).toBeFocused()
  await expect.poll(() => spreadOf(connection, covered)).toBeGreaterThan(PATTERNED)
  await window.keyboard.press('Escape')
  await expect(dialogOf(window)).toHaveCount(0)
  await expect(button(window, 'Cover parts…')).toBeFocused()
  await secrets.close()
})
