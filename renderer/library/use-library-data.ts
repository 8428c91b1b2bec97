import { useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { ok } from '@contract/errors'
import type { ConversationSummary, LibraryChange } from '@contract/library'
import type { LibraryApi } from './library-api'
import { conditionsOf, type LibraryFilter } from './library-filter'
import { PagedReader, type ReadPortion } from './paged-reader'
import { Searcher } from './searcher'

/** Conversations that are read at once. */
const PAGE_CONVERSATIONS = 50

/** What the library is asked for, and read again whenever something in it has changed. */
export function useLibraryData(
  api: LibraryApi,
  { query, filter }: { readonly query: string; readonly filter: LibraryFilter },
  onTold: (change: LibraryChange) => void,
) {
  const [revision, setRevision] = useState(0)
  const read = useMemo<ReadPortion<ConversationSummary>>(
    () => async (skip, count) => {
      const answer = await api.listConversations({ ...conditionsOf(filter), skip, count })
      if (!answer.ok) return answer
      return ok({ items: answer.value.conversations, total: answer.value.total })
    },
    [api, filter],
  )
  const reader = useMemo(() => new PagedReader(PAGE_CONVERSATIONS, read), [read])
  const [searcher] = useState(() => new Searcher(api.searchConversations))
  const search = useStore(searcher.store)
  useEffect(
    () => searcher.note({ kind: 'typed', question: { query, filter } }),
    [searcher, query, filter],
  )
  const refresh = useCallback(() => {
    reader.refresh()
    searcher.note({ kind: 'again' })
    setRevision((count) => count + 1)
  }, [reader, searcher])
  useEffect(
    () =>
      api.onLibraryChanged((change) => {
        onTold(change)
        refresh()
      }),
    [api, onTold, refresh],
  )
  return { reader, read, searcher, search, refresh, revision }
}
