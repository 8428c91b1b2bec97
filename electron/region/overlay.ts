import { BrowserWindow, screen, type Session } from 'electron'
import { fail, ok, type Result } from '@contract/errors'
import type { Box } from '@contract/settings'
import type { Log } from '@main/log'
import { answerRegionPage } from '../ipc/typed-ipc'
import { REGION_PAGE } from '../origin'
import { overlayOptions } from '../window-options'
import type { TakenStill } from './screen-still'

/** A page that has not drawn the picture by then never will, in milliseconds. */
const READY_DEADLINE_MS = 10_000

/** The window that covers a screen while the user chooses a part of it. */
export interface Overlay {
  /** The id under which `desktopCapturer` lists it. */
  readonly captureId: string
  /** The part; `null` when the user thought better of it. Settles once, and the window is gone. */
  readonly outcome: Promise<Result<Box | null>>
  close(): void
}

/** Opens the overlay; whatever becomes of its window, page or display is an outcome. */
export function openOverlay({ still, display }: TakenStill, session: Session, log: Log): Overlay {
  const window = new BrowserWindow(overlayOptions(session, display.bounds))
  // What is shared meanwhile shows the screen itself; Linux knows no such thing.
  window.setContentProtection(true)
  const { promise: outcome, resolve } = withResolve<Result<Box | null>>()
  const failed = (why: string): void => {
    log.warn('region-failed', { why })
    resolve(fail('region-failed', why))
  }
  const cancelled = (): void => resolve(ok(null))

  const deadline = setTimeout(() => failed('timeout'), READY_DEADLINE_MS)
  answerRegionPage(
    window.webContents,
    {
      readScreen: () => ok(still),
      showPage: () => {
        clearTimeout(deadline)
        cover(window)
        return ok(null)
      },
      answer: ({ region }) => {
        resolve(ok(region))
        return ok(null)
      },
    },
    log,
  )
  window.once('closed', cancelled)
  window.once('unresponsive', () => failed('unresponsive'))
  window.webContents.once('render-process-gone', (_event, { reason }) => failed(reason))
  const stopWatching = watchDisplay(display.id, () => failed('display'))

  void outcome.then(() => {
    clearTimeout(deadline)
    stopWatching()
    if (!window.isDestroyed()) window.destroy()
  })
  void window.loadURL(REGION_PAGE).catch(() => failed('load'))
  return { captureId: window.getMediaSourceId(), outcome, close: cancelled }
}

/** Above everything, panels too, and with the keyboard. */
function cover(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver')
  // Elsewhere the bounds are enough; window managers keep other windows off their panels.
  if (process.platform === 'linux') window.setFullScreen(true)
  window.show()
  window.focus()
}

/** Tells when a display is gone, or no longer what the still shows. */
function watchDisplay(displayId: number, onGone: () => void): () => void {
  const check = (_event: unknown, { id }: { readonly id: number }): void => {
    if (id === displayId) onGone()
  }
  const checkChange = (event: unknown, display: { readonly id: number }, what: string[]): void => {
    // A panel that comes or goes changes the work area alone.
    if (what.some((change) => change !== 'workArea')) check(event, display)
  }
  screen.on('display-removed', check)
  screen.on('display-metrics-changed', checkChange)
  return () => {
    screen.off('display-removed', check)
    screen.off('display-metrics-changed', checkChange)
  }
}

/** `Promise.withResolvers`, which the oldest runtime has, but not its types. */
function withResolve<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
