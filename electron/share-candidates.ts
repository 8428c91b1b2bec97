import { desktopCapturer, type DesktopCapturerSource } from 'electron'
import type { ShareCandidate } from '@contract/session'
import type { ScreenSource } from './capture-intent'

const THUMBNAIL_SIZE = { width: 320, height: 200 }
const THUMBNAIL_QUALITY = 70

/** The name of a screen without another beside it. */
export const ONLY_SCREEN = 'Entire screen'

/**
 * The screens and windows that can be shared, as last listed. Only what was offered can be chosen.
 *
 * On Wayland a list is itself a dialog of the system in which the user chooses, so calls never
 * overlap and all who wait get the same answer.
 */
export class ShareCandidates {
  #running: Promise<readonly ShareCandidate[]> | null = null
  #offered: ReadonlyMap<string, ScreenSource> = new Map()
  #displayIds: ReadonlyMap<string, string> = new Map()

  /**
   * @param ownWindows the ids (`window:…`) of the app's own windows, which are never offered.
   * @param isExcluded whether the user wants a window of this title never to be offered.
   */
  constructor(
    private readonly ownWindows: () => readonly string[],
    private readonly isExcluded: (title: string) => boolean,
  ) {}

  list(): Promise<readonly ShareCandidate[]> {
    this.#running ??= this.#list().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** The windows that are open, but for the app's own; without their pictures. */
  async listWindows(): Promise<readonly ScreenSource[]> {
    const sources = await desktopCapturer.getSources({
      types: ['window'],
      thumbnailSize: { width: 0, height: 0 },
      fetchWindowIcons: false,
    })
    const own = new Set(this.ownWindows().map(windowNumber))
    return sources
      .filter(({ id }) => !own.has(windowNumber(id)))
      .map(({ id, name }) => ({ id, name: name.trim().slice(0, 500) }))
  }

  /** The source with this id, if it is one of those offered last. */
  find(id: string): ScreenSource | null {
    return this.#offered.get(id) ?? null
  }

  /** The number of the display that this screen shows; empty where the system does not tell. */
  displayIdOf(sourceId: string): string {
    return this.#displayIds.get(sourceId) ?? ''
  }

  async #list(): Promise<readonly ShareCandidate[]> {
    const sources = await desktopCapturer.getSources({
      types: ['screen', 'window'],
      thumbnailSize: THUMBNAIL_SIZE,
      fetchWindowIcons: false,
    })
    const wanted = sources.filter(({ id, name }) => !isWindow(id) || !this.isExcluded(name))
    const candidates = toCandidates(wanted, this.ownWindows())
    this.#offered = new Map(candidates.map(({ id, name }) => [id, { id, name }]))
    this.#displayIds = new Map(sources.map(({ id, display_id }) => [id, display_id]))
    return candidates
  }
}

/** Screens first, own windows left out, every name in words. */
export function toCandidates(
  sources: readonly DesktopCapturerSource[],
  ownWindows: readonly string[],
): readonly ShareCandidate[] {
  const own = new Set(ownWindows.map(windowNumber))
  const screens = sources.filter(({ id }) => id.startsWith('screen:'))
  const windows = sources.filter(({ id }) => isWindow(id) && !own.has(windowNumber(id)))
  return [
    ...screens.map((source, index) => ({
      kind: 'screen' as const,
      id: source.id,
      name: screens.length === 1 ? ONLY_SCREEN : `Screen ${index + 1}`,
      thumbnail: thumbnailOf(source),
    })),
    ...windows.map((source) => ({
      kind: 'window' as const,
      id: source.id,
      name: source.name.trim().slice(0, 500) || 'Window without a name',
      thumbnail: thumbnailOf(source),
    })),
  ]
}

const isWindow = (id: string): boolean => id.startsWith('window:')

/** The system's own number of a window: the last part of the id differs by who asks. */
export function windowNumber(id: string): string {
  return id.split(':')[1] ?? id
}

function thumbnailOf({ thumbnail }: DesktopCapturerSource): string {
  if (thumbnail.isEmpty()) return ''
  return `data:image/jpeg;base64,${thumbnail.toJPEG(THUMBNAIL_QUALITY).toString('base64')}`
}
