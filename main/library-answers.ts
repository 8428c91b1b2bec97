import { fail, ok, type Result } from '@contract/errors'
import type { RequestArgument, RequestName, RequestValue } from '@contract/ipc'
import { UNDO_MS, type ImportOutcome, type LibraryChange, type Mark } from '@contract/library'
import { Listeners } from './listeners'
import type { Clock } from './live/clock'
import type { LibraryFiles } from './library-files'
import type { Retention } from './retention'
import type { LibraryClient } from './transcript/library/library-client'
import { LibraryError } from './transcript/library/library-errors'
import type {
  LibraryArguments,
  LibraryMethod,
  LibraryValue,
} from './transcript/library/library-protocol'

export interface LibraryAnswersOptions {
  readonly client: LibraryClient
  readonly files: LibraryFiles
  readonly retention: Retention
  readonly clock: Clock
  /** The conversation that is on; it cannot be deleted. */
  readonly current: () => { readonly id: string; readonly startedAt: number } | null
  /** The same, or the one that was on last, if it is kept. */
  readonly kept: () => { readonly id: string; readonly startedAt: number } | null
  /** Conversations were deleted, and are to be forgotten before windows are told; answers which. */
  readonly onGone: (ids: readonly string[] | 'all') => readonly string[]
  /** A moment of the conversation that is on was marked. */
  readonly onMarked: (mark: Mark) => void
  readonly onMarkRemoved: (key: number) => void
}

type Answer<Name extends RequestName> =
  undefined extends RequestArgument<Name>
    ? () => Promise<Result<RequestValue<Name>>>
    : (argument: RequestArgument<Name>) => Promise<Result<RequestValue<Name>>>

/** What windows ask of the library. */
export class LibraryAnswers {
  readonly #options: LibraryAnswersOptions
  readonly #changed = new Listeners<LibraryChange>()
  readonly #gone = new Listeners<readonly string[]>()

  constructor(options: LibraryAnswersOptions) {
    this.#options = options
    options.retention.onExpired((ids) => {
      this.#forget(ids)
      this.#changed.tell({ kind: 'changed' })
    })
  }

  onChanged(listener: (change: LibraryChange) => void): () => void {
    return this.#changed.add(listener)
  }

  /** Something was kept that no window asked for. */
  tellChanged(): void {
    this.#changed.tell({ kind: 'changed' })
  }

  /** Conversations that were deleted. */
  onGone(listener: (ids: readonly string[]) => void): () => void {
    return this.#gone.add(listener)
  }

  readonly listConversations: Answer<'listConversations'> = (request) => this.#ask('list', request)

  readonly searchConversations: Answer<'searchConversations'> = (request) =>
    this.#ask('search', request)

  readonly readConversation: Answer<'readConversation'> = ({ id }) => this.#ask('read', id)

  readonly readLines: Answer<'readLines'> = ({ id, from, count }) =>
    this.#ask('lines', id, from, count)

  readonly placeOfTime: Answer<'placeOfTime'> = ({ id, at }) => this.#ask('placeOfTime', id, at)

  readonly placeOfLine: Answer<'placeOfLine'> = ({ id, position }) =>
    this.#ask('placeOf', id, position)

  readonly readPicture: Answer<'readPicture'> = async ({ key, size }) => {
    const answer = await this.#ask('picture', key, size)
    return answer.ok ? ok(answer.value && new Uint8Array(answer.value)) : answer
  }

  /** The path of a recording's file; `null` where there is none, or nobody can tell. */
  async recordingFile(key: number): Promise<string | null> {
    const answer = await this.#ask('recordingFile', key)
    return answer.ok ? answer.value : null
  }

  readonly renameConversation: Answer<'renameConversation'> = ({ id, title }) =>
    this.#change('rename', id, title)

  readonly pinConversation: Answer<'pinConversation'> = ({ id, pinned }) =>
    this.#change('pin', id, pinned)

