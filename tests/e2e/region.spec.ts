/** Choosing a part of a screen on the screen itself, and sharing it. */
import type { ElectronApplication, Page } from '@playwright/test'
import sharp from 'sharp'
import type { Connection } from '../../simulator/simulator'
import { button, expect, goLive, test } from './app'
import { dragMouse, moveMouse, pressKeys, waitForWindow, windowTitles } from './screen'

const OVERLAY = 'Sightline: part of a screen'
const ORANGE = [0xff, 0x90, 0x00] as const
/** Of the window while something behind it is shared: lower left, away from the parts chosen. */
const WINDOW_PLACE = { x: 20, y: 560, width: 560, height: 500 }

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
  await overlay.getByRole('button', { name: 'Share this part' }).click()
  await moveMouse(1900, 1060)

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

test('Esc, and closing the overlay, share nothing and bring the window back', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await openOverlay(app, window)
  await dragMouse([300, 300], [500, 400])
  await pressKeys('Escape')
  const isBack = async (): Promise<boolean> =>
    (await mainWindow(app)).isVisible === true && !(await windowTitles()).includes(OVERLAY)
  await expect.poll(isBack).toBe(true)
  await expect(button(window, 'Start sharing')).toBeVisible()
  await window.screenshot({ path: info.outputPath('dialog.png') })

  for (const end of ['close', 'crash'] as const) {
    await button(window, 'Part of a screen…').click()
    await waitForWindow(OVERLAY)
    await app.evaluate(
      ({ BrowserWindow }, { title, how }) => {
        const overlay = BrowserWindow.getAllWindows().find((each) => each.getTitle() === title)
        if (how === 'close') overlay?.close()
        else overlay?.webContents.forcefullyCrashRenderer()
      },
      { title: OVERLAY, how: end },
    )
    await expect.poll(isBack).toBe(true)
    const trouble = window.getByRole('dialog').getByRole('alert')
    if (end === 'close') await expect(trouble).toHaveCount(0)
    else await expect(trouble).toContainText('No region')
  }
  expect(simulator.connections[0]?.frames).toHaveLength(0)
})
