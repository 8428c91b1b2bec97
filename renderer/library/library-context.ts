import { createContext, useContext } from 'react'
import type { LibraryApi } from './library-api'

/** Where the views get the library from; `null` where this window has none. */
export const LibraryContext = createContext<LibraryApi | null>(null)

/** For views that are shown only where there is a library. */
export function useLibrary(): LibraryApi {
  const library = useContext(LibraryContext)
  if (library === null) throw new Error('This view needs a library')
  return library
}
