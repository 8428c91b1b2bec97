import { fail, ok, type Result } from '@contract/errors'
import type { Box } from '@contract/settings'
import { isScreenDenied } from '../permissions'
import type { ShareCandidates } from '../share-candidates'

/**
 * How long a window takes to go from the screen, and what is behind it to be drawn, in ms. No event
 * tells of it: `hide` comes once the system was asked, and that the compositor, and the windows
 * behind, have drawn since is told to no program under X11, nor by Electron anywhere.
 */
const ASIDE_MS = 250
/** A still of the screen that has not come by then never will, in ms. */
const STILL_DEADLINE_MS = 10_000

/** The overlay as far as choosing goes. */
interface ShownOverlay {
  readonly captureId: string
  readonly outcome: Promise<Result<Box | null>>
  close(): void
}

interface RegionParts<Still> {
  /** Why no part of this screen can be chosen, or `null`. */
  readonly refuse: (screenId: string) => Result<never> | null
  readonly takeStill: (screenId: string) => Promise<Still | null>
  readonly openOverlay: (still: Still) => ShownOverlay
  readonly window: {
    /** Hides the window; the function that it returns brings it back. */
    stepAside(): () => void
    /** Counts as a click in the page. */
    passActivation(): Promise<void>
  }
}

/**
 * Why no part of this screen can be chosen, or `null`. Under Wayland nobody tells which display the
 * user has let the app see.
 */
export function refuseRegion(
  screenId: string,
  candidates: Pick<ShareCandidates, 'find'>,
  isWayland: boolean,
): Result<never> | null {
  if (isWayland) return fail('region-failed', 'Wayland')
  if (isScreenDenied()) return fail('screen-denied')
  const isScreen = candidates.find(screenId)?.id.startsWith('screen:')
  return isScreen ? null : fail('share-source-gone')
}

/** Lets the user choose a part of a screen, one choice at a time. */
export class RegionSelection<Still> {
  #running: AbortController | null = null
  #overlay: ShownOverlay | null = null
  #captureIds: readonly string[] = []

  constructor(private readonly parts: RegionParts<Still>) {}

  /**
   * The ids under which `desktopCapturer` lists the overlay: also the last one, as a list that was
   * begun while it was open may be looked through afterwards.
   */
  get captureIds(): readonly string[] {
    return this.#captureIds
  }

  async select(screenId: string): Promise<Result<Box | null>> {
    const refused = this.parts.refuse(screenId)
    if (refused) return refused
    if (this.#running) return fail('region-failed', 'busy')
    const running = new AbortController()
    this.#running = running
    const comeBack = this.parts.window.stepAside()
    const choice = this.#choose(screenId, running.signal)
    const chosen = await Promise.race([choice, whenCancelled(running.signal)]).finally(() => {
      this.#overlay = null
      this.#running = null
      comeBack()
    })
    // The page opens the screen next, for which Chromium wants a click: it was made in the overlay.
    if (chosen.ok && chosen.value) await this.parts.window.passActivation()
    return chosen
  }

  /** Ends the choice, if there is one, as the user would. */
  cancel(): void {
    this.#running?.abort()
    this.#overlay?.close()
  }

  async #choose(screenId: string, signal: AbortSignal): Promise<Result<Box | null>> {
    const isOver = (): boolean => signal.aborted
    await delay(ASIDE_MS)
    if (isOver()) return ok(null)
    const still = await this.#takeStill(screenId)
    if (isOver()) return ok(null)
    if (still === null) return fail('region-failed', 'no picture')
    this.#overlay = this.parts.openOverlay(still)
    this.#captureIds = [this.#overlay.captureId]
    return this.#overlay.outcome
  }

  async #takeStill(screenId: string): Promise<Still | null> {
    const taken = this.parts.takeStill(screenId).catch(() => null)
    return Promise.race([taken, delay(STILL_DEADLINE_MS).then(() => null)])
  }
}

const whenCancelled = (signal: AbortSignal): Promise<Result<null>> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok(null))))

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
