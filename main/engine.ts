/**
 * The engine: the whole app but its windows. This page joins the domains and is the data flow:
 *
 *   microphone lane → gate → uplink → socket          frames lane → pipeline → uplink → socket
 *   socket → server events → answer → voice lane      socket → server events → answer → recorder → windows
 *
 * What one part does alone is asked of that part; what takes several stands here.
 */
import { appError, fail, ok, type Result } from '@contract/errors'
import type { AccessEntry, AccessSecret } from '@contract/access'
import type { Snapshot } from '@contract/ipc'
import type { SentFrame } from '@contract/session'
import type { SettingsPatch, ShortcutStatus } from '@contract/settings'
import type { AppState } from '@contract/state'
import type { TranscriptLine } from '@contract/transcript'
import { Choices } from './choices'
import { Conversation } from './conversation'
import type { Timing } from './conversation-options'
import { countOne } from './counts'
import type { EngineHost } from './engine-host'
import { systemClock } from './live/clock'
import { connectThrough } from './live/live-client'
import { isOver } from './live/session-state'
import { Uplink } from './live/uplink'
import { Keeping } from './keeping'
import type { LibraryAnswers } from './library-answers'
import { Listeners } from './listeners'
import { MicrophoneCounts } from './microphone-counts'
import { Notices } from './notices'
import { PageReports } from './page-reports'
import { Preferences } from './preferences'
import type { Recording } from './recording'
import type { SettingsStore } from './settings/settings-store'
import { Sharing, type FrameFacts } from './sharing'
import type { StateCell } from './state-cell'
import { TalkKey } from './talk-key'
import { within } from './within'

export type { Timing } from './conversation-options'

/** A window that opens waits so long for what was said before, ms; the lines follow when they come. */
const LINES_WITHIN_MS = 1_000

export class Engine {
  readonly state: StateCell<AppState>
  /** Begun and ended here (`startConversation`, `endConversation`): that takes more than this part. */
  readonly conversation: Conversation
  /** What is shown to the assistant. */
  readonly sharing: Sharing
  /** The global shortcut, as the shell sees it pressed and let go. */
  readonly talkKey: TalkKey
  readonly notices: Notices
  /** What the page tells. */
  readonly page: PageReports
  /** What was said before, as windows ask for it. */
  readonly library: LibraryAnswers
  /** The sound of the conversation that is on, where the user keeps it. */
  readonly recording: Recording
  readonly #keeping: Keeping
  readonly #preferences: Preferences
  readonly #counts: MicrophoneCounts
  readonly #choices: Choices
  readonly #lines = new Listeners<TranscriptLine>()
  readonly #frames = new Listeners<SentFrame>()
  readonly #timings = new Listeners<Timing>()
  /** Whether what was said before has been read, or cannot be. */
  readonly loaded: Promise<void>
  #lastFrame: SentFrame | null = null

