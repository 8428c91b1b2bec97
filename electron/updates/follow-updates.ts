import { app } from 'electron'
import { fail } from '@contract/errors'
import type { Engine } from '@main/engine'
import { systemClock } from '@main/live/clock'
import { isOver } from '@main/live/session-state'
import type { Log } from '@main/log'
import { beginUpdates } from '@main/updates/update-model'
import { Updates } from '@main/updates/updates'
import type { Updater } from '@main/updates/updater'
import type { Lifecycle } from '../lifecycle'
import { describeError } from '../log'
import { createUpdater } from './create-updater'
import { findUpdates, type UpdatesFound } from './find-updates'
import { readInstallFacts } from './install-facts'

/** A feed that a developer names is to be tried, not waited for, ms. */
const TRIED_FIRST_LOOK_MS = 2_000

export interface FollowUpdatesOptions {
  readonly engine: Engine
  readonly lifecycle: Lifecycle
  /** `SIGHTLINE_UPDATE_FEED`. */
  readonly override: string | null
  /** From now on closing the window closes it. */
  readonly allowClose: () => void
  readonly log: Log
}

/** Looks for updates as the settings say, and never while a conversation is on. */
export function followUpdates(options: FollowUpdatesOptions): Updates {
  const { engine, override } = options
  const { state } = engine
  const found = findUpdates(readInstallFacts(state.current.run.testRuntime !== null, override))
  const updates = new Updates({
    updater: new LateUpdater(options, found),
    clock: systemClock,
    date: Date.now,
    random: Math.random,
    model: beginUpdates(found.kind === 'possible' ? 'off' : found),
    lookedAt: () => state.current.settings.updatesLookedAt,
    onLooked: (at) => void engine.noteUpdatesLooked(at),
    onState: (shown) => state.update({ updates: shown }),
    ...(app.isPackaged ? {} : { firstLookMs: TRIED_FIRST_LOOK_MS }),
  })
  state.update({ updates: updates.state })
  const follow = (): void => {
    const { settings, session, echoTest } = state.current
    updates.follow({ automatic: settings.lookForUpdates, busy: !isOver(session) || echoTest })
  }
  state.subscribe(follow)
  follow()
  return updates
}

/** The updater is made with the first look: until then, and where there is none, nothing is loaded. */
class LateUpdater implements Updater {
  #updater: Updater | null = null

  constructor(
    private readonly options: FollowUpdatesOptions,
    private readonly found: UpdatesFound,
  ) {}

  async check(): ReturnType<Updater['check']> {
    try {
      this.#updater ??= this.#make()
    } catch (error) {
      this.options.log.warn('updater-not-made', describeError(error))
    }
    return (await this.#updater?.check()) ?? fail('update-feed-unusable')
  }

  async download(onProgress: (percent: number) => void): ReturnType<Updater['download']> {
    return (await this.#updater?.download(onProgress)) ?? fail('update-gone')
  }

  async verify(): ReturnType<Updater['verify']> {
    return (await this.#updater?.verify()) ?? fail('update-gone')
  }

  install(): void {
    this.#updater?.install()
  }

  cancel(): void {
    this.#updater?.cancel()
  }

  #make(): Updater | null {
    const { found } = this
    if (found.kind === 'impossible') return null
    return createUpdater({ ...this.options, feed: found.feed, install: found.install })
  }
}
