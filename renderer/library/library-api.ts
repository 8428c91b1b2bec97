import type { z } from 'zod'
import type { Result } from '@contract/errors'
import type {
  conversationIdSchema,
  conversationIdsSchema,
  ConversationDetail,
  ConversationPage,
  editLineSchema,
  ExportOutcome,
  exportSchema,
  ImportOutcome,
  LibraryChange,
  LibraryLine,
  ListRequest,
  pictureKeySchema,
  pinSchema,
  placeOfLineSchema,
  placeOfTimeSchema,
  readLinesSchema,
  renameSchema,
  SearchHit,
  SearchRequest,
} from '@contract/library'

type ConversationId = z.infer<typeof conversationIdSchema>
type ConversationIds = z.infer<typeof conversationIdsSchema>

/** What the library's views ask main for. Every request resolves to a `Result`; none rejects. */
export interface LibraryApi {
  readonly listConversations: (request: ListRequest) => Promise<Result<ConversationPage>>
  readonly searchConversations: (request: SearchRequest) => Promise<Result<readonly SearchHit[]>>
  /** `null`: there is no such conversation any more. */
  readonly readConversation: (request: ConversationId) => Promise<Result<ConversationDetail | null>>
  readonly readLines: (
    request: z.infer<typeof readLinesSchema>,
  ) => Promise<Result<readonly LibraryLine[]>>
  readonly placeOfLine: (request: z.infer<typeof placeOfLineSchema>) => Promise<Result<number>>
  readonly placeOfTime: (request: z.infer<typeof placeOfTimeSchema>) => Promise<Result<number>>
  /** A JPEG; `null`: it was not kept. */
  readonly readPicture: (
    request: z.infer<typeof pictureKeySchema>,
  ) => Promise<Result<Uint8Array<ArrayBuffer> | null>>
  readonly renameConversation: (request: z.infer<typeof renameSchema>) => Promise<Result<null>>
  readonly pinConversation: (request: z.infer<typeof pinSchema>) => Promise<Result<null>>
  /** Takes conversations out of sight; `UNDO_MS` later they are erased. */
  readonly discardConversations: (request: ConversationIds) => Promise<Result<null>>
  readonly restoreConversations: (request: ConversationIds) => Promise<Result<null>>
  readonly editLine: (request: z.infer<typeof editLineSchema>) => Promise<Result<null>>
  readonly exportConversations: (
    request: z.infer<typeof exportSchema>,
  ) => Promise<Result<ExportOutcome>>
  readonly importConversations: () => Promise<Result<ImportOutcome>>
  readonly continueConversation: (request: ConversationId) => Promise<Result<null>>
  readonly eraseLibrary: () => Promise<Result<null>>
  /** Returns the function that stops listening. */
  readonly onLibraryChanged: (listener: (change: LibraryChange) => void) => () => void
}
