/** Full screens of something like text, and windows that show them in turn. */
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { showPicture, type PictureWindow } from '../tests/e2e/screen'

const run = promisify(execFile)

export interface Size {
  readonly width: number
  readonly height: number
}

/** Letters are boxes of so many px, with dots of two by two in them. */
const LETTER = { width: 8, height: 16, dot: 2 }
/** The share of the letters that are not blanks. */
const WRITTEN = 0.6

export interface Pictures {
  /** Brings the next picture to the front. */
  readonly next: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Covers the screen with pictures, the last on top. */
export async function coverScreen(size: Size, count: number, folder: string): Promise<Pictures> {
  const windows: PictureWindow[] = []
  const ids: string[] = []
  await mkdir(folder, { recursive: true })
  for (let number = 1; number <= count; number += 1) {
    const title = `Page ${number}`
    const content = join(folder, `page-${number}.png`)
    await writeFullPage(size, content)
    windows.push(await showPicture({ title, content, ...size, left: 0, top: 0 }))
    const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`])
    ids.push(stdout.trim())
  }
  let shown = 0
  return {
    next: async () => {
      shown += 1
      await run('xdotool', ['windowraise', ids[shown % count] ?? ''])
    },
    close: async () => {
      for (const window of windows) await window.close()
    },
  }
}

/** A page full of letters that nobody knows, dark on light: for an encoder much like a text. */
async function writeFullPage({ width, height }: Size, file: string): Promise<void> {
  const pixels = Buffer.alloc(width * height, 245)
  for (let top = 0; top + LETTER.height <= height; top += LETTER.height) {
    for (let left = 0; left + LETTER.width <= width; left += LETTER.width) {
      if (Math.random() < WRITTEN) writeLetter(pixels, width, left, top)
    }
  }
  await sharp(pixels, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toFile(file)
}

function writeLetter(pixels: Buffer, width: number, left: number, top: number): void {
  const { dot } = LETTER
  for (let y = 2; y < LETTER.height - 4; y += dot) {
    for (let x = 0; x < LETTER.width - dot; x += dot) {
      if (Math.random() < 0.5) continue
      for (let row = 0; row < dot; row += 1) {
        const from = (top + y + row) * width + left + x
        pixels.fill(30, from, from + dot)
      }
    }
  }
}
