import sharp from 'sharp'
import { button, expect, goLive, share, test } from './app'
import { closeWindow, paintDesktop, showPicture } from './screen'

/** The mean colour of a region of a JPEG, 0 to 255 each; the region in shares of its size. */
async function colourAt(jpeg: Buffer, left: number, top: number): Promise<number[]> {
  const { width, height } = await sharp(jpeg).metadata()
  const region = {
    left: Math.round(left * width),
    top: Math.round(top * height),
    width: 8,
    height: 8,
  }
  // `stats` looks at the whole input, whatever was asked of the pipeline before it.
  const { channels } = await sharp(await sharp(jpeg).extract(region).png().toBuffer()).stats()
  return channels.map(({ mean }) => mean)
}

function isNear(colour: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((value, index) => Math.abs(value - (colour[index] ?? -999)) < 24)
}

test('what is on the chosen screen reaches the server, fitted, at most once a second', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  await paintDesktop('#2060c0')
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  const red = await showPicture({
    title: 'Red square',
    content: 'xc:#e01020',
    width: 480,
    height: 270,
    left: 1440,
    top: 0,
  })
  await goLive(window)
  await share(window, /^Screen: /)
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  await expect
    .poll(async () => {
      const jpeg = connection?.frames.at(-1)?.jpeg ?? Buffer.alloc(0)
      const corner = await colourAt(jpeg, 0.9, 0.1)
      return isNear(corner, [0xe0, 0x10, 0x20])
    })
    .toBe(true)
  const jpeg = connection?.frames.at(-1)?.jpeg ?? Buffer.alloc(0)
  expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 720 })
  expect(isNear(await colourAt(jpeg, 0.9, 0.95), [0x20, 0x60, 0xc0])).toBe(true)

  // The picture that is shown is the very picture that was sent.
  const image = window.getByRole('img', { name: /What the assistant sees/ })
  await expect(image).toBeVisible()
  const size = await image.evaluate((element) => {
    const { naturalWidth, naturalHeight } = element as HTMLImageElement
    return [naturalWidth, naturalHeight]
  })
  expect(size).toEqual([1280, 720])
  await expect(window.getByText(/1280 × 720/)).toBeVisible()

  await red.close()
  await expect
    .poll(async () => {
      const last = connection?.frames.at(-1)?.jpeg ?? Buffer.alloc(0)
      return isNear(await colourAt(last, 0.9, 0.1), [0x20, 0x60, 0xc0])
    })
    .toBe(true)
  const times = (connection?.frames ?? []).map(({ at }) => at)
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(gaps.length).toBeGreaterThan(0)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)

  await button(window, 'Stop sharing').click()
  await expect(button(window, 'Share')).toBeVisible()
  const sent = connection?.frames.length
  await paintDesktop('#10c020')
  await connection?.waitFor(({ kind }) => kind === 'audio')
  await window.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  expect(connection?.frames.length).toBe(sent)
})

test('the picker offers screens, then windows, then cameras, and not the app itself', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const picture = await showPicture({ title: 'Quarterly figures', content: 'xc:#ffcc00' })
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: ['--use-fake-device-for-media-stream'],
  })
  await goLive(window)
  await button(window, 'Share').click()
  const options = window.getByRole('listbox').getByRole('option')
  await expect(options.filter({ hasText: 'Quarterly figures' })).toBeVisible()
  await expect(window.getByRole('option', { name: /^Camera: / }).first()).toBeVisible()
  const names = await options.evaluateAll((elements) =>
    elements.map((element) => element.getAttribute('aria-label') ?? element.textContent),
  )
  const kinds = names.map((name) => /^(Screen|Window|Camera): /.exec(name)?.[1])
  expect(kinds).toEqual([...kinds].sort((a, b) => order(a) - order(b)))
  expect(names.filter((name) => name.includes('Sightline'))).toEqual([])
  await window.screenshot({ path: info.outputPath('picker.png') })

  await window.getByRole('option', { name: 'Window: Quarterly figures' }).click()
  await button(window, 'Start sharing').click()
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  const jpeg = connection?.frames.at(-1)?.jpeg ?? Buffer.alloc(0)
  expect(await sharp(jpeg).metadata()).toMatchObject({ width: 800, height: 600 })
  expect(isNear(await colourAt(jpeg, 0.5, 0.5), [0xff, 0xcc, 0x00])).toBe(true)

  // Its window closes: the share ends, says so, and takes no other source.
  await closeWindow('Quarterly figures')
  await expect(button(window, 'Share')).toBeVisible()
  await expect(window.getByText(/Quarterly figures/).first()).toBeVisible()
  await picture.close().catch(() => undefined)
})

test('a camera is shared like a screen', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: ['--use-fake-device-for-media-stream'],
  })
  await goLive(window)
  await share(window, /^Camera: /)
  await simulator.connections[0]?.waitFor(({ kind }) => kind === 'video')
  await expect(window.getByRole('img', { name: /What the assistant sees/ })).toBeVisible()
  await button(window, 'End conversation').click()
  await expect(window.getByText('Nothing is captured')).toBeVisible()
})

const order = (kind: string | undefined): number =>
  ['Screen', 'Window', 'Camera'].indexOf(kind ?? '')
