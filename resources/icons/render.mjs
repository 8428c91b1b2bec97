/** Draws the PNGs, `.ico` and `.icns` from the SVGs beside it: `node resources/icons/render.mjs`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { ICNS_SIZES, icnsFile } from '../../electron/packaging/icons/icns.mjs'
import { icoFile } from '../../electron/packaging/icons/ico.mjs'

/** Up to this size the simpler drawing is used, in px. */
const SMALL = 32
/** The sizes that Linux desktops look for, in px. */
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const WINDOWS = [16, 20, 24, 32, 40, 48, 64, 256]
const TRAY = [16, 22, 32, 44]
const TRAY_STATES = ['idle', 'listening', 'sharing']

/** What Electron loads by name: it finds the `@2x` picture beside the other by itself. */
const TRAY_IN_USE = { '': 22, '@2x': 44 }
const WINDOW_ICON = 512

/**
 * Draws an SVG at one size from the vectors themselves, not by shrinking.
 * @param {string} source
 * @param {number} size
 */
async function drawn(source, size) {
  const file = join(import.meta.dirname, `${source}.svg`)
  const { width = 16 } = await sharp(file).metadata()
  return sharp(file, { density: (72 * size) / width }).resize(size, size)
}

/**
 * @param {string} source
 * @param {string} name
 * @param {number} size
 */
async function draw(source, name, size) {
  const picture = await drawn(source, size)
  await save(`${name}.png`, await picture.png({ compressionLevel: 9 }).toBuffer())
}

/**
 * The app's mark, as the files of Windows and macOS hold it.
 * @param {number} size
 */
async function mark(size) {
  const picture = await drawn(markAt(size), size)
  const png = await picture.clone().png({ compressionLevel: 9 }).toBuffer()
  return { size, png, rgba: await picture.ensureAlpha().raw().toBuffer() }
}

/** @param {number} size */
function markAt(size) {
  return size <= SMALL ? 'app-small' : 'app'
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
async function save(name, content) {
  const path = join(import.meta.dirname, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

for (const size of LINUX) await draw(markAt(size), `linux/${size}x${size}`, size)
await save('app.ico', icoFile(await Promise.all(WINDOWS.map(mark))))
await save('app.icns', icnsFile(await Promise.all(ICNS_SIZES.map(mark))))
await draw('app', 'icon', WINDOW_ICON)
for (const state of TRAY_STATES) {
  const source = `tray-${state}`
  for (const size of TRAY) await draw(source, `${source}-${size}`, size)
  for (const [suffix, size] of Object.entries(TRAY_IN_USE)) {
    await draw(source, `${source}${suffix}`, size)
  }
}