  /** See `createEngine`. */
  constructor(host: EngineHost, settingsStore: SettingsStore, settings: AppState['settings']) {
    const connect = connectThrough(host.network)
    this.#preferences = new Preferences(host, connect, settingsStore, settings)
    this.state = this.#preferences.state
    this.notices = new Notices(this.state)
    this.#counts = new MicrophoneCounts(this.state, (ms) => this.#keeping.notes.lose(ms))
    const { clock = systemClock, random = Math.random } = host
    const uplink = new Uplink({
      clock,
      onSent: (ms) => this.#counts.add('microphoneSentMs', ms),
      onLost: (ms, cause) => this.#counts.lose(cause, ms),
      onTurnSent: (turn) => this.conversation.noteTurnSent(turn),
      onUnsent: (texts) =>
        this.notices.post(appError('text-not-sent', texts.map((text) => `“${text}”`).join(' '))),
    })
    this.#keeping = new Keeping({
      host,
      state: this.state,
      notices: this.notices,
      clock,
      onLine: (line) => this.#lines.tell(line),
    })
    const { recorder, notes, answers, recording } = this.#keeping
    this.library = answers
    this.recording = recording
    this.sharing = new Sharing({
      state: this.state,
      uplink,
      codec: host.codec,
      log: host.log,
      onFrameSent: (frame, facts, tookMs) => this.#noteFrame(frame, facts, tookMs),
      onFrameUnchanged: () => countOne(this.state, 'framesUnchanged'),
      onNotice: (error) => this.notices.post(error),
    })
    this.sharing.setDetail(settings.detail)
    this.conversation = new Conversation({
      state: this.state,
      uplink,
      recorder,
      sound: recording,
      log: host.log,
      clock,
      random,
      connect,
      onHeldBack: (ms) => this.#counts.add('silenceHeldBackMs', ms),
      onNotCaptured: (ms) => this.#counts.lose('capture', ms),
      onLive: () => this.sharing.refresh(),
      onOver: (why) => this.sharing.stop(why),
      onNotice: (error) => this.notices.post(error),
      onTiming: (timing) => this.#timings.tell(timing),
      onHandle: (handle) => notes.handle(handle),
      onAnswerMissing: (missing) => this.notices.toggle(appError('not-answered'), missing),
      onTarget: ({ wishes }) => notes.target(wishes.model),
      onEvent: (event) => notes.receive(event),
    })
    this.talkKey = new TalkKey({
      state: this.state,
      talk: this.conversation,
      startConversation: () => this.startConversation(),
      notify: (error) => this.notices.post(error),
    })
    const { state, notices, conversation, sharing } = this
    this.page = new PageReports({ state, notices, counts: this.#counts, conversation, sharing })
    this.#choices = new Choices({
      preferences: this.#preferences,
      conversation,
      sharing,
      end: () => this.endConversation(),
    })
    this.loaded = this.#load()
  }

  /** A line that is saved, each time it has grown. */
  onLine(listener: (line: TranscriptLine) => void): () => void {
    return this.#lines.add(listener)
  }

  onFrameSent(listener: (frame: SentFrame) => void): () => void {
    return this.#frames.add(listener)
  }

  onTiming(listener: (timing: Timing) => void): () => void {
    return this.#timings.add(listener)
  }

  snapshot(): Snapshot {
    return {
      state: this.state.current,
      lines: this.#keeping.recorder.lines,
      lastFrame: this.#lastFrame,
    }
  }

  /** As a window that opens gets it: with what was said before, unless reading that takes too long. */
  async firstSnapshot(): Promise<Snapshot> {
    await within(this.loaded, LINES_WITHIN_MS)
    return this.snapshot()
  }

  // --- The conversation

  /** Begins, or goes on after a pause; how it goes is told by the state. */
  startConversation(): Result<null> {
    const { target } = this.#preferences
    if (!target.ok) return target
    this.conversation.start(target.value)
    this.#tellConversation()
    return ok(null)
  }

  /** Begins where a conversation of the library ended; it stays one conversation. */
  async continueConversation(id: string): Promise<Result<null>> {
    if (!isOver(this.state.current.session)) return fail('conversation-is-on')
    const { target } = this.#preferences
    if (!target.ok) return target
    const thread = await this.#keeping.goOnWith(id)
    if (!thread.ok) return thread
    if (thread.value === null) return fail('conversation-gone')
    if (!isOver(this.state.current.session)) return fail('conversation-is-on')
    this.conversation.goOnWith(target.value, thread.value, thread.value.handle)
    this.#tellConversation()
    this.#keeping.notes.goOn(thread.value.usage)
    return ok(null)
  }

  /** Ends the conversation and everything that is captured for it. */
  async endConversation(): Promise<Result<null>> {
    this.sharing.stop()
    await this.conversation.end()
    return ok(null)
  }

  /** How many lines would be lost if the app ended now. */
  unsavedLines(): Promise<number> {
    return this.#keeping.unsavedLines()
  }

  /** Ends everything; resolves when all is kept and no socket is left. */
  async close(): Promise<void> {
    await this.endConversation()
    this.#counts.tell()
    await this.#keeping.close()
  }

  // --- The window

  setEchoTest(echoTest: boolean): void {
    this.state.update({ echoTest })
  }

  setPageOnScreen(pageOnScreen: AppState['pageOnScreen']): void {
    this.state.update({ pageOnScreen })
  }

  // --- Settings, key and demo

  async updateSettings(patch: SettingsPatch): Promise<Result<null>> {
    const saved = await this.#choices.updateSettings(patch)
    this.#keeping.follow(patch)
    return saved
  }

  setShortcutTest(shortcutTest: AppState['shortcutTest']): void {
    this.state.update({ shortcutTest })
  }

  /** Keeps a shortcut that the shell has registered. */
  saveShortcut(shortcut: string): Promise<Result<null>> {
    return this.#preferences.change({ shortcut })
  }

  setShortcutStatus(shortcut: ShortcutStatus): void {
    this.state.update({ shortcut })
  }

  /** Keeps a shortcut for marks that the system takes. */
  saveMarkShortcut(markShortcut: string): Promise<Result<null>> {
    return this.#preferences.change({ markShortcut })
  }

  /** A look for updates was answered at this time, in ms since the epoch. */
  async noteUpdatesLooked(updatesLookedAt: number): Promise<void> {
    await this.#preferences.change({ updatesLookedAt })
  }

  async markTrayHintShown(): Promise<void> {
    await this.#preferences.change({ trayHintShown: true })
  }

  submitKey(key: string, keep: 'keychain' | 'this-run'): Promise<Result<null>> {
    return this.#choices.submitKey(key, keep)
  }

  forgetKey(): Promise<Result<null>> {
    return this.#choices.forgetKey()
  }

  submitAccess(entry: AccessEntry): Promise<Result<null>> {
    return this.#choices.submitAccess(entry)
  }

  forgetAccessSecret(secret: AccessSecret): Promise<Result<null>> {
    return this.#choices.forgetAccessSecret(secret)
  }

  enterDemo(baseUrl: string): Promise<Result<null>> {
    return this.#choices.enterDemo(baseUrl)
  }

  leaveDemo(): Promise<Result<null>> {
    return this.#choices.leaveDemo()
  }

  /** Reads earlier conversations; who has a snapshot without them is told of each line. */
  async #load(): Promise<void> {
    const lines = await this.#keeping.load()
    this.#tellConversation()
    for (const line of lines) this.#lines.tell(line)
  }

  /** Which conversation is shown. */
  #tellConversation(): void {
    const { shownId, isKept } = this.#keeping.recorder
    this.state.update({ conversationId: shownId, isConversationKept: isKept })
  }

  #noteFrame(frame: SentFrame, facts: FrameFacts, tookMs: number): void {
    this.#lastFrame = frame
    this.#keeping.notes.frame(frame, facts, this.state.current.settings.keepPictures)
    countOne(this.state, 'framesSent')
    this.#frames.tell(frame)
    this.#timings.tell({ name: 'frame-sent', ms: tookMs })
  }
}
