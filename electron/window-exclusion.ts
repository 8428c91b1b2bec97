import type { ShareChoice } from '@contract/session'
import type { AppState } from '@contract/state'
import type { SharingSituation } from '@main/sharing-state'
import type { StateCell } from '@main/state-cell'
import type { ScreenSource } from './capture-intent'
import { windowNumber } from './share-candidates'

/** How often the open windows are looked through while something is shared, in milliseconds. */
const LOOK_EVERY_MS = 1_000

/** The part of the engine that exclusions need. */
interface ExclusionEngine {
  readonly state: StateCell<AppState>
  readonly sharing: { setSituation(change: Partial<SharingSituation>): void }
}

/** Whether a title holds one of the words that the user excluded, in whatever case. */
export function isExcluded(title: string, excluded: readonly string[]): boolean {
  const plain = toPlain(title)
  return excluded.some((words) => plain.includes(toPlain(words)))
}

const toPlain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The first window that the user excluded and that one of these sources would show. */
export function findExcludedWindow(
  windows: readonly ScreenSource[],
  excluded: readonly string[],
  sources: readonly ShareChoice[],
): ScreenSource | null {
  const showsAll = sources.some(({ kind }) => kind === 'screen' || kind === 'region')
  const shown = new Set(
    sources.filter(({ kind }) => kind === 'window').map(({ id }) => windowNumber(id)),
  )
  const isShown = ({ id }: ScreenSource): boolean => showsAll || shown.has(windowNumber(id))
  return windows.find((window) => isShown(window) && isExcluded(window.name, excluded)) ?? null
}

/**
 * Watches for windows that the user excluded, while something is shared that would show them. A
 * list that cannot be had leaves things as they were.
 */
export class WindowExclusion {
  #timer: NodeJS.Timeout | undefined
  #isWatching = false
  #isClosed = false

  /**
   * @param listWindows the windows that are open, but for the app's own; `null` where the system
   * does not tell (Wayland).
   */
  constructor(
    private readonly engine: ExclusionEngine,
    private readonly listWindows: (() => Promise<readonly ScreenSource[]>) | null,
  ) {
    engine.state.subscribe(({ sharing, settings }) => {
      if (sharing || settings) this.#follow()
    })
  }

  /** Looks once, before this is shared: no picture of it is made before. */
  async check(choice: ShareChoice): Promise<void> {
    await this.#look([choice])
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #follow(): void {
    const isNeeded = this.#isNeeded([])
    if (isNeeded && !this.#isWatching) void this.#watch()
    if (!isNeeded) this.engine.sharing.setSituation({ excludedWindow: null })
  }

  /** One look at a time, until none is needed. */
  async #watch(): Promise<void> {
    this.#isWatching = true
    await this.#look([])
    if (this.#isNeeded([])) {
      this.#timer = setTimeout(() => void this.#watch(), LOOK_EVERY_MS)
    } else this.#isWatching = false
  }

  async #look(about: readonly ShareChoice[]): Promise<void> {
    if (!this.listWindows || !this.#isNeeded(about)) return
    const windows = await this.listWindows().catch(() => null)
    if (windows === null) return
    const { excluded } = this.engine.state.current.settings
    const found = findExcludedWindow(windows, excluded, this.#sources(about))
    this.engine.sharing.setSituation({ excludedWindow: found?.name ?? null })
  }

  #isNeeded(about: readonly ShareChoice[]): boolean {
    if (this.#isClosed || !this.listWindows) return false
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
