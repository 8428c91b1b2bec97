/** Cameras, screens and windows that cannot be shared, or no longer. */
import type { ElectronApplication } from '@playwright/test'
import sharp from 'sharp'
import type { Connection } from '../../../simulator/simulator'
import { button, expect, goLive, hearOn, share, status, test } from '../../e2e/app'
import { paintDesktop, setScreenSize, showPicture } from '../../e2e/screen'

/** The system lists nothing that could be shared from now on. */
const listNothing = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ desktopCapturer }) => {
    desktopCapturer.getSources = () => Promise.resolve([])
  })

/** Waits, by the clock of the sound, and tells how many pictures came meanwhile. */
async function picturesWithin(
  connection: Connection | undefined,
  seconds: number,
): Promise<number> {
  const before = connection?.frames.length ?? 0
  await hearOn(connection, seconds)
  return (connection?.frames.length ?? 0) - before
}

test('row 52: a camera that another program holds: off, told, and tried again', async ({
  launchConnected,
}) => {
  const { window, simulator } = await launchConnected({
    args: ['--use-fake-device-for-media-stream'],
  })
  await goLive(window)
  const connection = simulator.connections[0]
  // No two programs can be made to want Chromium's own camera: it says what a real one would say.
  await window.evaluate(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    Reflect.set(globalThis, 'free', () => (mediaDevices.getUserMedia = open))
    mediaDevices.getUserMedia = (wanted) =>
      wanted?.video
        ? Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
        : open(wanted)
  })
  await button(window, 'Share').click()
  await window
    .getByRole('option', { name: /^Camera: / })
    .first()
    .click()
  await button(window, 'Start sharing').click()
  await expect(window.getByRole('alert')).toContainText(/camera/i)
  await expect(window.getByRole('alert')).toContainText('NotReadableError')
  await expect(button(window, 'Share')).toBeVisible()
  await expect(status(window)).toHaveText(/^Live/)
  expect(await picturesWithin(connection, 0.5)).toBe(0)

  await window.evaluate(() => {
    ;(Reflect.get(globalThis, 'free') as () => void)()
  })
  await share(window, /^Camera: /)
  await connection?.waitFor(({ kind }) => kind === 'video')
  await expect(window.getByRole('alert')).toHaveCount(0)
})

test('row 53: a window that closes ends its share; a screen of another size goes on as that', async ({
  launchConnected,
}) => {
  await paintDesktop('#2060c0')
  const { window, simulator } = await launchConnected()
  await goLive(window)
  const connection = simulator.connections[0]
  const shown = await showPicture({ title: 'To be closed', content: 'xc:red' })
  await share(window, /To be closed/)
  await connection?.waitFor(({ kind }) => kind === 'video')
  await shown.close()
  await expect(window.getByRole('alert')).toContainText('Sharing ended')
  await expect(button(window, 'Share')).toBeVisible()
  // Nothing takes its place.
  expect(await picturesWithin(connection, 1.5)).toBe(0)

  await share(window, /^Screen: /)
  const newest = async (): Promise<string> => {
    const { width, height } = await sharp(connection?.frames.at(-1)?.jpeg).metadata()
    return `${width} × ${height}`
  }
  await expect.poll(newest, { timeout: 15_000 }).toBe('1280 × 720')
  const restore = await setScreenSize(1280, 960)
  try {
    await paintDesktop('#c06020')
    // All of the screen as it is now, or nothing any more; never a part of it, or something else.
    await expect.poll(newest, { timeout: 15_000 }).toBe('1280 × 960')
    await expect(button(window, 'Stop sharing')).toBeVisible()
  } finally {
    await restore()
  }
})

test('row 54: a picker that is left, or that has nothing to offer, changes nothing', async ({
  launchConnected,
}, info) => {
  const { app, window, simulator, output } = await launchConnected()
  await goLive(window)
  const connection = simulator.connections[0]
  const picker = window.getByRole('dialog', { name: 'Share with the assistant' })
  await button(window, 'Share').click()
  await picker
    .getByRole('option', { name: /^Screen: / })
    .first()
    .click()
  await window.keyboard.press('Escape')
  await expect(picker).toHaveCount(0)
  await expect(button(window, 'Share')).toBeVisible()

  await listNothing(app)
  await button(window, 'Share').click()
  await expect(picker).toBeVisible()
  await expect(picker.getByRole('option', { name: /^(Screen|Window): / })).toHaveCount(0)
  await expect(button(window, 'Start sharing')).toBeDisabled()
  await window.screenshot({ path: info.outputPath('empty-picker.png') })
  await window.keyboard.press('Escape')
  await expect(picker).toHaveCount(0)
  await expect(window.getByRole('alert')).toHaveCount(0)
  await expect(status(window)).toHaveText(/^Live/)
  expect(await picturesWithin(connection, 0.5)).toBe(0)
  expect(output()).not.toContain('uncaught')
})
