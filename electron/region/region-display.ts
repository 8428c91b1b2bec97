import type { SharingState } from '@contract/session'

/** The part of a display that decides which content a part of it shows. */
export interface DisplayShape {
  readonly id: number
  /** DIP. */
  readonly size: { readonly width: number; readonly height: number }
  readonly scaleFactor: number
}

/**
 * How the screen of this display number is shaped now; how all are, where none has the number. A
 * part of a screen of another shape is another part.
 */
export function shapeOf(displayId: string, displays: readonly DisplayShape[]): string {
  const shown = displays.find(({ id }) => String(id) === displayId)
  return shown ? shapeOfOne(shown) : `all: ${displays.map(shapeOfOne).join(', ')}`
}

const shapeOfOne = ({ size: { width, height }, scaleFactor }: DisplayShape): string =>
  `${width} × ${height} × ${scaleFactor}`

/** Remembers how the screens were shaped when parts of them were chosen. */
export class RegionShapes {
  #shapes: ReadonlyMap<number, string> = new Map()

  /** @param shapeNow how the screen of a source is shaped now. */
  constructor(private readonly shapeNow: (sourceId: string) => string) {}

  /**
   * Looks at what is shared, and at what is to take its place.
   *
   * @returns the shares that show a part of a screen which has another shape than at their start.
   */
  look(sharing: SharingState): readonly number[] {
    const now = regionsOf(sharing).map(({ shareId, sourceId }) => {
      const shape = this.shapeNow(sourceId)
      return { shareId, shape, before: this.#shapes.get(shareId) ?? shape }
    })
    this.#shapes = new Map(now.map(({ shareId, before }) => [shareId, before]))
    return now.filter(({ shape, before }) => shape !== before).map(({ shareId }) => shareId)
  }
}

function regionsOf(sharing: SharingState): readonly { shareId: number; sourceId: string }[] {
  if (sharing.kind === 'off') return []
  const next = sharing.kind === 'on' && sharing.next ? [sharing.next] : []
  return [sharing, ...next]
    .filter(({ source }) => source.kind === 'region')
    .map(({ shareId, source }) => ({ shareId, sourceId: source.id }))
}
