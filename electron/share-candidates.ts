import { desktopCapturer, type DesktopCapturerSource } from 'electron'
import type { ShareCandidate } from '@contract/session'
import type { ScreenSource } from './capture-intent'

const THUMBNAIL_SIZE = { width: 320, height: 200 }
const THUMBNAIL_QUALITY = 70

/**
 * The screens and windows that can be shared, as last listed. Only what was offered can be chosen.
 *
 * On Wayland a list is itself a dialog of the system in which the user chooses, so calls never
 * overlap and all who wait get the same answer.
 */
export class ShareCandidates {
  #running: Promise<readonly ShareCandidate[]> | null = null
  #offered: ReadonlyMap<string, ScreenSource> = new Map()

  /** @param ownWindows the ids (`window:…`) of the app's own windows, which are never offered. */
  constructor(private readonly ownWindows: () => readonly string[]) {}

  list(): Promise<readonly ShareCandidate[]> {
    this.#running ??= this.#list().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** The source with this id, if it is one of those offered last. */
  find(id: string): ScreenSource | null {
    return this.#offered.get(id) ?? null
  }

  async #list(): Promise<readonly ShareCandidate[]> {
    const sources = await desktopCapturer.getSources({
      types: ['screen', 'window'],
      thumbnailSize: THUMBNAIL_SIZE,
      fetchWindowIcons: false,
    })
    const candidates = toCandidates(sources, this.ownWindows())
    this.#offered = new Map(candidates.map(({ id, name }) => [id, { id, name }]))
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
  const windows = sources.filter(({ id }) => id.startsWith('window:') && !own.has(windowNumber(id)))
  return [
    ...screens.map((source, index) => ({
      kind: 'screen' as const,
      id: source.id,
      name: screens.length === 1 ? 'Entire screen' : `Screen ${index + 1}`,
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

/** The system's own number of a window: the last part of the id differs by who asks. */
function windowNumber(id: string): string {
  return id.split(':')[1] ?? id
}

function thumbnailOf({ thumbnail }: DesktopCapturerSource): string {
  if (thumbnail.isEmpty()) return ''
  return `data:image/jpeg;base64,${thumbnail.toJPEG(THUMBNAIL_QUALITY).toString('base64')}`
}
