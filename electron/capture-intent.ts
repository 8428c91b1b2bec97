/** A screen or window as `desktopCapturer` names it. */
export interface ScreenSource {
  readonly id: string
  readonly name: string
}

/** An armed source that was not opened by then is forgotten, in milliseconds. */
export const INTENT_LIFE_MS = 10_000

interface Armed {
  readonly source: ScreenSource
  readonly until: number
}

/** A permission that was given, for what was armed then. */
export interface CaptureGrant {
  readonly armed: Armed | null
}

/**
 * What may be captured next: one screen or window, once, because the user has just chosen it.
 *
 * Chromium asks twice for a screen: first for the permission, then for the source. The permission
 * alone is enough for the old form of capture (`chromeMediaSource`), which takes the whole screen
 * and never asks for the source: `isSourceOverdue` tells that this has happened. Until that is known
 * of one grant there is no other, whose source could be taken for the one that is missing.
 */
export class CaptureIntent {
  #armed: Armed | null = null
  /** Given, and its source was not asked for. */
  #open: CaptureGrant | null = null

  /** @param now milliseconds of a clock that never goes back. */
  constructor(private readonly now: () => number) {}

  /** Replaces what was armed before; a permission that was given for that is still to be settled. */
  arm(source: ScreenSource): void {
    this.#armed = { source, until: this.now() + INTENT_LIFE_MS }
  }

  disarm(): void {
    this.#armed = null
  }

  /** Whether a request for the permission is expected now. */
  get expectsPermission(): boolean {
    return this.#current !== null && this.#open === null
  }

  /** The permission was given: it is not given twice. */
  permissionTaken(): CaptureGrant {
    this.#open = { armed: this.#current }
    return this.#open
  }

  /** The armed source, if the permission for it was taken; nothing is armed afterwards. */
  takeSource(): ScreenSource | null {
    const armed = this.#current
    this.disarm()
    if (this.#open === null) return null
    // Something else was armed meanwhile: it says nothing of what the permission was used for.
    if (armed !== null && armed !== this.#open.armed) return null
    this.#open = null
    return armed?.source ?? null
  }

  /** The permission was taken, and the source that it was for was not asked for. */
  isSourceOverdue(grant: CaptureGrant): boolean {
    return this.#open === grant
  }

  /** Whoever had the permission is gone, and what it captured with it. */
  forget(grant: CaptureGrant): void {
    if (this.#open === grant) this.#open = null
  }

  get #current(): Armed | null {
    if (this.#armed && this.now() >= this.#armed.until) this.disarm()
    return this.#armed
  }
}
