import { setTimeout as delay } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import sharp from 'sharp'
import type { SightlineApi } from '../../preload/contract/ipc'
import type { AppState } from '../../preload/contract/state'
import { expect, goLive, share, test } from './app'
import { CAPTURED_MS, showPicture } from './screen'

/** How long a still screen is watched, in ms. */
const WATCHED_MS = 8_000
/** From a line's appearance to its arrival at the server, in ms: a turn, and the work. */
const SEEN_WITHIN_MS = 1_100

/** Above all windows, the app's own included. */
const PAGE = `data:text/html,<body style="margin:40px;font:14px monospace;background:white">
<p>A page of text that stands still</p>
<div id="cursor" style="width:2px;height:18px;background:black;visibility:hidden"></div>`

const HALF_BLINK_MS = 530

/** What the app's own page has. */
interface World {
  readonly sightline: SightlineApi
}

async function coverScreen(app: ElectronApplication): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }, url) => {
    const page = new BrowserWindow({ x: 0, y: 0, width: 1920, height: 1080, frame: false })
    page.setTitle('Page')
    page.setAlwaysOnTop(true)
    await page.loadURL(url)
  }, PAGE)
}

/** Runs a line of script in the page. */
async function inPage(app: ElectronApplication, script: string): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }, line) => {
    const page = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('data:'),
    )
    await page?.webContents.executeJavaScript(`${line}; 0`)
  }, script)
}

async function stateOf(window: Page): Promise<AppState> {
  const snapshot = await window.evaluate(() =>
    (globalThis as unknown as World).sightline.readSnapshot(),
  )
  if (!snapshot.ok) throw new Error(snapshot.error.reason)
  return snapshot.value.state
}

test('a still screen and a blinking cursor send nothing, a new line at once', async ({
  launch,
  simulate,
}) => {
  test.slow()
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await coverScreen(app)
  await share(window, /^Screen: /)
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  const sent = (): number => connection?.frames.length ?? 0
  // The pointer and the window manager come to rest.
  await delay(3_000)

  const beforeStill = sent()
  const { framesUnchanged } = (await stateOf(window)).counters
  await inPage(
    app,
    `blink = setInterval(() => {
      const { style } = document.getElementById('cursor')
      style.visibility = style.visibility === 'hidden' ? 'visible' : 'hidden'
    }, ${HALF_BLINK_MS})`,
  )
  await delay(WATCHED_MS)
  expect(sent()).toBe(beforeStill)
  expect((await stateOf(window)).counters.framesUnchanged).toBeGreaterThan(framesUnchanged + 3)

  const appearedAt = Date.now()
  await inPage(app, `document.body.append('And here is one more line')`)
  await expect.poll(sent, { intervals: [20] }).toBe(beforeStill + 1)
  expect((connection?.frames.at(-1)?.at ?? Infinity) - appearedAt).toBeLessThan(SEEN_WITHIN_MS)
})

test('the app in sight on the shared screen gives no cause for pictures by itself', async ({
  launch,
  simulate,
}) => {
  test.slow()
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await share(window, /^Screen: /)
  const connection = simulator.connections[0]
  const age = window.getByText(/sent \d+ s ago/)
  await connection?.waitFor(({ kind }) => kind === 'video')
  for (const place of [
    { x: 500, y: 200, width: 1080, height: 760 },
    { x: 30, y: 40, width: 900, height: 700 },
  ]) {
    const before = connection?.frames.length ?? 0
    await app.evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
    }, place)
    await expect
      .poll(() => connection?.frames.length, { timeout: CAPTURED_MS })
      .toBeGreaterThan(before)
    const quietMs = (): number => Date.now() - (connection?.frames.at(-1)?.at ?? Date.now())
    // A window is drawn, a notice comes: those are changes. Then the age goes on, and is not sent.
    await expect.poll(quietMs, { timeout: 25_000 }).toBeGreaterThan(WATCHED_MS)
    await expect(age).toHaveText(/sent ([89]|1\d) s ago/)
  }
})

test('what is covered is flat in the picture that the server gets', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const picture = await showPicture({ title: 'Secrets', content: 'pattern:checkerboard' })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await share(window, 'Window: Secrets')
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  const { sharing } = await stateOf(window)
  const shareId = sharing.kind === 'off' ? 0 : sharing.shareId
  await window.evaluate(
    (argument) => (globalThis as unknown as World).sightline.setCovers(argument),
    {
      shareId,
      covers: [{ left: 0.25, top: 0.25, width: 0.5, height: 0.5 }],
    },
  )
  const spread = async (left: number, top: number): Promise<number> => {
    const jpeg = connection?.frames.at(-1)?.jpeg ?? Buffer.alloc(0)
    const { width, height } = await sharp(jpeg).metadata()
    // A little inside the cover: the JPEG's blocks of 16 px run over its edge.
    const region = {
      left: Math.round(left * width),
      top: Math.round(top * height),
      width: Math.round(0.4 * width),
      height: Math.round(0.4 * height),
    }
    const part = await sharp(jpeg).extract(region).png().toBuffer()
    const { channels } = await sharp(part).stats()
    return Math.max(...channels.map(({ max, min }) => max - min))
  }
  await expect.poll(() => spread(0.3, 0.3)).toBeLessThan(6)
  expect(await spread(0, 0.55)).toBeGreaterThan(30)
  await picture.close()
})
