/**
 * What each level of detail leaves of small text, by the way that every picture goes: from a screen
 * through the app to the server. `SIGHTLINE_CROPS=docs/pictures npm run bench -- -g legibility` makes
 * the pictures of docs/pictures.md anew.
 */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ElectronApplication, Page } from '@playwright/test'
import sharp, { type JpegOptions } from 'sharp'
import type { SightlineApi } from '../preload/contract/ipc'
import { DETAIL_LONG_SIDE, type Detail } from '../preload/contract/settings'
import { scripted } from '../simulator/scenario'
import type { Simulator } from '../simulator/simulator'
import { expect, goLive, share, test } from '../tests/e2e/app'
import { DISPLAYS, nameOf, onDisplay, ULTRA_HD } from './displays'
import { record } from './figures'
import { legibility, type Letter } from './legibility'
import type { Size } from './pictures'
import { codePage, spreadsheetPage } from './text-pages'

const run = promisify(execFile)

const DETAILS: readonly Detail[] = ['read-text', 'standard', 'economy']
const PAGES = { code: codePage, spreadsheet: spreadsheetPage } as const
/** What is cut out for people to judge, in px of a page that is not enlarged. */
const CROP = { left: 64, top: 150, width: 320, height: 84 }
const MOST_LETTERS = 6_000
const LARGEST_PNG = 64 * 1024 * 1024

/** Ways not taken: made of the screen itself, by the best kernel there is. */
const OTHERS: Readonly<Record<string, { readonly side: number; readonly jpeg: JpegOptions }>> = {
  '1280 px, quality 80, 4:2:0': { side: 1280, jpeg: { quality: 80 } },
  '1536 px, quality 80, 4:4:4': { side: 1536, jpeg: { quality: 80, chromaSubsampling: '4:4:4' } },
  '1920 px, quality 75, 4:4:4': { side: 1920, jpeg: { quality: 75, chromaSubsampling: '4:4:4' } },
  '1920 px, quality 75, 4:2:0': { side: 1920, jpeg: { quality: 75 } },
}

interface World {
  readonly sightline: SightlineApi
}

for (const size of DISPLAYS) {
  test(`legibility at ${nameOf(size)}`, async ({ launch, simulate }, info) => {
    test.setTimeout(300_000)
    await onDisplay(size, async () => {
      const simulator = await simulate({ scenario: scripted([null]) })
      const { app, window, close } = await launch({ simulatorUrl: simulator.url, key: 'bench-key' })
      await goLive(window)
      await share(window, /^Screen: /)
      await run('xdotool', ['mousemove', String(size.width), String(size.height)])
      const folder = process.env.SIGHTLINE_CROPS ?? info.outputPath()
      await mkdir(folder, { recursive: true })
      for (const zoom of size === ULTRA_HD ? [1, 2] : [1]) {
        for (const [name, make] of Object.entries(PAGES)) {
          const file = info.outputPath(`${name}.html`)
          await writeFile(file, make())
          const letters = await showPage(app, { file, zoom, ...size })
          const { stdout: screen } = await run('import', ['-window', 'root', 'png:-'], {
            encoding: 'buffer',
            maxBuffer: LARGEST_PNG,
          })
          const sent = await picturesOf(window, simulator, size)
          const title = `${name}, ${nameOf(size)}${zoom === 1 ? '' : `, scaled ${zoom} times`}`
          await recordAll(title, screen, letters, sent)
          const crops = join(folder, `${name}-${size.height}${zoom === 1 ? '' : `-x${zoom}`}.jpg`)
          await writeFile(crops, await stack([screen, ...sent.values()], size, zoom))
        }
      }
      await close()
    })
  })
}

