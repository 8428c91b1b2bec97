import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { PagedReader } from './paged-reader'

/** Reads while the view is there, and follows what was read. */
export function useReader<Item>(reader: PagedReader<Item>) {
  useEffect(() => reader.open(), [reader])
  return useStore(reader.store)
}
