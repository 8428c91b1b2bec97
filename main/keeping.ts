import { join } from 'node:path'
import { appError, fail } from '@contract/errors'
import type { SettingsPatch } from '@contract/settings'
import type { AppState } from '@contract/state'
import type { TranscriptLine } from '@contract/transcript'
import { ConversationLibrary } from './conversation-library'
import { ConversationNotes } from './conversation-notes'
import type { EngineHost } from './engine-host'
import { systemClock, type Clock } from './live/clock'
import { isOver } from './live/session-state'
import { LibraryAnswers } from './library-answers'
import { LibraryFiles } from './library-files'
import type { Notices } from './notices'
import { Recording } from './recording'
import { Retention } from './retention'
import type { StateCell } from './state-cell'
import type { LibraryStore } from './transcript/library/library-store'
import { TranscriptRecorder } from './transcript/recorder'
import { within } from './within'

/** Whoever wants to quit does not wait longer for a library that does not answer, ms. */
const SAVED_WITHIN_MS = 1_000

export interface KeepingOptions {
  readonly host: EngineHost
  readonly state: StateCell<AppState>
  readonly notices: Notices
  readonly clock: Clock
  /** A line that is saved, each time it has grown. */
  readonly onLine: (line: TranscriptLine) => void
}

/** What is kept of conversations: lines, what happens beside them, sound; and for how long. */
export class Keeping {
  readonly recorder: TranscriptRecorder
  readonly notes: ConversationNotes
  /** The sound of the conversation that is on, where the user keeps it. */
  readonly recording: Recording
  /** What was said before, as windows ask for it. */
  readonly answers: LibraryAnswers
  readonly #retention: Retention
  readonly #options: KeepingOptions
  readonly #store: LibraryStore

  constructor(options: KeepingOptions) {
    this.#options = options
    const { host, state, notices, clock, onLine } = options
    const { log } = host
    const { client, store } = new ConversationLibrary({
      start: (listeners) => host.startLibrary(join(host.userDataFolder, 'library'), listeners),
      notices,
      log,
    })
    this.#store = store
    const recorder = new TranscriptRecorder({
      store,
      now: Date.now,
      isKept: () => state.current.settings.keepDays !== 0,
      onLine: (line) => {
        this.notes.line(line)
        onLine(line)
      },
    })
    const kept = (): typeof recorder.kept => recorder.kept
    this.recorder = recorder
    this.notes = new ConversationNotes({ client, state, clock, log, current: kept })
    this.#retention = new Retention({
      client,
      clock,
      log,
      settings: () => state.current.settings,
      current: () => recorder.current?.id ?? null,
    })
    this.answers = new LibraryAnswers({
      client,
      retention: this.#retention,
      files: new LibraryFiles({ client, dialogs: host.libraryDialogs }),
      clock,
      current: () => (isOver(state.current.session) ? null : recorder.current),
      kept,
      onGone: (ids) => {
        this.notes.forget(ids)
        return recorder.forget(ids)
      },
      onMarked: (mark) => this.notes.marked(mark),
      onMarkRemoved: (key) => this.notes.markRemoved(key),
    })
    this.recording = new Recording({
      state,
      client,
      // Sound comes in real time.
      clock: systemClock,
      date: Date.now,
      conversation: kept,
      notices,
      log,
      onKept: () => this.answers.tellChanged(),
    })
  }

  /** Reads earlier conversations, and looks from then on at what is too old or too much. */
  async load(): Promise<readonly TranscriptLine[]> {
    const { notices, state } = this.#options
    const lines = await this.recorder.load()
    if (lines === null) notices.post(appError('library-unavailable'))
    this.#retention.begin()
    state.subscribe(({ session }) => {
      if (session?.kind === 'ended') void this.#retention.look()
    })
    return lines ?? []
  }

  /** After a change of settings: what is to be kept may be less now. */
  follow({ keepDays, libraryLimitMb }: SettingsPatch): void {
    if (keepDays !== undefined || libraryLimitMb !== undefined) void this.#retention.look()
  }

  /** For going on with a conversation; `null`: it has been deleted. */
  async goOnWith(id: string): ReturnType<LibraryAnswers['goOnWith']> {
    // What is in memory alone would have the places of what is said next.
    if ((await this.unsavedLines()) > 0) return fail('library-unavailable', 'unsaved')
    return this.answers.goOnWith(id)
  }

  /** How many lines would be lost if the app ended now; what can be kept is kept first. */
  async unsavedLines(): Promise<number> {
    await within(this.#store.saveRest(), SAVED_WITHIN_MS)
    return this.#store.unsavedCount
  }

  /** Resolves when all is kept. */
  async close(): Promise<void> {
    this.#retention.close()
    await this.notes.close()
    this.recording.close()
    await this.recorder.close()
  }
}
