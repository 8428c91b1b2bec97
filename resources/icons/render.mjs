/** Draws the PNGs beside this file from its SVGs: `node resources/icons/render.mjs`. */
import { join } from 'node:path'
import sharp from 'sharp'

const SMALL_APP = [16, 32]
const LARGE_APP = [64, 128, 256, 512, 1024]
const TRAY = [16, 22, 32, 44]
const TRAY_STATES = ['idle', 'listening', 'sharing']

/** What Electron loads by name: it finds the `@2x` picture beside the other by itself. */
const TRAY_IN_USE = { '': 22, '@2x': 44 }
const WINDOW_ICON = 512

/**
 * Draws an SVG at one size from the vectors themselves, not by shrinking.
 * @param {string} source
 * @param {string} name
 * @param {number} size
 */
async function draw(source, name, size) {
  const file = join(import.meta.dirname, `${source}.svg`)
  const { width = 16 } = await sharp(file).metadata()
  await sharp(file, { density: (72 * size) / width })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toFile(join(import.meta.dirname, `${name}.png`))
}

for (const size of SMALL_APP) await draw('app-small', `app-${size}`, size)
for (const size of LARGE_APP) await draw('app', `app-${size}`, size)
await draw('app', 'icon', WINDOW_ICON)
for (const state of TRAY_STATES) {
  const source = `tray-${state}`
  for (const size of TRAY) await draw(source, `${source}-${size}`, size)
  for (const [suffix, size] of Object.entries(TRAY_IN_USE)) {
    await draw(source, `${source}${suffix}`, size)
  }
}
