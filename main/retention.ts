import type { Settings } from '@contract/settings'
import { Listeners } from './listeners'
import type { Clock } from './live/clock'
import type { Log } from './log'
import type { LibraryClient } from './transcript/library/library-client'
import type { RetentionLimits } from './transcript/library/expire'

const DAY_MS = 24 * 60 * 60_000
const MB = 1_000_000

/** Nothing tells that a day has passed while the app is open. */
const LOOK_AGAIN_MS = 60 * 60_000

export interface RetentionOptions {
  readonly client: LibraryClient
  readonly clock: Clock
  readonly log: Log
  readonly settings: () => Pick<Settings, 'keepDays' | 'libraryLimitMb'>
  /** The conversation that is on; it stays. */
  readonly current: () => string | null
}

/** What is kept no longer by these settings, at this time. */
export function limitsOf(
  { keepDays, libraryLimitMb }: Pick<Settings, 'keepDays' | 'libraryLimitMb'>,
  now: number,
  except: string | null,
): RetentionLimits {
  return {
    endedBefore: keepDays === null ? null : now - keepDays * DAY_MS,
    bytes: libraryLimitMb === null ? null : libraryLimitMb * MB,
    except,
  }
}

/** Erases for good: what was deleted, a little at a time, and what the user wants to be kept no longer. */
export class Retention {
  readonly #options: RetentionOptions
  readonly #expired = new Listeners<readonly string[]>()
  #cancel: () => void = () => undefined
  #isClosed = false

  constructor(options: RetentionOptions) {
    this.#options = options
  }

  /** Conversations that have just gone out of sight because of their age, or as there was too much. */
  onExpired(listener: (ids: readonly string[]) => void): () => void {
    return this.#expired.add(listener)
  }

  /** Begins: erases what earlier runs have left, and looks again from time to time. */
  begin(): void {
    if (this.#isClosed) return
    void this.look()
    this.#cancel = this.#options.clock.schedule(() => this.begin(), LOOK_AGAIN_MS)
  }

  /** Erases nothing more: what is left is erased in the next run. */
  close(): void {
    this.#isClosed = true
    this.#cancel()
  }

  /** Erases what is too old or too much now. Never rejects. */
  async look(): Promise<void> {
    if (this.#isClosed) return
    const { client, settings, current, log } = this.#options
    try {
      const expired = await client.call('expire', limitsOf(settings(), Date.now(), current()))
      if (expired.length > 0) {
        log.info('library-expired', { conversations: expired.length })
        this.#expired.tell(expired)
      }
      await this.erase(0)
    } catch {
      // It cannot be opened now; whoever looks at it is told.
      log.warn('library-not-erased', {})
    }
  }

  /**
   * Erases what was deleted before this time, in ms since the epoch; resolves with what is gone for good.
   * Rejects with a `LibraryError`.
   */
  async erase(before: number): Promise<readonly string[]> {
    const gone: string[] = []
    for (;;) {
      const { erased, isDone } = await this.#options.client.call('eraseDiscarded', before)
      if (erased !== null) gone.push(erased)
      if (isDone || this.#isClosed) return gone
    }
  }
}
