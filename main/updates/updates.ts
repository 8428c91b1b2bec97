import { appError, ok, type AppError, type Result } from '@contract/errors'
import type { UpdateState } from '@contract/updates'
import { shownUpdate, type UpdateEffect, type UpdateEvent, type UpdateModel } from './update-model'
import { FIRST_LOOK_MS, LONGEST_WAIT_MS, lookDueAt, waitMs } from './update-schedule'
import { nextUpdate, refusalOf, type UpdateRequest } from './update-transitions'
import type { UpdateClock, Updater } from './updater'

/** So long after a conversation nothing begins: the next one may follow at once. */
export const QUIET_MS = 5_000
/** A feed is a few hundred bytes: one that takes longer does not answer. */
export const CHECK_MS = 30_000
/** A download that gets no further for so long has broken off. */
export const STALL_MS = 60_000

export interface UpdatesOptions {
  readonly updater: Updater
  readonly clock: UpdateClock
  /** Milliseconds since the epoch. */
  readonly date: () => number
  /** Chance, from 0 up to 1. */
  readonly random: () => number
  /** The state at the start. */
  readonly model: UpdateModel
  /** When a look was answered last, as the settings have it. */
  readonly lookedAt: () => number | null
  /** A look was answered now. */
  readonly onLooked: (at: number) => void
  readonly onState: (state: UpdateState) => void
  /** Until the first look by itself, in ms. */
  readonly firstLookMs?: number
}

/** Looks for newer versions, fetches one and has it installed, as far as the user wants it. */
export class Updates {
  readonly #options: UpdatesOptions
  readonly #startedAt: number
  readonly #chance: number
  #model: UpdateModel
  #isConversationOn = false
  #failedAt: number | null = null
  /** Counts up with each operation and its end: what an earlier one says comes too late. */
  #turn = 0
  #cancelTimer: () => void = () => undefined
  #cancelQuiet: () => void = () => undefined
  #cancelWatch: () => void = () => undefined

  constructor(options: UpdatesOptions) {
    this.#options = options
    this.#startedAt = options.date()
    this.#chance = options.random()
    this.#model = options.model
  }

  get state(): UpdateState {
    return shownUpdate(this.#model)
  }

  /** Follows what the settings say and whether a conversation is on. */
  follow({ automatic, busy }: { readonly automatic: boolean; readonly busy: boolean }): void {
    if (automatic !== this.#model.automatic) {
      this.#take({ type: 'automatic', on: automatic })
      this.#wait()
    }
    if (busy === this.#isConversationOn) return
    this.#isConversationOn = busy
    this.#cancelQuiet()
    if (busy) this.#take({ type: 'busy', on: true })
    else {
      const end = (): void => this.#take({ type: 'busy', on: false })
      this.#cancelQuiet = this.#options.clock.schedule(end, QUIET_MS)
    }
  }

  /** Looks now, because the user wants to know. */
  check(): Result<null> {
    return this.#ask('check')
  }

  download(): Result<null> {
    return this.#ask('download')
  }

  /** Ends the app, installs what was downloaded and starts again. */
  install(): Result<null> {
    return this.#ask('install')
  }

  /** Not now: the user is not reminded of this version. */
  dismiss(): void {
    this.#take({ type: 'dismiss' })
  }

  close(): void {
    this.#cancelTimer()
    this.#cancelQuiet()
    this.#stop()
    this.#options.updater.cancel()
  }

  #ask(request: UpdateRequest): Result<null> {
    const refusal = refusalOf(this.#model, request)
    if (refusal !== null) return { ok: false, error: refusal }
    this.#take({ type: request })
    return ok(null)
  }

  #take(event: UpdateEvent): void {
    const before = this.state
    const { model, effects } = nextUpdate(this.#model, event)
    this.#model = model
    const { state } = this
    if (JSON.stringify(state) !== JSON.stringify(before)) this.#options.onState(state)
    for (const effect of effects) this.#carryOut(effect)
  }

  #carryOut(effect: UpdateEffect): void {
    switch (effect) {
      case 'cancel':
        this.#stop()
        this.#options.updater.cancel()
        break
      case 'check':
        void this.#check()
        break
      case 'download':
        void this.#download()
        break
      case 'install':
        void this.#install()
    }
  }

  async #check(): Promise<boolean> {
    const { updater, date, onLooked } = this.#options
    const isCurrent = this.#begin()
    this.#watch(CHECK_MS, () => this.#giveUp(appError('update-feed-unreachable', 'no answer')))
    const found = await updater.check()
    if (!isCurrent()) return false
    this.#stop()
    if (found.ok) {
      this.#failedAt = null
      onLooked(date())
      this.#take(found.value === null ? { type: 'none' } : { type: 'found', update: found.value })
    } else {
      this.#failedAt = date()
      this.#take({ type: 'failed', error: found.error })
    }
    this.#wait()
    return found.ok
  }

  /** What was found a while ago may have been withdrawn since, or put right. */
  async #download(): Promise<void> {
    if (!(await this.#check()) || this.#model.phase.kind !== 'downloading') return
    const isCurrent = this.#begin()
    const watch = (): void =>
      this.#watch(STALL_MS, () =>
        this.#giveUp(appError('update-not-downloaded', 'nothing arrived')),
      )
    watch()
    const result = await this.#options.updater.download((percent) => {
      if (!isCurrent()) return
      watch()
      this.#take({ type: 'progress', percent: Math.floor(Math.min(100, Math.max(0, percent))) })
    })
    if (!isCurrent()) return
    this.#stop()
    this.#take(result.ok ? { type: 'downloaded' } : { type: 'failed', error: result.error })
  }

  async #install(): Promise<void> {
    const { updater } = this.#options
    const isCurrent = this.#begin()
    const verified = await updater.verify()
    if (!isCurrent()) return
    if (verified.ok) updater.install()
    else this.#take({ type: 'failed', error: verified.error })
  }

  #giveUp(error: AppError): void {
    if (error.reason === 'update-feed-unreachable') this.#failedAt = this.#options.date()
    this.#stop()
    this.#options.updater.cancel()
    this.#take({ type: 'failed', error })
    this.#wait()
  }

  /** A new operation; the answer tells whether it is still the one. */
  #begin(): () => boolean {
    this.#stop()
    const turn = this.#turn
    return () => turn === this.#turn
  }

  #stop(): void {
    this.#turn += 1
    this.#cancelWatch()
    this.#cancelWatch = () => undefined
  }

  #watch(ms: number, act: () => void): void {
    this.#cancelWatch()
    this.#cancelWatch = this.#options.clock.schedule(act, ms)
  }

  /** Waits for the next look, if the user wants any; at least so many ms. */
  #wait(leastMs = 0): void {
    const { clock, date, lookedAt, firstLookMs = FIRST_LOOK_MS } = this.#options
    this.#cancelTimer()
    this.#cancelTimer = () => undefined
    if (!this.#model.automatic) return
    const facts = {
      startedAt: this.#startedAt,
      lookedAt: lookedAt(),
      failedAt: this.#failedAt,
      chance: this.#chance,
      firstLookMs,
    }
    const dueAt = lookDueAt(date(), facts)
    this.#cancelTimer = clock.schedule(
      () => {
        // Once it is answered, it is reckoned anew; one that has to wait is remembered.
        const isDue = date() >= dueAt
        if (isDue) this.#take({ type: 'due' })
        this.#wait(isDue ? LONGEST_WAIT_MS : 0)
      },
      Math.max(leastMs, waitMs(date(), dueAt)),
    )
  }
}
