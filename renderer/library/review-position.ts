/**
 * Where in a conversation the review stands: the timeline and the lines follow one another. Pure.
 * A time that was chosen holds until the user scrolls, or the lines that it brings into sight would
 * pull the slider from under the pointer.
 */
export interface ReviewPosition {
  readonly leader: 'lines' | 'timeline'
  /** In milliseconds since the epoch. */
  readonly at: number
}

export type PositionEvent =
  | { readonly kind: 'timeChosen'; readonly at: number }
  /** The user took hold of the lines. */
  | { readonly kind: 'linesTaken' }
  /** Another line stands for what is in sight. */
  | { readonly kind: 'lineRead'; readonly at: number }

export function positionAfter(position: ReviewPosition, event: PositionEvent): ReviewPosition {
  switch (event.kind) {
    case 'timeChosen':
      return { leader: 'timeline', at: event.at }
    case 'linesTaken':
      return position.leader === 'lines' ? position : { ...position, leader: 'lines' }
    case 'lineRead':
      if (position.leader === 'timeline' || position.at === event.at) return position
      return { ...position, at: event.at }
  }
}
