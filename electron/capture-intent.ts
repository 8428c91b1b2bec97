/** A screen or window as `desktopCapturer` names it. */
export interface ScreenSource {
  readonly id: string
  readonly name: string
}

/** An armed source that was not opened by then is forgotten, in milliseconds. */
export const INTENT_LIFE_MS = 10_000

/**
 * What may be captured next: one screen or window, once, because the user has just chosen it.
 *
 * Chromium asks twice for a screen: first for the permission, then for the source. The permission
 * alone is enough for the old form of capture (`chromeMediaSource`), which takes the whole screen
 * and never asks for the source: `isSourceOverdue` tells that this has happened.
 */
export class CaptureIntent {
  #armed: { readonly source: ScreenSource; readonly until: number } | null = null
  #permissionGiven = false
  #sourceOverdue = false

  /** @param now milliseconds of a clock that never goes back. */
  constructor(private readonly now: () => number) {}

  /** Replaces what was armed before. */
  arm(source: ScreenSource): void {
    this.#armed = { source, until: this.now() + INTENT_LIFE_MS }
    this.#permissionGiven = false
  }

  disarm(): void {
    this.#armed = null
    this.#permissionGiven = false
  }

  /** Whether a request for the permission is expected now. */
  get expectsPermission(): boolean {
    return this.#current !== null && !this.#permissionGiven
  }

  /** The permission was given: it is not given twice. */
  permissionTaken(): void {
    this.#permissionGiven = true
    this.#sourceOverdue = true
  }

  /** The armed source, if the permission for it was taken; nothing is armed afterwards. */
  takeSource(): ScreenSource | null {
    this.#sourceOverdue = false
    const source = this.#permissionGiven ? this.#current : null
    this.disarm()
    return source
  }

  /** The permission was taken, and the source that it was for was not asked for. */
  get isSourceOverdue(): boolean {
    return this.#sourceOverdue
  }

  get #current(): ScreenSource | null {
    if (this.#armed && this.now() >= this.#armed.until) this.disarm()
    return this.#armed?.source ?? null
  }
}
