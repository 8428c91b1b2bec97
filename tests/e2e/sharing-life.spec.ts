/** A share while it lasts, and how it ends. */
import type { ElectronApplication, Page } from '@playwright/test'
import sharp from 'sharp'
import type { Connection } from '../../simulator/simulator'
import { button, chooseSetting, expect, goLive, hearOn, share, status, test } from './app'
import { paintDesktop } from './screen'

/** The camera of Chromium: a picture that changes all the time. */
const FAKE_CAMERA = '--use-fake-device-for-media-stream'

/** Waits for pictures that come from now on. */
async function seeMore(connection: Connection | undefined, count = 1): Promise<void> {
  const before = connection?.frames.length ?? 0
  await expect
    .poll(() => connection?.frames.length, { timeout: 15_000 })
    .toBeGreaterThanOrEqual(before + count)
}

/** Shares the camera and waits for its first pictures. */
async function shareCamera(
  window: Page,
  connection: Connection | undefined,
  count = 1,
): Promise<void> {
  await share(window, /^Camera: /)
  await seeMore(connection, count)
}

async function longSides(connection: Connection | undefined): Promise<number[]> {
  const sizes = (connection?.frames ?? []).map(({ jpeg }) => sharp(jpeg).metadata())
  return (await Promise.all(sizes)).map(({ width, height }) => Math.max(width, height))
}

test('another detail counts from the next picture on', async ({ launchConnected }) => {
  await paintDesktop('#2060c0')
  const { window, simulator } = await launchConnected()
  await goLive(window)
  await share(window, /^Screen: /)
  // The server takes another detail with a new connection only.
  const sides = async (): Promise<number[]> =>
    (await Promise.all(simulator.connections.map(longSides))).flat()
  await simulator.connections[0]?.waitFor(({ kind }) => kind === 'video')
  expect(await sides()).toContain(1280)

  await chooseSetting(window, 'Economy')
  await paintDesktop('#c06020')
  await expect.poll(async () => (await sides()).at(-1)).toBe(768)
  await expect(window.getByText(/768 × 432/)).toBeVisible()

  await chooseSetting(window, 'Read text')
  await paintDesktop('#20c060')
  await expect.poll(async () => (await sides()).at(-1)).toBe(1920)
  // Never back to what it was before the change.
  const all = await sides()
  const changes = all.filter((size, index) => size !== all[index - 1])
  expect(changes).toEqual([1280, 768, 1920])
})

test('a reload of the window ends the share, says so, and leaves sharing possible', async ({
  launchConnected,
}) => {
  const { window, simulator } = await launchConnected({ args: [FAKE_CAMERA] })
  await goLive(window)
  const connection = simulator.connections[0]
  await shareCamera(window, connection)

  await window.reload()
  await expect(window.getByRole('alert')).toContainText('Sharing interrupted')
  await expect(button(window, 'Share')).toBeVisible()
  await expect(status(window)).toHaveText(/^Live/)
  const sent = connection?.frames.length
  await hearOn(connection, 1.5)
  expect(connection?.frames.length).toBe(sent)

  await shareCamera(window, connection)
  await expect(window.getByRole('img', { name: /What the assistant sees/ })).toBeVisible()
  await expect(window.getByRole('alert')).toHaveCount(0)
  expect(simulator.connections).toHaveLength(1)
})

test('no picture leaves after Stop sharing, also while they flow', async ({ launchConnected }) => {
  const { window, simulator } = await launchConnected({ args: [FAKE_CAMERA] })
  await goLive(window)
  const connection = simulator.connections[0]
  // After one picture the next is being waited for; after three they flow.
  for (const count of [1, 3]) {
    await shareCamera(window, connection, count)
    await button(window, 'Stop sharing').click()
    await expect(button(window, 'Share')).toBeVisible()
    const sent = connection?.frames.length
    // Longer than a picture waits for its turn.
    await hearOn(connection, 1.5)
    await window.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    expect(connection?.frames.length).toBe(sent)
    await expect(window.getByRole('img', { name: /What the assistant sees/ })).toHaveCount(0)
  }
})

test('a camera that goes away ends the share and says so', async ({ launchConnected }) => {
  const { app, window, simulator } = await launchConnected({ args: [FAKE_CAMERA] })
  await goLive(window)
  const connection = simulator.connections[0]
  await shareCamera(window, connection)

  await takeCameraAway(app)
  await expect(window.getByRole('alert')).toContainText('Sharing ended')
  await expect(window.getByRole('alert')).toContainText('is no longer shared')
  await expect(button(window, 'Share')).toBeVisible()
  await expect(status(window)).toHaveText(/^Live/)

  await shareCamera(window, connection)
  await expect(window.getByRole('alert')).toHaveCount(0)
})

/** Nothing can be unplugged here: the process that reads the cameras ends instead. */
const takeCameraAway = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app: electronApp }) => {
    const reader = electronApp
      .getAppMetrics()
      .find(({ serviceName }) => serviceName?.includes('video_capture'))
    if (!reader) throw new Error('No process reads the cameras.')
    process.kill(reader.pid, 'SIGKILL')
  })
