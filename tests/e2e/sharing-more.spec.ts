/** Switching, choosing and protecting what is shared. */
import sharp from 'sharp'
import type { Connection } from '../../simulator/simulator'
import { button, expect, goLive, share, test } from './app'
import { CAPTURED_MS, paintDesktop, showPicture } from './screen'

type Colour = readonly [number, number, number]

const BLUE: Colour = [0x20, 0x60, 0xc0]
const YELLOW: Colour = [0xff, 0xcc, 0x00]

/** Whether the lower right of the picture that came last has this colour. */
async function lastShows(connection: Connection | undefined, wanted: Colour): Promise<boolean> {
  const jpeg = connection?.frames.at(-1)?.jpeg
  if (!jpeg) return false
  const { width, height } = await sharp(jpeg).metadata()
  const corner = { left: width - 40, top: height - 40, width: 8, height: 8 }
  const { channels } = await sharp(await sharp(jpeg).extract(corner).png().toBuffer()).stats()
  return wanted.every((value, index) => Math.abs(value - (channels[index]?.mean ?? -999)) < 24)
}

/** How many of the picture's pixels have this colour, but for what JPEG does to it. */
async function countOf(jpeg: Buffer, [red, green, blue]: Colour): Promise<number> {
  const pixels = await sharp(jpeg).removeAlpha().raw().toBuffer()
  const isNear = (at: number, value: number): boolean => Math.abs((pixels[at] ?? 0) - value) < 40
  let count = 0
  for (let at = 0; at < pixels.length; at += 3) {
    if (isNear(at, red) && isNear(at + 1, green) && isNear(at + 2, blue)) count += 1
  }
  return count
}

test('another source takes the place of the first without a gap', async ({ launch, simulate }) => {
  const simulator = await simulate()
  await paintDesktop('#2060c0')
  const picture = await showPicture({
    title: 'Quarterly figures',
    content: 'xc:#ffcc00',
    width: 300,
    height: 200,
  })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await share(window, /^Window: Quarterly/)
  const connection = simulator.connections[0]
  await expect.poll(() => lastShows(connection, YELLOW)).toBe(true)
  const before = connection?.frames.at(-1)?.at ?? 0

  await button(window, 'Switch source').click()
  const dialog = window.getByRole('dialog', { name: 'Share with the assistant' })
  await dialog
    .getByRole('option', { name: /^Screen: / })
    .first()
    .click()
  const chosenAt = Date.now()
  await button(window, 'Switch to this').click()
  await expect(window.getByRole('region', { name: 'Captured now' })).toContainText('Screen:')
  await expect.poll(() => lastShows(connection, BLUE)).toBe(true)
  const [after] = (connection?.frames ?? []).filter(({ at }) => at > before)
  expect((after?.at ?? Infinity) - chosenAt).toBeLessThanOrEqual(2_100)
  await expect(window.getByRole('alert')).toHaveCount(0)
  await picture.close()
})

test('a screen is not shown while an excluded window is open', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  await paintDesktop('#2060c0')
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await button(window, 'Settings').click()
  await window.getByRole('textbox', { name: 'Part of a window’s title' }).fill('bank')
  await button(window, 'Add').click()
  await expect(button(window, 'Remove bank')).toBeVisible()
  await window.keyboard.press('Escape')
  const secret = { title: 'My BANK', content: 'xc:#ffcc00', width: 300, height: 200 }
  const first = await showPicture({ ...secret, left: 1500, top: 800 })
  await goLive(window)
  const connection = simulator.connections[0]

  // It is open from before the start: not one picture.
  await button(window, 'Share').click()
  await expect(window.getByRole('option', { name: /^Screen: / })).toBeVisible()
  await expect(window.getByRole('option', { name: /BANK/ })).toHaveCount(0)
  await window.getByRole('option', { name: /^Screen: / }).click()
  await button(window, 'Start sharing').click()
  const sign = window.getByRole('region', { name: 'Captured now' })
  await expect(sign).toContainText('paused while “My BANK” is open')
  await window.screenshot({ path: info.outputPath('paused.png') })
  const heard = connection?.audio.byteLength ?? 0
  await expect.poll(() => connection?.audio.byteLength).toBeGreaterThan(heard + 64_000)
  expect(connection?.frames).toHaveLength(0)

  await first.close()
  await expect.poll(() => lastShows(connection, BLUE)).toBe(true)
  await expect(sign).not.toContainText('paused')

  const again = await showPicture({ ...secret, left: 1500, top: 800 })
  await expect(sign).toContainText('paused while “My BANK” is open')
  const sent = connection?.frames.length
  await paintDesktop('#10c020')
  const heardThen = connection?.audio.byteLength ?? 0
  await expect.poll(() => connection?.audio.byteLength).toBeGreaterThan(heardThen + 64_000)
  expect(connection?.frames).toHaveLength(sent ?? -1)
  await again.close()
})

test('not one picture shows an excluded window, whenever it is opened', async ({
  launch,
  simulate,
}) => {
  test.slow()
  const simulator = await simulate()
  await paintDesktop('#2060c0')
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await button(window, 'Settings').click()
  await window.getByRole('textbox', { name: 'Part of a window’s title' }).fill('bank')
  await button(window, 'Add').click()
  await expect(button(window, 'Remove bank')).toBeVisible()
  await window.keyboard.press('Escape')
  await goLive(window)
  const connection = simulator.connections[0]
  await share(window, /^Screen: /)
  const sign = window.getByRole('region', { name: 'Captured now' })
  const secret = { title: 'My BANK', content: 'xc:#ffcc00', width: 900, height: 600, top: 400 }
  for (let opened = 0; opened < 4; opened += 1) {
    // Each at another time between two looks, and after one picture of what is shown without it.
    const sent = connection?.frames.length ?? 0
    await paintDesktop(opened % 2 === 0 ? '#1050b0' : '#2060c0')
    await expect
      .poll(() => connection?.frames.length ?? 0, { timeout: CAPTURED_MS })
      .toBeGreaterThan(sent)
    await window.waitForTimeout(600 + opened * 255)
    const bank = await showPicture(secret)
    await expect(sign).toContainText('paused while “My BANK” is open')
    await bank.close()
    await expect(sign).not.toContainText('paused')
  }
  const frames = connection?.frames ?? []
  const shown = await Promise.all(frames.map(({ jpeg }) => countOf(jpeg, YELLOW)))
  expect(shown.filter((pixels) => pixels > 500)).toEqual([])
  expect(shown.length).toBeGreaterThan(4)
})
