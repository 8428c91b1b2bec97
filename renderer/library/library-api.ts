import type { SightlineApi } from '@contract/ipc'

/** What the library's views ask main for. */
export type LibraryApi = Pick<
  SightlineApi,
  | 'listConversations'
  | 'searchConversations'
  | 'readConversation'
  | 'readLines'
  | 'placeOfLine'
  | 'placeOfTime'
  | 'readPicture'
  | 'renameConversation'
  | 'pinConversation'
  | 'discardConversations'
  | 'restoreConversations'
  | 'editLine'
  | 'exportConversations'
  | 'importConversations'
  | 'continueConversation'
  | 'eraseLibrary'
  | 'noteOpened'
  | 'onLibraryChanged'
>
