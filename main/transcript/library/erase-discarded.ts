import { emptyLog, eraseSome, type LibraryFolders } from './erase'
import { eraseCopies } from './open-library'
import type { OpenParts } from './open-parts'

/** How far erasing has come: the conversation that is gone with this step, and whether all are. */
export interface Erasing {
  readonly erased: string | null
  readonly isDone: boolean
}

/** Erases what is out of sight, a little at a time. */
export class DiscardedEraser {
  /** Until it could be emptied, whoever holds it; a run before may have been killed before that. */
  #logHoldsErased = true

  constructor(
    private readonly folder: string,
    private readonly folders: LibraryFolders,
  ) {}

  /** @param before what is out of sight since then, in ms since the epoch */
  eraseNext(parts: OpenParts, before: number): Erasing {
    const { conversations, sql } = parts
    conversations.giveUp(before)
    const [id] = conversations.givenUp(1)
    const erased = id !== undefined && this.#eraseSome(parts, id) ? id : null
    const isDone = conversations.givenUp(1).length === 0
    if (isDone && this.#logHoldsErased) {
      emptyLog(sql)
      this.#logHoldsErased = false
    }
    return { erased, isDone }
  }

  #eraseSome({ recordings, sql }: OpenParts, id: string): boolean {
    this.#logHoldsErased = true
    recordings.letGo([id])
    eraseCopies(this.folder)
    return eraseSome(sql, this.folders, id)
  }
}
