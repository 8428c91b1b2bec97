import type { ScreenSource } from './capture-intent'

/** A list that takes longer, in ms, has failed. */
const LIST_MS = 5_000

type Windows = readonly ScreenSource[]

/** Looks at the open windows, one at a time; who waits for the same look gets the same answer. */
export class WindowLooks {
  readonly #list: () => Promise<Windows>
  #running: { readonly beganAt: number; readonly windows: Promise<Windows | null> } | null = null

  constructor(list: () => Promise<Windows>) {
    this.#list = list
  }

  /** What a look finds that began at this time or later, ms since the epoch; `null`: it failed. */
  async beginningAt(since: number): Promise<Windows | null> {
    if (this.#running && this.#running.beganAt < since) await this.#running.windows
    // Whoever waited with us may have begun another.
    this.#running ??= { beganAt: Date.now(), windows: this.#look() }
    return this.#running.windows
  }

  async #look(): Promise<Windows | null> {
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), LIST_MS)
    })
    try {
      return await Promise.race([this.#list(), limit])
    } catch {
      return null
    } finally {
      clearTimeout(timer)
      this.#running = null
    }
  }
}
