import { basename } from 'node:path'
import { appError, fail, ok, type AppError, type Result } from '@contract/errors'
import type { ExportFormat, ExportOutcome, ImportOutcome } from '@contract/library'
import { freePath, writeDocuments } from './export-writer'
import type { LibraryDialogs } from './library-dialogs'
import {
  collectConversation,
  type ExportedPictures,
} from './transcript/export/collect-conversation'
import {
  exportConversations,
  suggestedFileName,
  type ExportOptions,
} from './transcript/export/export-conversations'
import { ENGLISH } from './transcript/export/export-words'
import type { ConversationHeading } from './transcript/export/exported-conversation'
import type { ImportProblem } from './transcript/export/import-problem'
import type { LibraryClient } from './transcript/library/library-client'

export interface LibraryFilesOptions {
  readonly client: LibraryClient
  readonly dialogs: LibraryDialogs
}

/** Which pictures go into a format: all that there is of them where it can be read again, or seen. */
const PICTURES: Record<ExportFormat, ExportedPictures> = {
  ...{ markdown: 'none', text: 'none', srt: 'none', vtt: 'none' },
  ...{ json: 'whole', html: 'whole' },
}

/** What the user chose, and where each document goes. */
interface ExportTarget {
  readonly path: string
  readonly pathOf: (name: string) => Promise<string>
}

/** Conversations that leave the library as files, and come back. */
export class LibraryFiles {
  readonly #client: LibraryClient
  readonly #dialogs: LibraryDialogs

  constructor({ client, dialogs }: LibraryFilesOptions) {
    this.#client = client
    this.#dialogs = dialogs
  }

  /** Rejects with a `LibraryError` where the library cannot be read. */
  async export(ids: readonly string[], format: ExportFormat): Promise<Result<ExportOutcome>> {
    const headings = await this.#client.call('headings', ids)
    if (headings.length === 0) return ok(null)
    const target = await this.#target(headings, format)
    if (target === null) return ok(null)
    const written = new Set<string>()
    const read = async (id: string) => {
      const conversation = await collectConversation(this.#pages, id, PICTURES[format])
      if (conversation !== null) written.add(id)
      return conversation
    }
    const steps = exportConversations(headings, read, format, exportOptions())
    try {
      await writeDocuments(steps, target.pathOf)
    } catch (error) {
      const code = systemCode(error)
      if (code === null) throw error
      return fail('export-failed', code)
    }
    return ok({ file: basename(target.path), conversations: written.size })
  }

  /** Rejects with a `LibraryError` where the library does not take it. */
  async import(): Promise<Result<ImportOutcome>> {
    const path = await this.#dialogs.openFile()
    return path === null ? ok(null) : this.importFrom(path)
  }

  /** As `import`, of a file that is known already. */
  async importFrom(path: string): Promise<Result<ImportOutcome>> {
    const done = await this.#client.call('importFile', path)
    switch (done.kind) {
      case 'taken':
        return ok({ imported: done.imported, known: done.known })
      case 'unreadable':
        return fail('import-unreadable', done.code)
      case 'refused':
        return { ok: false, error: importError(done.problem) }
    }
  }

  readonly #pages = {
    facts: (id: string) => this.#client.call('exportFacts', id),
    lines: (id: string, from: number, count: number) =>
      this.#client.call('exportLines', id, from, count),
    frames: (id: string, from: number, count: number, pictures: ExportedPictures) =>
      this.#client.call('exportFrames', id, from, count, pictures),
  }

  async #target(
    headings: readonly ConversationHeading[],
    format: ExportFormat,
  ): Promise<ExportTarget | null> {
    const name = suggestedFileName(headings, format, exportOptions())
    if (name === null) {
      const folder = await this.#dialogs.chooseFolder()
      return folder === null ? null : { path: folder, pathOf: (each) => freePath(folder, each) }
    }
    const path = await this.#dialogs.saveFile(name)
    return path === null ? null : { path, pathOf: () => Promise.resolve(path) }
  }
}

const exportOptions = (): ExportOptions => ({
  words: ENGLISH,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  withTimes: true,
  now: Date.now(),
})

/** The system's code of an error, such as `ENOSPC`; `null` for other errors. */
const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

function importError(problem: ImportProblem): AppError {
  switch (problem.kind) {
    case 'too-large':
      return appError('import-too-large')
    case 'too-many':
      return appError('import-too-large', `${problem.where}: ${problem.limit}`)
    case 'not-json':
    case 'foreign':
      return appError('import-foreign')
    case 'newer':
      return appError('import-newer')
    case 'wrong':
      return appError('import-damaged', `${problem.where}: ${problem.what}`)
  }
}
