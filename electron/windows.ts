import { BrowserWindow, nativeTheme, type Session, type WebContents } from 'electron'
import { Listeners } from '@main/listeners'
import type { Log } from '@main/log'
import { decideAfterCrash } from '@main/crash-policy'
import { APP_PAGE } from './origin'
import type { WindowPlace } from './page-on-screen'
import type { PageCrash } from './safe-mode/safe-mode-facts'
import { backgroundColor, windowOptions } from './window-options'

export interface MainWindowOptions {
  readonly session: Session
  readonly log: Log
  /** The page is gone or new: what it captured has stopped. */
  readonly onPageGone: () => void
  /** Shows what stands in for the window once that has died too often. */
  readonly showSafeMode: (crashes: readonly PageCrash[]) => void
  /** The user closed the window, which only hides it. */
  readonly onHidden: () => void
}

/** The one window. It hides when it is closed, and comes back when its process dies. */
export class MainWindow {
  #crashes: (PageCrash & { readonly at: number })[] = []
  /** It has died too often: something else stands in for it. */
  #hasGivenUp = false
  readonly #placed = new Listeners<WindowPlace>()
  #window: BrowserWindow
  #isQuitting = false
  #isProtected = false

  constructor(private readonly options: MainWindowOptions) {
    this.#window = this.#open({ shown: true })
    nativeTheme.on('updated', () => {
      if (!this.#window.isDestroyed()) this.#window.setBackgroundColor(backgroundColor())
    })
  }

  /** The contents of the window, if it is there. */
  get contents(): readonly WebContents[] {
    return this.#window.isDestroyed() ? [] : [this.#window.webContents]
  }

  /** The ids under which `desktopCapturer` lists this window. */
  get captureIds(): readonly string[] {
    return this.#window.isDestroyed() ? [] : [this.#window.getMediaSourceId()]
  }

  /** Tells when the window may lie elsewhere, or is shown or hidden. */
  onPlaced(listener: (place: WindowPlace) => void): void {
    this.#placed.add(listener)
  }

  get place(): WindowPlace {
    const window = this.#window
    const isSeen = !window.isDestroyed() && window.isVisible() && !window.isMinimized()
    return {
      content: isSeen ? window.getContentBounds() : null,
      isProtected: this.#isProtected && process.platform !== 'linux',
    }
  }

  show(): void {
    if (this.#hasGivenUp) {
      this.options.showSafeMode(this.#crashes)
      return
    }
    if (this.#window.isDestroyed()) this.#window = this.#open({ shown: true })
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }

  /** The user wants the window again, whatever became of it. */
  leaveSafeMode(): void {
    this.#hasGivenUp = false
    this.#crashes = []
    this.show()
  }

  /** Takes a new window in the place of one that does not answer. */
  reopen(): void {
    if (this.#hasGivenUp || this.#window.isDestroyed()) {
      this.show()
      return
    }
    this.options.onPageGone()
    this.#replace(this.#window)
    this.show()
  }

  /** Hides the window while something else is to be seen; the answer brings it back. */
  stepAside(): () => void {
    const window = this.#window
    if (window.isDestroyed() || !window.isVisible()) return () => undefined
    const bounds = window.isNormal() ? window.getBounds() : null
    window.hide()
    return () => {
      if (this.#isQuitting) return
      this.show()
      // Some window managers place it anew.
      if (bounds && !window.isDestroyed()) window.setBounds(bounds)
    }
  }

  /** Lets the page do what needs a click, when that click was made in another window of ours. */
  async passActivation(): Promise<void> {
    await this.#window.webContents.executeJavaScript('undefined', true)
  }

  /** Keeps the window out of every picture of the screen; on Linux there is no such thing. */
  setProtected(isProtected: boolean): void {
    if (isProtected === this.#isProtected) return
    this.#isProtected = isProtected
    if (!this.#window.isDestroyed()) this.#window.setContentProtection(isProtected)
  }

  /** From now on closing the window closes it. */
  allowClose(): void {
    this.#isQuitting = true
  }

  #open({ shown }: { readonly shown: boolean }): BrowserWindow {
    const { session, onHidden } = this.options
    const window = new BrowserWindow(windowOptions(session))
    // The menu's keys work without its bar.
    if (process.platform !== 'darwin') window.setMenuBarVisibility(false)
    if (this.#isProtected) window.setContentProtection(true)
    window.once('ready-to-show', () => {
      if (shown) window.show()
    })
    window.on('close', (event) => {
      if (this.#isQuitting) return
      event.preventDefault()
      window.hide()
      onHidden()
    })
    this.#watchPage(window)
    this.#watchPlace(window)
    void window.loadURL(APP_PAGE).catch(() => {
      if (!window.isDestroyed() && shown) window.show() // what there is, rather than no window
    })
    return window
  }

  #watchPlace(window: BrowserWindow): void {
    const tell = (): void => this.#placed.tell(this.place)
    window.on('move', tell)
    window.on('resize', tell)
    window.on('show', tell)
    window.on('hide', tell)
    window.on('minimize', tell)
    window.on('restore', tell)
  }

  #watchPage(window: BrowserWindow): void {
    const { log, onPageGone } = this.options
    let isFirstPage = true
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return
      if (!isFirstPage) onPageGone()
      isFirstPage = false
    })
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (this.#isQuitting || window !== this.#window) return
      log.warn('page-gone', { reason, exitCode })
      onPageGone()
      this.#crashes.push({ reason, exitCode, at: performance.now() })
      const decision = decideAfterCrash(this.#crashes.map(({ at }) => at))
      if (decision === 'reopen') this.#replace(window)
      else this.#giveUp(window)
    })
  }

  #giveUp(dead: BrowserWindow): void {
    this.#hasGivenUp = true
    dead.destroy()
    this.options.showSafeMode(this.#crashes)
  }

  #replace(dead: BrowserWindow): void {
    const bounds = dead.getBounds()
    this.#window = this.#open({ shown: dead.isVisible() })
    this.#window.setBounds(bounds)
    // One that hangs would not end by itself.
    dead.webContents.forcefullyCrashRenderer()
    dead.destroy()
  }
}
