/** A camera in a corner of what is shared. */
import type { ElectronApplication, Page } from '@playwright/test'
import type { Connection } from '../../simulator/simulator'
import { button, expect, goLive, test } from './app'
import { lookOfPart, type Part } from './jpeg-analysis'
import { showPicture, type PictureWindow } from './screen'

/** The camera of Chromium: a picture that changes all the time. */
const FAKE_CAMERA = '--use-fake-device-for-media-stream'

const BLUE = [0x20, 0x60, 0xc0]
/** Well inside the camera's place in a picture of 4:3. */
const TOP_LEFT: Part = { left: 0.04, top: 0.04, width: 0.16, height: 0.16 }
const BOTTOM_RIGHT: Part = { left: 0.8, top: 0.8, width: 0.16, height: 0.16 }

/** What the page has. */
interface World {
  /** The tracks of cameras that it has opened. */
  cameraTracks: MediaStreamTrack[]
  readonly MediaStreamTrackProcessor: new (options: { readonly track: MediaStreamTrack }) => {
    readonly readable: ReadableStream<VideoFrame>
  }
}

const showBlue = (): Promise<PictureWindow> => showPicture({ title: 'Blue', content: 'xc:#2060c0' })

async function isBlue(connection: Connection | undefined, part: Part): Promise<boolean> {
  const { mean } = await lookOfPart(connection?.frames.at(-1)?.jpeg, part)
  return BLUE.every((value, index) => Math.abs(value - (mean[index] ?? -999)) < 24)
}

/** Where the last picture is blue. */
async function blueAt(connection: Connection | undefined): Promise<string[]> {
  return [
    ...((await isBlue(connection, TOP_LEFT)) ? ['top left'] : []),
    ...((await isBlue(connection, BOTTOM_RIGHT)) ? ['bottom right'] : []),
  ]
}

const keepCameraTracks = (window: Page): Promise<void> =>
  window.evaluate(() => {
    const world = globalThis as unknown as World
    world.cameraTracks = []
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      world.cameraTracks.push(...stream.getVideoTracks())
      return stream
    }
  })

const liveCameras = (window: Page): Promise<number> =>
  window.evaluate(
    () =>
      (globalThis as unknown as World).cameraTracks.filter(
        ({ readyState }) => readyState === 'live',
      ).length,
  )

/** Shares the blue window with the camera in the corner that is set. */
async function shareBoth(window: Page, corner: string): Promise<void> {
  await button(window, 'Share').click()
  await window.getByRole('option', { name: 'Window: Blue' }).click()
  await window.getByRole('combobox', { name: 'Camera in the corner' }).selectOption({ index: 1 })
  await window.getByRole('combobox', { name: 'Corner', exact: true }).selectOption(corner)
  await button(window, 'Start sharing').click()
}

/** Nothing can be unplugged here: the process that reads the cameras ends instead. */
const takeCameraAway = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app: electronApp }) => {
    const reader = electronApp
      .getAppMetrics()
      .find(({ serviceName }) => serviceName?.includes('video_capture'))
    if (!reader) throw new Error('No process reads the cameras.')
    process.kill(reader.pid, 'SIGKILL')
  })

test('a camera lies in the corner that was chosen, until it is taken out', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const blue = await showBlue()
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: [FAKE_CAMERA],
  })
  await goLive(window)
  await keepCameraTracks(window)
  const connection = simulator.connections[0]
  await shareBoth(window, 'Top left')
  const sign = window.getByRole('region', { name: 'Captured now' })
  await expect(sign).toContainText('Window: Blue')
  await expect(sign).toContainText('Camera: ')
  await expect.poll(() => blueAt(connection)).toEqual(['bottom right'])

  await window.getByRole('combobox', { name: 'Corner', exact: true }).selectOption('Bottom right')
  await expect.poll(() => blueAt(connection)).toEqual(['top left'])
  await window.screenshot({ path: info.outputPath('both.png') })

  // The camera gives no more pictures than are looked at.
  const pace = await window.evaluate(async () => {
    const { cameraTracks, MediaStreamTrackProcessor } = globalThis as unknown as World
    const [track] = cameraTracks
    if (!track) throw new Error('No camera was opened.')
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader()
    const SECONDS = 4
    const until = performance.now() + SECONDS * 1000
    let frames = 0
    while (performance.now() < until) {
      const { value } = await reader.read()
      value?.close()
      frames += 1
    }
    await reader.cancel()
    return { set: track.getSettings().frameRate ?? Infinity, perSecond: frames / SECONDS }
  })
  expect(pace.set).toBeLessThanOrEqual(2)
  // One more, for where the four seconds begin and end.
  expect(pace.perSecond).toBeLessThanOrEqual(2.25)

  await button(window, 'Take the camera out').click()
  await expect.poll(() => blueAt(connection)).toEqual(['top left', 'bottom right'])
  await expect(sign).not.toContainText('Camera: ')
  expect(await liveCameras(window)).toBe(0)
  const refused = await window.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'opened',
      (error: unknown) => (error instanceof Error ? error.name : 'refused'),
    ),
  )
  expect(refused).toBe('NotAllowedError')
  await expect(window.getByRole('alert')).toHaveCount(0)
  await blue.close()
})

test('what is shared goes on when the camera in its corner goes away', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const blue = await showBlue()
  const { app, window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: [FAKE_CAMERA],
  })
  await goLive(window)
  await keepCameraTracks(window)
  const connection = simulator.connections[0]
  await shareBoth(window, 'Bottom right')
  await expect.poll(() => blueAt(connection)).toEqual(['top left'])

  await takeCameraAway(app)
  await expect(window.getByRole('alert')).toContainText('No camera in the corner')
  const sign = window.getByRole('region', { name: 'Captured now' })
  await expect(sign).not.toContainText('Camera: ')
  await expect(sign).toContainText('Window: Blue')
  await expect.poll(() => blueAt(connection)).toEqual(['top left', 'bottom right'])
  await button(window, 'Stop sharing').click()
  await expect(sign).not.toContainText('Window: Blue')

  // Both end together, too.
  await shareBoth(window, 'Top left')
  await expect.poll(() => blueAt(connection)).toEqual(['bottom right'])
  await button(window, 'Stop sharing').click()
  await expect(sign).not.toContainText('Camera: ')
  expect(await liveCameras(window)).toBe(0)
  await button(window, 'End conversation').click()
  await expect(sign).toHaveText('Nothing is captured')
  await blue.close()
})
