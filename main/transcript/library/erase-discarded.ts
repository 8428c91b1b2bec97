import { emptyLog, eraseSome, type LibraryFolders } from './erase'
import { eraseCopies } from './open-library'
import type { OpenParts } from './open-parts'

/** How far erasing has come: the conversation that is gone with this step, and whether all are. */
export interface Erasing {
  readonly erased: string | null
  readonly isDone: boolean
}

/** Erases a little of what is out of sight since before this time, in ms since the epoch. */
export function eraseNext(
  { sql, conversations, recordings }: OpenParts,
  folder: string,
  folders: LibraryFolders,
  before: number,
): Erasing {
  conversations.giveUp(before)
  const [id] = conversations.givenUp(1)
  if (id === undefined) return { erased: null, isDone: true }
  recordings.letGo([id])
  eraseCopies(folder)
  const erased = eraseSome(sql, folders, id) ? id : null
  const isDone = conversations.givenUp(1).length === 0
  if (isDone) emptyLog(sql)
  return { erased, isDone }
}
