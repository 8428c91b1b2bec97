import { appError } from '@contract/errors'
import type { ShareChoice } from '@contract/session'
import type { AppState } from '@contract/state'
import type { Notices } from '@main/notices'
import type { Sharing } from '@main/sharing'
import type { StateCell } from '@main/state-cell'
import type { ScreenSource } from './capture-intent'
import { findExcludedWindow } from './excluded-window'
import { WindowLooks } from './window-looks'

/** How often the open windows are looked through while something is shared, in milliseconds. */
const LOOK_EVERY_MS = 1_000

/**
 * So long, in ms, no excluded window is seen before pictures are made again: a screen is captured
 * twice a second, and what is read of it may be as old as that.
 */
const SETTLED_MS = 1_000

/** After so long without a list, in ms, the user is told why nothing is sent. */
const FAILING_MS = 5_000

/** The part of the engine that exclusions need. */
interface ExclusionEngine {
  readonly state: StateCell<AppState>
  readonly sharing: Pick<Sharing, 'setSituation' | 'setClearance'>
  readonly notices: Pick<Notices, 'post' | 'clear'>
}

/** What a look at the open windows found; `unknown`: they could not be listed. */
type Found = 'clean' | 'excluded' | 'unknown'

/**
 * Watches for windows that the user excluded, while something is shared that would show them. No
 * picture leaves before a look that began after it was captured found none of them.
 */
export class WindowExclusion {
  readonly #looks: WindowLooks | null
  #timer: NodeJS.Timeout | undefined
  #isWatching = false
  #isClosed = false
  /** One was found, and it is not yet sure that no picture shows it any more. */
  #isPaused = false
  /** When the first of the looks that have found none ended, ms since the epoch. */
  #cleanSince: number | null = -Infinity
  /** Pictures from before may show what is gone by now; ms since the epoch. */
  #resumedAt = -Infinity
  #failingSince: number | null = null
  #hasToldFailing = false

  /**
   * @param listWindows the windows that are open, but for the app's own; `null` where the system
   * does not tell (Wayland).
   */
  constructor(
    private readonly engine: ExclusionEngine,
    listWindows: (() => Promise<readonly ScreenSource[]>) | null,
  ) {
    this.#looks = listWindows && new WindowLooks(listWindows)
    engine.state.subscribe(({ sharing, settings }) => {
      if (sharing || settings) this.#follow()
    })
    engine.sharing.setClearance((capturedAt) => this.cleared(capturedAt))
  }

  /** Looks once, before this is shared: no picture of it is made before. */
  async check(choice: ShareChoice): Promise<void> {
    if (this.#isNeeded([choice])) await this.#look(Date.now(), [choice])
  }

  /**
   * Whether a picture captured then shows no excluded window; ms since the epoch. Pending as long as
   * the windows cannot be listed.
   */
  async cleared(capturedAt: number): Promise<boolean> {
    while (this.#isNeeded([])) {
      const found = await this.#look(capturedAt, [])
      if (found !== 'unknown') return found === 'clean' && this.#isAfterResume(capturedAt)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
    return !this.#isClosed
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #follow(): void {
    if (!this.#isNeeded([])) this.#forget()
    else if (!this.#isWatching) void this.#watch()
  }

  #forget(): void {
    this.#isPaused = false
    this.#cleanSince = -Infinity
    this.#noteListed()
    this.engine.sharing.setSituation({ excludedWindow: null })
  }

  /** One look at a time, until none is needed. */
  async #watch(): Promise<void> {
    this.#isWatching = true
    await this.#look(Date.now(), [])
    if (this.#isNeeded([])) {
      this.#timer = setTimeout(() => void this.#watch(), LOOK_EVERY_MS)
    } else this.#isWatching = false
  }

  /** What a look finds that begins at `since` or later, ms since the epoch. */
  async #look(since: number, about: readonly ShareChoice[]): Promise<Found> {
    const windows = await this.#looks?.beginningAt(since)
    if (!this.#isNeeded(about)) return 'unknown'
    if (!windows) {
      this.#noteUnlisted()
      return 'unknown'
    }
    this.#noteListed()
    const { excluded } = this.engine.state.current.settings
    const found = findExcludedWindow(windows, excluded, this.#sources(about))
    return found ? this.#pause(found.name) : this.#settle()
  }

  #pause(excludedWindow: string): Found {
    this.#isPaused = true
    this.#cleanSince = null
    this.engine.sharing.setSituation({ excludedWindow })
    return 'excluded'
  }

  /** A window that has gone may still be in the newest picture of the screen. */
  #settle(): Found {
    const now = Date.now()
    this.#cleanSince ??= now
    if (!this.#isPaused) return 'clean'
    if (now - this.#cleanSince < SETTLED_MS) return 'excluded'
    this.#isPaused = false
    this.#resumedAt = now
    this.engine.sharing.setSituation({ excludedWindow: null })
    return 'clean'
  }

  /** A clock that was set back says nothing of what was before. */
  #isAfterResume(capturedAt: number): boolean {
    return capturedAt >= this.#resumedAt || this.#resumedAt > Date.now()
  }

  #noteUnlisted(): void {
    const now = Date.now()
    this.#failingSince ??= now
    if (this.#hasToldFailing || now - this.#failingSince < FAILING_MS) return
    this.#hasToldFailing = true
    this.engine.notices.post(appError('windows-not-listed'))
  }

  #noteListed(): void {
    this.#failingSince = null
    if (this.#hasToldFailing) this.engine.notices.clear('windows-not-listed')
    this.#hasToldFailing = false
  }

  #isNeeded(about: readonly ShareChoice[]): boolean {
    if (this.#isClosed || !this.#looks) return false
    const isShown = this.#sources(about).some(({ kind }) => kind !== 'camera')
    return isShown && this.engine.state.current.settings.excluded.length > 0
  }

  /** What is shared, and what is about to be. */
  #sources(about: readonly ShareChoice[]): readonly ShareChoice[] {
    const { sharing } = this.engine.state.current
    if (sharing.kind === 'off') return about
    const next = sharing.kind === 'on' && sharing.next ? [sharing.next.source] : []
    return [...about, sharing.source, ...next]
  }
}
