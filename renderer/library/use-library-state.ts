import { useEffect, useReducer, type Dispatch } from 'react'
import type { LibraryApi } from './library-api'
import {
  LIBRARY_AT_FIRST,
  libraryAfter,
  whenOpenedAgain,
  type LibraryEvent,
  type LibraryState,
} from './library-state'

/** What the view showed last of each library, as long as the window lives. */
const left = new WeakMap<LibraryApi, LibraryState>()

/** What the library shows; it is as it was left when it is opened again. */
export function useLibraryState(api: LibraryApi): [LibraryState, Dispatch<LibraryEvent>] {
  const [state, dispatch] = useReducer(libraryAfter, api, (of) =>
    whenOpenedAgain(left.get(of) ?? LIBRARY_AT_FIRST),
  )
  useEffect(() => void left.set(api, state), [api, state])
  return [state, dispatch]
}
