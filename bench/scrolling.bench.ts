/** A conversation of 50,000 lines in the real window: opened, and scrolled through. */
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { button, expect, test } from '../tests/e2e/app'
import { conversations, keptLines } from '../tests/e2e/library-page'
import { freshFolder, openApp } from './electron'
import { record } from './figures'

const OPENINGS = 20
const OPENING_GOAL = { p95: 150 }
const LIBRARY_SCRIPT = resolve(import.meta.dirname, '../electron/runtime/library.mjs')
/** The longest is half of them. */
const LINES = 100_000
const LONGEST = /50,?000 lines/
const GESTURES = 6
/** In px; as somebody scrolls who reads headings, and who looks for a place. */
const SPEEDS = { calm: 1_500, fast: 8_000 } as const
const GESTURE_SECONDS = 3
/** 60 a second, and the timer's own grain: a frame above it has taken the time of two. */
const SCROLL_GOAL = { p95: 17.5 }

test('a conversation of 50,000 lines: opened and scrolled', async ({ launch }) => {
  test.setTimeout(600_000)
  const userData = freshFolder()
  const folder = join(userData, 'library')
  await mkdir(folder)
  await makeLibrary(folder)
  const { window } = await launch({ userData, key: 'bench-key' })
  await button(window, 'Library').click()
  const rows = conversations(window)
  const longest = rows.filter({ hasText: LONGEST }).getByRole('button').first()
  const other = rows.filter({ hasNotText: LONGEST }).getByRole('button').first()
  const openings: number[] = []
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    await other.click()
    await expect(longest).toBeVisible()
    openings.push(await openingMs(longest))
  }
  await record({
    name: 'click on a conversation of 50,000 lines → its first line is painted',
    unit: 'ms',
    samples: openings,
    goal: OPENING_GOAL,
  })
  const list = window.getByRole('list', { name: 'Lines' })
  await expect(keptLines(window).first()).toBeVisible()
  await measureScrolling(window, list, '50,000 lines', SCROLL_GOAL)
})

test('plain text is scrolled', async () => {
  test.setTimeout(180_000)
  const app = await openApp('scroll.mjs')
  const window = await app.firstWindow()
  await measureScrolling(window, window.getByRole('list'), 'plain text, for comparison')
  await app.close()
})

async function makeLibrary(folder: string): Promise<void> {
  const size = ['--lines', `${LINES}`, '--conversations', '11']
  await promisify(execFile)(process.execPath, [LIBRARY_SCRIPT, 'make', ...size, '--folder', folder])
}

/** From the click to the frame that shows the first line, by the page's own clock. */
const openingMs = (row: Locator): Promise<number> =>
  row.evaluate(async (button: HTMLElement) => {
    const nextFrame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done))
    const firstLine = (): string | undefined =>
      document.querySelector('.review-lines article')?.textContent
    const before = firstLine()
    const start = performance.now()
    button.click()
    while (firstLine() === undefined || firstLine() === before) await nextFrame()
    await nextFrame()
    return performance.now() - start
  })

async function measureScrolling(
  window: Page,
  list: Locator,
  what: string,
  goal?: { readonly p95: number },
): Promise<void> {
  for (const [pace, speed] of Object.entries(SPEEDS)) {
    const { frames, waiting } = await scroll(window, list, speed)
    await record({
      name: `${what}, scrolled ${pace} (${speed} px a second): between two frames`,
      unit: 'ms',
      samples: frames,
      ...(goal ? { goal } : {}),
      note: `in ${waiting} of ${frames.length} frames a row was still to come`,
    })
  }
}

/** By the gesture of a hand on a touchpad, down and up again. */
async function scroll(
  window: Page,
  list: Locator,
  speed: number,
): Promise<{ frames: number[]; waiting: number }> {
  const box = await list.boundingBox()
  if (box === null) throw new Error('The list is not in sight.')
  const devTools = await window.context().newCDPSession(window)
  const watched = await list.evaluateHandle((element) => {
    const seen = { frames: [] as number[], waiting: 0, isOn: true }
    let last = performance.now()
    const watch = (now: number): void => {
      seen.frames.push(now - last)
      last = now
      if (element.querySelector('.line-waiting') !== null) seen.waiting += 1
      if (seen.isOn) requestAnimationFrame(watch)
    }
    requestAnimationFrame((now) => {
      last = now
      requestAnimationFrame(watch)
    })
    return seen
  })
  for (let gesture = 0; gesture < GESTURES; gesture += 1) {
    await devTools.send('Input.synthesizeScrollGesture', {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      yDistance: (gesture % 3 === 2 ? 1 : -1) * speed * GESTURE_SECONDS,
      speed,
      gestureSourceType: 'mouse',
    })
  }
  await devTools.detach()
  return watched.evaluate((seen) => {
    seen.isOn = false
    return { frames: seen.frames, waiting: seen.waiting }
  })
}
