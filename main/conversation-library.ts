import { appError } from '@contract/errors'
import { decideAfterCrash } from './crash-policy'
import type { Log } from './log'
import type { Notices } from './notices'
import {
  LibraryClient,
  type LibraryProcess,
  type LibraryProcessListeners,
} from './transcript/library/library-client'
import { LibraryStore } from './transcript/library/library-store'

export interface ConversationLibraryOptions {
  /** Starts a process of the library. */
  readonly start: (listeners: LibraryProcessListeners) => LibraryProcess
  readonly notices: Notices
  readonly log: Log
}

/** The library as the engine has it: asked through its client, kept by its store, its troubles told. */
export class ConversationLibrary {
  readonly client: LibraryClient
  readonly store: LibraryStore
  /** When its processes have ended without being told to, in ms of a steady clock. */
  #ends: readonly number[] = []

  constructor({ start, notices, log }: ConversationLibraryOptions) {
    this.client = new LibraryClient({
      start,
      mayRestart: () => {
        this.#ends = [...this.#ends, performance.now()]
        const decision = decideAfterCrash(this.#ends)
        log.warn('library-ended', { decision })
        return decision === 'reopen'
      },
      onOpened: ({ damage, unreadable }) => {
        if (unreadable > 0) notices.post(appError('transcript-not-read', `${unreadable}`))
        if (damage === null) return
        const { keptAs, lines, lostLines } = damage
        log.warn('library-damaged', { kept: lines, lost: lostLines })
        const counts = `lines read: ${lines}, known to be lost: ${lostLines}`
        notices.post(appError('library-damaged', `${keptAs}; ${counts}`))
      },
    })
    this.store = new LibraryStore({
      client: this.client,
      onTrouble: (failure) => {
        if (failure !== null) log.warn('library-not-written', { kind: failure.kind })
        notices.toggle(appError('transcript-not-saved', failure?.kind), failure !== null)
      },
    })
  }
}
