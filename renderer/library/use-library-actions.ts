import { useMemo, type Dispatch } from 'react'
import type { Result } from '@contract/errors'
import type { ExportFormat } from '@contract/library'
import type { LibraryApi } from './library-api'
import type { LibraryEvent } from './library-state'

/** What the user does to conversations. */
export interface LibraryActions {
  readonly rename: (id: string, title: string) => void
  readonly pin: (id: string, pinned: boolean) => void
  readonly discard: (ids: readonly string[]) => void
  readonly restore: (ids: readonly string[]) => void
  readonly exportAll: (ids: readonly string[], format: ExportFormat) => void
  readonly importFile: () => void
  readonly erase: () => void
}

/**
 * The requests behind the buttons. What failed becomes the problem that is shown; what succeeded is
 * read anew, as main may tell of it only later.
 */
export function useLibraryActions(
  api: LibraryApi,
  dispatch: Dispatch<LibraryEvent>,
  refresh: () => void,
): LibraryActions {
  return useMemo(() => {
    const quietly = (): null => null
    const act = async <Value>(
      request: Promise<Result<Value>>,
      onDone: (value: Value) => LibraryEvent | null,
    ): Promise<void> => {
      const answer = await request
      const event = answer.ok
        ? onDone(answer.value)
        : ({ kind: 'failed', error: answer.error } as const)
      if (event !== null) dispatch(event)
      if (answer.ok) refresh()
    }
    return {
      rename: (id, title) => void act(api.renameConversation({ id, title }), quietly),
      pin: (id, pinned) => void act(api.pinConversation({ id, pinned }), quietly),
      discard: (ids) => {
        const event: LibraryEvent = { kind: 'discarded', ids }
        void act(api.discardConversations({ ids: [...ids] }), () => event)
      },
      restore: (ids) => {
        const outcome = { kind: 'restored', conversations: ids.length } as const
        void act(api.restoreConversations({ ids: [...ids] }), () => ({ kind: 'done', outcome }))
      },
      exportAll: (ids, format) =>
        void act(
          api.exportConversations({ ids: [...ids], format }),
          (done) => done && { kind: 'done', outcome: { kind: 'exported', ...done } },
        ),
      importFile: () =>
        void act(
          api.importConversations(),
          (done) => done && { kind: 'done', outcome: { kind: 'imported', ...done } },
        ),
      erase: () =>
        void act(api.eraseLibrary(), () => ({ kind: 'done', outcome: { kind: 'erased' } })),
    }
  }, [api, dispatch, refresh])
}
