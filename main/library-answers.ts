import { appError, fail, ok, type Result } from '@contract/errors'
import type { RequestArgument, RequestName, RequestValue } from '@contract/ipc'
import { UNDO_MS } from '@contract/library'
import { Listeners } from './listeners'
import type { Clock } from './live/clock'
import type { LibraryClient } from './transcript/library/library-client'
import { LibraryError } from './transcript/library/library-errors'
import type {
  LibraryArguments,
  LibraryMethod,
  LibraryValue,
} from './transcript/library/library-protocol'

export interface LibraryAnswersOptions {
  readonly client: LibraryClient
  readonly clock: Clock
  /** The conversation that is on; it cannot be deleted. */
  readonly current: () => { readonly id: string; readonly startedAt: number } | null
  /** Conversations were deleted, and are to be forgotten before windows are told. */
  readonly onGone: (ids: readonly string[]) => void
}

type Answer<Name extends RequestName> = (
  argument: RequestArgument<Name>,
) => Promise<Result<RequestValue<Name>>>

/** What windows ask of the library. */
export class LibraryAnswers {
  readonly #options: LibraryAnswersOptions
  readonly #changed = new Listeners<null>()
  readonly #gone = new Listeners<readonly string[]>()

  constructor(options: LibraryAnswersOptions) {
    this.#options = options
  }

  onChanged(listener: () => void): () => void {
    return this.#changed.add(listener)
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

  readonly placeOfLine: Answer<'placeOfLine'> = ({ id, position }) =>
    this.#ask('placeOf', id, position)

  readonly readPicture: Answer<'readPicture'> = ({ key, size }) => this.#ask('picture', key, size)

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

  readonly removeMark: Answer<'removeMark'> = ({ key }) => this.#change('unmark', key)

  readonly markMoment: Answer<'markMoment'> = ({ note }) => {
    const current = this.#options.current()
    return current === null
      ? Promise.resolve(fail('no-conversation'))
      : this.#change('mark', current, Date.now(), note)
  }

  readonly discardConversations: Answer<'discardConversations'> = async ({ ids }) => {
    const current = this.#options.current()
    if (current !== null && ids.includes(current.id)) return fail('conversation-is-on')
    const now = Date.now()
    const discarded = await this.#change('discard', ids, now)
    if (!discarded.ok) return discarded
    this.#options.onGone(ids)
    this.#gone.tell(ids)
    this.#options.clock.schedule(() => void this.#ask('eraseDiscarded', now + 1), UNDO_MS)
    return discarded
  }

  readonly restoreConversations: Answer<'restoreConversations'> = ({ ids }) =>
    this.#change('restore', ids)

  async #change<Method extends LibraryMethod>(
    method: Method,
    ...values: LibraryArguments<Method>
  ): Promise<Result<null>> {
    const answer = await this.#ask(method, ...values)
    if (!answer.ok) return answer
    this.#changed.tell(null)
    return ok(null)
  }

  async #ask<Method extends LibraryMethod>(
    method: Method,
    ...values: LibraryArguments<Method>
  ): Promise<Result<LibraryValue<Method>>> {
    try {
      return ok(await this.#options.client.call(method, ...values))
    } catch (error) {
      const detail = error instanceof LibraryError ? error.failure.kind : 'other'
      return { ok: false, error: appError('library-unavailable', detail) }
    }
  }
}
