/** Choosing a part of a screen on the screen itself, and sharing it. */
import type { ElectronApplication, Page } from '@playwright/test'
import sharp from 'sharp'
import type { SightlineApi } from '../../preload/contract/ipc'
import type { Connection } from '../../simulator/simulator'
import { button, expect, goLive, hearOn, test } from './app'
import {
  dragMouse,
  moveMouse,
  pressKeys,
  setScreenSize,
  waitForWindow,
  windowTitles,
} from './screen'
import { ScreenSaver } from './screen-saver'

const OVERLAY = 'Sightline: part of a screen'
const ORANGE = [0xff, 0x90, 0x00] as const
/** Of the window while something behind it is shared: lower left, away from the parts chosen. */
const WINDOW_PLACE = { x: 20, y: 560, width: 560, height: 500 }

/** What the app's own page has. */
interface World {
  readonly sightline: SightlineApi
}

interface Part {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A blue screen with one orange part; whatever else is seen of it is not orange. */
async function paintScreen(app: ElectronApplication, part: Part): Promise<void> {
  const { left, top, width, height } = part
  const place = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`
  const page = `<body style="margin:0;background:#2060c0;overflow:hidden">
    <div style="position:absolute;background:#ff9000;${place}"></div>`
  await app.evaluate(
    async ({ BrowserWindow }, { url, bounds }) => {
      const [main] = BrowserWindow.getAllWindows()
      const painted = new BrowserWindow({ x: 0, y: 0, width: 1920, height: 1080, frame: false })
      painted.setTitle('Painted')
      await painted.loadURL(url)
      main?.setBounds(bounds)
      main?.moveTop()
    },
    { url: `data:text/html,${encodeURIComponent(page)}`, bounds: WINDOW_PLACE },
  )
  await waitForWindow('Painted')
}

/** Asks for a part of the only screen; the overlay is on the screen when the promise resolves. */
async function openOverlay(app: ElectronApplication, window: Page): Promise<Page> {
  await button(window, 'Share').click()
  const opened = app.waitForEvent('window')
  await button(window, 'Part of a screen…').click()
  const overlay = await opened
  await waitForWindow(OVERLAY)
  await expect(overlay.getByRole('application')).toBeFocused()
  return overlay
}

/** Whether the main window is to be seen, and where. */
const mainWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const isMain = ({ webContents }: Electron.BrowserWindow): boolean =>
      webContents.getURL().endsWith('/index.html')
    const main = BrowserWindow.getAllWindows().find(isMain)
    return { isVisible: main?.isVisible(), bounds: main?.getBounds() }
  })

/** The size of the picture that came last, when nothing but the orange part is in it. */
async function orangeSize(connection: Connection | undefined): Promise<string> {
  const jpeg = connection?.frames.at(-1)?.jpeg
  if (!jpeg) return 'no picture'
  const { width, height } = await sharp(jpeg).metadata()
  const strip = 4
  const strips: Part[] = [
    { left: 0, top: 0, width, height: strip },
    { left: 0, top: height - strip, width, height: strip },
    { left: 0, top: 0, width: strip, height },
    { left: width - strip, top: 0, width: strip, height },
    { left: 0, top: 0, width, height },
  ]
  for (const part of strips) {
    const { channels } = await sharp(await sharp(jpeg).extract(part).png().toBuffer()).stats()
    const isOrange = ORANGE.every((value, index) => {
      const { min = -999, max = 999 } = channels[index] ?? {}
      return Math.abs(value - min) < 24 && Math.abs(value - max) < 24
    })
    if (!isOrange) return `other colours in ${JSON.stringify(part)} of ${width} × ${height}`
  }
  return `${width} × ${height}`
}

test('exactly the part that the mouse has drawn reaches the server', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await paintScreen(app, { left: 1520, top: 100, width: 360, height: 280 })
  await goLive(window)
  const before = await mainWindow(app)
  const overlay = await openOverlay(app, window)
  expect((await mainWindow(app)).isVisible).toBe(false)

  // Drawn roughly, then its edges are put where they belong.
  await dragMouse([1500, 80], [1600, 200], [1860, 360])
  await dragMouse([1500, 80], [1510, 90], [1520, 100])
  await dragMouse([1860, 360], [1880, 380])
  await expect(overlay.getByText('360 × 280 px', { exact: true })).toBeVisible()
  await overlay.screenshot({ path: info.outputPath('overlay.png') })
  await moveMouse(1900, 1060) // the pointer is in the picture
  await overlay.getByRole('button', { name: 'Share this part' }).click()

  await expect(button(window, 'Stop sharing')).toBeVisible()
  await expect(window.getByRole('region', { name: 'Captured now' })).toContainText(
    'Region: Part of the screen',
  )
  const [connection] = simulator.connections
  await expect.poll(() => orangeSize(connection)).toBe('360 × 280')
  expect(await mainWindow(app)).toEqual({ ...before, isVisible: true })
  expect(await windowTitles()).not.toContain(OVERLAY)
})

test('the keys alone choose a part, and another one takes its place', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await paintScreen(app, { left: 882, top: 270, width: 960, height: 440 })
  await goLive(window)
  const overlay = await openOverlay(app, window)
  await pressKeys('Return')
  await expect(overlay.getByText('Choose a part first', { exact: false }).first()).toBeVisible()
  // The first arrow key puts it in the middle: 480, 270, 960 × 540.
  for (let count = 0; count < 21; count += 1) await pressKeys('Right')
  await pressKeys('ctrl+Right')
  for (let count = 0; count < 5; count += 1) await pressKeys('shift+Up')
  await expect(overlay.getByText('960 × 440 px', { exact: true })).toBeVisible()
  await expect(overlay.getByRole('status')).toHaveText(/882 px from the left, 270 px from the top/)
  await overlay.screenshot({ path: info.outputPath('overlay.png') })
  await pressKeys('Return')
  const [connection] = simulator.connections
  await expect.poll(() => orangeSize(connection)).toBe('960 × 440')

  const sent = connection?.frames.length ?? 0
  await button(window, 'Switch source').click()
  await button(window, 'Part of a screen…').click()
  await waitForWindow(OVERLAY)
  await dragMouse([900, 300], [1000, 350], [1100, 400])
  await moveMouse(1900, 1060) // the pointer is in the picture
  await pressKeys('Return')
  await expect.poll(() => orangeSize(connection)).toBe('200 × 100')
  expect(connection?.frames.length).toBeGreaterThan(sent)
  await expect(window.getByRole('alert')).toHaveCount(0)
})

test('the share ends when the screen has another size', async ({ launch, simulate }, info) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await paintScreen(app, { left: 100, top: 100, width: 360, height: 280 })
  await goLive(window)
  await openOverlay(app, window)
  await dragMouse([120, 120], [200, 200], [420, 340])
  await moveMouse(1900, 1060) // the pointer is in the picture
  await pressKeys('Return')
  const [connection] = simulator.connections
  await expect.poll(() => orangeSize(connection)).toBe('300 × 220')

  const restore = await setScreenSize(1280, 960)
  try {
    const alert = window.getByRole('alert')
    await expect(alert).toContainText('The screen has changed its size')
    await expect(button(window, 'Share')).toBeVisible()
    await window.screenshot({ path: info.outputPath('changed.png') })
    const sent = connection?.frames.length
    await hearOn(connection, 1.5)
    expect(connection?.frames.length).toBe(sent)
  } finally {
    await restore()
  }
})

/** How an overlay may end, but for its own buttons and keys. */
const ENDS = ['close', 'lock', 'display', 'crash'] as const

async function endOverlay(app: ElectronApplication, how: (typeof ENDS)[number]): Promise<void> {
  if (how === 'lock') {
    // It locks as soon as the app hears of it, and goes as if it had been unlocked at once.
    const saver = await ScreenSaver.open()
    saver.setActive(true)
    saver.leave()
    return
  }
  await app.evaluate(
    ({ BrowserWindow, screen }, { title, end }) => {
      const overlay = BrowserWindow.getAllWindows().find((each) => each.getTitle() === title)
      if (end === 'close') overlay?.close()
      else if (end === 'crash') overlay?.webContents.forcefullyCrashRenderer()
      else screen.emit('display-removed', {}, screen.getPrimaryDisplay())
    },
    { title: OVERLAY, end: how },
  )
}

const overlayGone = async (app: ElectronApplication): Promise<boolean> =>
  (await mainWindow(app)).isVisible === true && !(await windowTitles()).includes(OVERLAY)

test('Esc, and whatever ends the overlay, share nothing and bring the window back', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await openOverlay(app, window)
  await dragMouse([300, 300], [500, 400])
  await pressKeys('Escape')
  await expect.poll(() => overlayGone(app)).toBe(true)
  await expect(button(window, 'Start sharing')).toBeVisible()

  const trouble = window.getByRole('dialog').getByRole('alert')
  for (const end of ENDS) {
    await button(window, 'Part of a screen…').click()
    await waitForWindow(OVERLAY)
    await endOverlay(app, end)
    await expect.poll(() => overlayGone(app)).toBe(true)
    const isFailure = end === 'display' || end === 'crash'
    await expect(trouble).toHaveCount(isFailure ? 1 : 0)
    if (isFailure) await expect(trouble).toContainText('No region')
  }
  expect(simulator.connections[0]?.frames).toHaveLength(0)

  // With the conversation there is nobody to share with.
  await button(window, 'Part of a screen…').click()
  await waitForWindow(OVERLAY)
  await window.evaluate(() => (globalThis as unknown as World).sightline.endConversation())
  await expect.poll(() => overlayGone(app)).toBe(true)
})

test('the page of the overlay has its three requests and nothing else', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  const overlay = await openOverlay(app, window)
  const rights = await overlay.evaluate(async () => {
    const page = globalThis as unknown as Record<string, object | undefined>
    const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'thrown')
    const { mediaDevices } = navigator
    return {
      requests: Object.keys(page.sightlineRegion ?? {}).sort(),
      others: ['sightline', 'require', 'process'].filter((name) => page[name] !== undefined),
      microphone: await mediaDevices.getUserMedia({ audio: true }).then(() => 'open', nameOf),
      camera: await mediaDevices.getUserMedia({ video: true }).then(() => 'open', nameOf),
      screen: await mediaDevices.getDisplayMedia({ video: true }).then(() => 'open', nameOf),
      network: await fetch('http://127.0.0.1:9/').then(() => 'open', nameOf),
    }
  })
  expect(rights).toEqual({
    requests: ['answer', 'readScreen', 'showPage'],
    others: [],
    microphone: expect.stringMatching(/NotAllowedError|NotFoundError/) as unknown,
    camera: expect.stringMatching(/NotAllowedError|NotFoundError/) as unknown,
    screen: expect.stringMatching(/NotAllowedError|InvalidStateError|AbortError/) as unknown,
    network: 'TypeError',
  })
  const refused = await overlay.evaluate(async () => {
    type Answer = (argument: object) => Promise<{ ok: boolean }>
    const { sightlineRegion } = globalThis as unknown as { sightlineRegion: { answer: Answer } }
    const wrong = { left: -1, top: 0, width: 2, height: 'all' }
    return (await sightlineRegion.answer({ region: wrong })).ok
  })
  expect(refused).toBe(false)
  await pressKeys('Escape')
  await expect.poll(() => overlayGone(app)).toBe(true)
})