  readonly editLine: Answer<'editLine'> = ({ id, position, text }) =>
    this.#change('edit', id, position, text)

  readonly removeMark: Answer<'removeMark'> = async ({ key }) => {
    const removed = await this.#change('unmark', key)
    if (removed.ok) this.#options.onMarkRemoved(key)
    return removed
  }

  readonly markMoment: Answer<'markMoment'> = async ({ note }) => {
    if (this.#options.current() === null) return fail('no-conversation')
    const kept = this.#options.kept()
    if (kept === null) return fail('not-kept')
    const at = Date.now()
    const marked = await this.#ask('mark', kept, at, note)
    if (!marked.ok) return marked
    const mark: Mark = { key: marked.value, at, note }
    this.#options.onMarked(mark)
    this.#changed.tell({ kind: 'changed' })
    return ok(mark)
  }

  readonly discardConversations: Answer<'discardConversations'> = async ({ ids }) => {
    const current = this.#options.current()
    if (current !== null && ids.includes(current.id)) return fail('conversation-is-on')
    const now = Date.now()
    const discarded = await this.#change('discard', ids, now)
    if (!discarded.ok) return discarded
    this.#forget(ids)
    this.#options.clock.schedule(() => void this.#eraseDiscarded(now), UNDO_MS)
    return discarded
  }

  readonly restoreConversations: Answer<'restoreConversations'> = ({ ids }) =>
    this.#change('restore', ids)

  readonly exportConversations: Answer<'exportConversations'> = ({ ids, format }) =>
    settled(() => this.#options.files.export(ids, format))

  readonly measureLibrary: Answer<'measureLibrary'> = () => this.#ask('size')

  readonly importConversations: Answer<'importConversations'> = () =>
    this.#import(() => this.#options.files.import())

  /** Takes in the conversations of a file that the user opened; `path`: absolute. */
  importFile(path: string): Promise<Result<ImportOutcome>> {
    return this.#import(() => this.#options.files.importFrom(path))
  }

  readonly eraseLibrary: Answer<'eraseLibrary'> = async () => {
    if (this.#options.current() !== null) return fail('conversation-is-on')
    const erased = await this.#change('eraseEverything')
    if (!erased.ok) return erased
    this.#forget('all')
    return erased
  }

  /** For going on with a conversation; `null`: it has been deleted. */
  async goOnWith(id: string): Promise<Result<LibraryValue<'goOnWith'>>> {
    const thread = await this.#ask('goOnWith', id, Date.now())
    if (thread.ok) this.#changed.tell({ kind: 'changed' })
    return thread
  }

  async #eraseDiscarded(since: number): Promise<void> {
    const erased = await settled(async () => ok(await this.#options.retention.erase(since + 1)))
    if (erased.ok) this.#changed.tell({ kind: 'erased', ids: erased.value })
  }

  async #import(take: () => Promise<Result<ImportOutcome>>): Promise<Result<ImportOutcome>> {
    const answer = await settled(take)
    if (answer.ok && answer.value !== null) this.#changed.tell({ kind: 'changed' })
    return answer
  }

  #forget(ids: readonly string[] | 'all'): void {
    this.#gone.tell(this.#options.onGone(ids))
  }

  async #change<Method extends LibraryMethod>(
    method: Method,
    ...values: LibraryArguments<Method>
  ): Promise<Result<null>> {
    const answer = await this.#ask(method, ...values)
    if (!answer.ok) return answer
    this.#changed.tell({ kind: 'changed' })
    return ok(null)
  }

  #ask<Method extends LibraryMethod>(
    method: Method,
    ...values: LibraryArguments<Method>
  ): Promise<Result<LibraryValue<Method>>> {
    return settled(async () => ok(await this.#options.client.call(method, ...values)))
  }
}

/** A library that does not answer is a failure like others. */
async function settled<Value>(ask: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await ask()
  } catch (error) {
    return fail('library-unavailable', error instanceof LibraryError ? error.failure.kind : 'other')
  }
}
