import { LibraryError, type LibraryFailure } from './library-errors'
import {
  libraryReportSchema,
  type LibraryArguments,
  type LibraryCall,
  type LibraryMethod,
  type LibraryReport,
  type LibraryValue,
} from './library-protocol'

/** One process of the library, alive until `onExit`. */
export interface LibraryProcess {
  post(call: LibraryCall): void
  /** Lets it do what it was asked, close its database and end. */
  end(): void
}

export interface LibraryProcessListeners {
  readonly onReport: (report: unknown) => void
  readonly onExit: () => void
}

export interface LibraryClientOptions {
  readonly start: (listeners: LibraryProcessListeners) => LibraryProcess
  /** Whether a process that has ended is to be started anew; asked after each end that nobody asked for. */
  readonly mayRestart: () => boolean
  /** What a process found when it opened the library. */
  readonly onOpened: (found: LibraryReport & { kind: 'opened' }) => void
}

interface Pending {
  readonly call: LibraryCall
  readonly resolve: (value: unknown) => void
  readonly reject: (error: LibraryError) => void
}

/**
 * Asks the library's process, and keeps what is asked until it is answered: a process that dies is
 * started anew and asked all of it again, in order.
 */
export class LibraryClient {
  readonly #options: LibraryClientOptions
  readonly #pending = new Map<number, Pending>()
  #process: LibraryProcess | null = null
  #lastId = 0
  /** Wait for the process that was told to end. */
  #onEnded: (() => void)[] = []

  constructor(options: LibraryClientOptions) {
    this.#options = options
  }

  /** Rejects with a `LibraryError`. Calls take effect in their order. */
  call<Method extends LibraryMethod>(
    method: Method,
    ...values: LibraryArguments<Method>
  ): Promise<LibraryValue<Method>> {
    return new Promise((resolve, reject) => {
      const call = { id: (this.#lastId += 1), method, values }
      const settle = (value: unknown): void => resolve(value as LibraryValue<Method>)
      this.#pending.set(call.id, { call, resolve: settle, reject })
      if (this.#process === null) this.#start()
      else this.#process.post(call)
    })
  }

  /** Resolves when everything asked for is done and the database is closed. */
  close(): Promise<void> {
    const process = this.#process
    if (process === null) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onEnded.push(resolve)
      process.end()
    })
  }

  /** Starts a process, and asks it what none has answered yet. */
  #start(): void {
    const process: LibraryProcess = this.#options.start({
      onReport: (report) => this.#take(report),
      onExit: () => this.#ended(process),
    })
    this.#process = process
    for (const { call } of this.#pending.values()) process.post(call)
  }

  #take(message: unknown): void {
    const { data: report } = libraryReportSchema.safeParse(message)
    if (report?.kind === 'opened') this.#options.onOpened(report)
    if (report?.kind === 'not-opened') this.#giveUp(report.failure)
    if (report?.kind === 'done') this.#settle(report.id)?.resolve(report.value)
    if (report?.kind === 'failed') this.#fail(report.id, report.failure)
  }

  /** That process ends; what is asked next starts another, which may find things better. */
  #giveUp(failure: LibraryFailure): void {
    this.#process = null
    this.#failAll(failure)
    this.#tellEnded()
  }

  #fail(id: number, failure: LibraryFailure): void {
    // The next process puts the damaged file aside, and is asked again.
    if (failure.kind === 'damaged') this.#process?.end()
    else this.#settle(id)?.reject(new LibraryError(failure))
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    return pending
  }

  #tellEnded(): void {
    const onEnded = this.#onEnded
    this.#onEnded = []
    for (const tell of onEnded) tell()
  }

  #ended(process: LibraryProcess): void {
    // It had told that it could not open the library; nothing was asked of it any more.
    if (process !== this.#process) return
    this.#process = null
    this.#tellEnded()
    if (this.#pending.size === 0) return
    if (this.#options.mayRestart()) this.#start()
    else this.#failAll({ kind: 'other', detail: 'its process has ended too often' })
  }

  #failAll(failure: LibraryFailure): void {
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of pending) reject(new LibraryError(failure))
  }
}