/** Covers the screen with a page; where its letters stand, in px of the screen. */
async function showPage(
  app: ElectronApplication,
  page: Size & { readonly file: string; readonly zoom: number },
): Promise<Letter[]> {
  const letters = await app.evaluate(async ({ BrowserWindow }, { file, zoom, width, height }) => {
    for (const old of BrowserWindow.getAllWindows()) {
      if (old.webContents.getURL().startsWith('file:') && old.isAlwaysOnTop()) old.destroy()
    }
    const bounds = { x: 0, y: 0, width, height, enableLargerThanScreen: true }
    const window = new BrowserWindow({ ...bounds, frame: false })
    window.setAlwaysOnTop(true)
    // The app closes every session to requests; this page is the benchmark's own.
    window.webContents.session.webRequest.onBeforeRequest(null)
    await window.loadFile(file)
    window.webContents.setZoomFactor(zoom)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    return window.webContents.executeJavaScript(`{
        const found = []
        const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        while (nodes.nextNode()) {
          const text = nodes.currentNode.data
          for (let at = 0; at < text.length; at += 1) {
            if (text[at].trim() === '') continue
            range.setStart(nodes.currentNode, at)
            range.setEnd(nodes.currentNode, at + 1)
            const { left, top, right, bottom, width, height } = range.getBoundingClientRect()
            if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) continue
            const scale = devicePixelRatio
            found.push({ letter: text[at], left: left * scale, top: top * scale,
              width: width * scale, height: height * scale })
          }
        }
        found
      }`) as Promise<Letter[]>
  }, page)
  const step = Math.ceil(letters.length / MOST_LETTERS)
  return letters.filter((_, index) => index % step === 0)
}

/** What the server gets of the screen at each level of detail. */
async function picturesOf(
  window: Page,
  simulator: Simulator,
  size: Size,
): Promise<Map<Detail, Buffer>> {
  const pictures = new Map<Detail, Buffer>()
  for (const detail of DETAILS) {
    const before = framesOf(simulator).length
    await window.evaluate(
      (patch) => (globalThis as unknown as World).sightline.updateSettings(patch),
      { detail },
    )
    const width = Math.min(size.width, DETAIL_LONG_SIDE[detail])
    await expect
      .poll(async () => (await newest(simulator, before))?.width, { timeout: 15_000 })
      .toBe(width)
    pictures.set(detail, (await newest(simulator, before))?.jpeg ?? Buffer.alloc(0))
  }
  return pictures
}

const framesOf = ({ connections }: Simulator): Buffer[] =>
  connections.flatMap(({ frames }) => frames.map(({ jpeg }) => jpeg))

async function newest(
  simulator: Simulator,
  after: number,
): Promise<{ readonly jpeg: Buffer; readonly width: number } | undefined> {
  const jpeg = framesOf(simulator).slice(after).at(-1)
  return jpeg && { jpeg, width: (await sharp(jpeg).metadata()).width }
}

async function recordAll(
  title: string,
  screen: Buffer,
  letters: readonly Letter[],
  sent: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const others = Object.entries(OTHERS).map(async ([name, { side, jpeg }]) => {
    const made = sharp(screen).resize({ width: side, height: side, fit: 'inside' }).jpeg(jpeg)
    return [`not taken: ${name}`, await made.toBuffer()] as const
  })
  for (const [name, picture] of [...sent, ...(await Promise.all(others))]) {
    const read = await legibility(screen, picture, letters)
    await record({
      name: `${title}: ${name}: letters read`,
      unit: '%',
      samples: [100 * read],
      note: `${Math.round(picture.byteLength / 1_000)} kB, ${letters.length} letters`,
    })
  }
}

/** The same part of all pictures, one below the other, in one size. */
async function stack(pictures: readonly Buffer[], size: Size, zoom: number): Promise<Buffer> {
  const width = CROP.width * 2
  const height = CROP.height * 2
  const rows = pictures.map(async (picture, row) => {
    const { width: own } = await sharp(picture).metadata()
    const scale = (zoom * own) / size.width
    const part = {
      left: Math.round(CROP.left * scale),
      top: Math.round(CROP.top * scale),
      width: Math.round(CROP.width * scale),
      height: Math.round(CROP.height * scale),
    }
    const input = await sharp(picture).extract(part).resize(width, height).png().toBuffer()
    return { input, left: 0, top: row * (height + 2) }
  })
  const whole = { width, height: pictures.length * (height + 2), channels: 3 } as const
  return sharp({ create: { ...whole, background: '#808080' } })
    .composite(await Promise.all(rows))
    .jpeg({ quality: 72 })
    .toBuffer()
}
