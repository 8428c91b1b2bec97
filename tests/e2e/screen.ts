/** Things to see on the virtual display, and hands on its keyboard, mouse and windows. */
import { execFile, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How long a window may take to appear or go. */
const WINDOW_MS = 10_000
const POLL_MS = 50
/** How long the keyboard may take to come to a window; one that goes meanwhile would be waited for. */
const FOCUS_MS = 5_000

/**
 * How long a change of the screen may take to be captured where that is not what is tested, ms: on a
 * computer short of time Chromium rests after each capture as long as it took.
 */
export const CAPTURED_MS = 30_000

export interface Picture {
  /** The window's title, by which it can be found and chosen. */
  readonly title: string
  /**
   * What it shows, as ImageMagick calls it: `xc:red`, `gradient:blue-yellow`,
   * `pattern:checkerboard`, or a file's path (https://imagemagick.org/script/formats.php).
   */
  readonly content: string
  readonly width?: number
  readonly height?: number
  readonly left?: number
  readonly top?: number
}

export interface PictureWindow {
  readonly close: () => Promise<void>
}

/** Opens a window of known content; it is on the screen when the promise resolves. */
export async function showPicture(picture: Picture): Promise<PictureWindow> {
  const { title, content, width = 800, height = 600, left = 100, top = 100 } = picture
  const size = `${width}x${height}`
  const place = `+${left}+${top}`
  const shown = ['-immutable', '-title', title, '-geometry', size + place]
  const viewer = spawn('display', [...shown, '-size', size, content], { stdio: 'ignore' })
  await waitForWindow(title)
  return {
    close: async () => {
      viewer.kill()
      await until(async () => !(await windowTitles()).includes(title), `"${title}" to go`)
    },
  }
}

/** Fills the desktop behind all windows with a colour (`red`, `#10a0ff`). */
export async function paintDesktop(colour: string): Promise<void> {
  await run('xsetroot', ['-solid', colour])
}

/** Gives the display another size in px, no larger than its own; what it returns gives that back. */
export async function setScreenSize(width: number, height: number): Promise<() => Promise<void>> {
  const name = `${width}x${height}`
  const lengths = (size: number): string[] => [0, 1, 2, 3].map((more) => String(size + more))
  // The clock, in MHz, matters to no virtual screen; it may not be 0.
  await run('xrandr', ['--newmode', name, '100', ...lengths(width), ...lengths(height)])
  await run('xrandr', ['--addmode', 'screen', name])
  await run('xrandr', ['--output', 'screen', '--mode', name])
  return async () => {
    await run('xrandr', ['--output', 'screen', '--mode', '1920x1080'])
    await run('xrandr', ['--delmode', 'screen', name])
    await run('xrandr', ['--rmmode', name])
  }
}

/** Presses and releases keys, such as `ctrl+shift+space`, wherever the focus is. */
export async function pressKeys(keys: string): Promise<void> {
  await run('xdotool', ['key', keys])
}

/** Holds a key down until `releaseKey`. */
export async function holdKey(key: string): Promise<void> {
  await run('xdotool', ['keydown', key])
}

export async function releaseKey(key: string): Promise<void> {
  await run('xdotool', ['keyup', key])
}

type Place = readonly [left: number, top: number]

export async function moveMouse(left: number, top: number): Promise<void> {
  await run('xdotool', ['mousemove', '--sync', String(left), String(top)])
}

/** Holds the left button down from the first place to the last. */
export async function dragMouse(from: Place, ...way: readonly Place[]): Promise<void> {
  await moveMouse(...from)
  await run('xdotool', ['mousedown', '1'])
  for (const place of way) await moveMouse(...place)
  await run('xdotool', ['mouseup', '1'])
}

/** The titles of the windows that are on the screen. */
export async function windowTitles(): Promise<string[]> {
  const found = await run('xdotool', ['search', '--onlyvisible', '--name', '.']).catch(() => ({
    stdout: '', // xdotool fails when it finds none
  }))
  const ids = found.stdout.split('\n').filter((line) => line !== '')
  const titles = await Promise.all(
    ids.map((id) => run('xdotool', ['getwindowname', id]).catch(() => ({ stdout: '' }))),
  )
  return titles.map(({ stdout }) => stdout.trim())
}

export async function waitForWindow(title: string): Promise<void> {
  await until(async () => (await windowTitles()).includes(title), `a window "${title}"`)
}

/** Brings a window to the front and gives it the keyboard. */
export async function focusWindow(title: string): Promise<void> {
  const search = ['search', '--onlyvisible', '--name', exactly(title)]
  await run('xdotool', [...search, 'windowactivate', '--sync'], { timeout: FOCUS_MS })
}

/** Closes a window as its close button would: the app may refuse. */
export async function closeWindow(title: string): Promise<void> {
  await focusWindow(title)
  await pressKeys('alt+F4') // openbox closes the focused window
}

/** xdotool searches by regular expression. */
function exactly(title: string): string {
  return `^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + WINDOW_MS
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${WINDOW_MS} ms for ${what}.`)
    await delay(POLL_MS)
  }
}
