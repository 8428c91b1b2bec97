import { useEffect, type Dispatch } from 'react'
import type { OpenedPlace, Opening } from '@contract/opening'
import type { LibraryApi } from './library-api'
import type { LibraryEvent } from './library-state'

function eventOf(place: OpenedPlace): LibraryEvent {
  switch (place.kind) {
    case 'library':
      return { kind: 'typed', query: '' }
    case 'conversation':
      return { kind: 'opened', id: place.id, line: null }
    case 'search':
      return { kind: 'typed', query: place.query }
    case 'imported':
      return { kind: 'done', outcome: place }
    case 'import-failed':
      return { kind: 'failed', error: place.error }
  }
}

/** Goes where a link or a file leads, once. */
export function useOpening(
  opening: Opening | null,
  api: LibraryApi,
  dispatch: Dispatch<LibraryEvent>,
): void {
  useEffect(() => {
    if (opening === null) return
    dispatch(eventOf(opening.place))
    void api.noteOpened({ turn: opening.turn })
  }, [opening, api, dispatch])
}
