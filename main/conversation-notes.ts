import type { ConversationEvent, Mark } from '@contract/library'
import type { SentFrame, SessionState } from '@contract/session'
import type { AppState } from '@contract/state'
import type { TranscriptLine } from '@contract/transcript'
import { GapTrack } from './gap-track'
import { Happenings } from './happenings'
import type { Clock } from './live/clock'
import type { ServerEvent } from './live/server-events'
import type { Usage } from './live/usage'
import { UsageCount } from './live/usage-count'
import type { Log } from './log'
import type { FrameFacts } from './sharing'
import type { StateCell } from './state-cell'
import type { ConversationFacts } from './transcript/library/conversation-table'
import type { KeptHandle } from './transcript/library/kept-session'
import type { Occasion } from './transcript/library/occasion'
import type { LibraryClient } from './transcript/library/library-client'
import { NoteQueue } from './transcript/library/note-queue'
import { within } from './within'

/** At the end a library that does not answer is waited for so long, ms: lines come after notes. */
const NOTED_WITHIN_MS = 1_000

export interface ConversationNotesOptions {
  readonly client: LibraryClient
  readonly state: StateCell<AppState>
  readonly clock: Clock
  readonly log: Log
  /** The conversation that is on, or was on last. */
  readonly current: () => Occasion | null
}

/**
 * Tells the library what a conversation holds besides its lines: its model, what it cost, pictures,
 * rotations and gaps. A conversation in which nothing was said, shown or marked is not noted at all:
 * until then what is known is kept here.
 */
export class ConversationNotes {
  readonly #options: ConversationNotesOptions
  /** The same for the windows. */
  readonly #happenings: Happenings
  readonly #queue: NoteQueue
  readonly #gaps: GapTrack
  #occasion: Occasion | null = null
  #facts: Omit<ConversationFacts, keyof Occasion> = {}
  #usage = new UsageCount()
  #handle: KeptHandle | null = null
  /** What happened before the conversation was noted; `null`: it is. */
  #held: ConversationEvent[] | null = []
  /** The connection before has ended as planned, and nothing has failed since. */
  #isRotating = false
  #before: SessionState['kind'] = 'idle'
  /** There was a connection since the conversation began or went on. */
  #wasLive = false
  /** It has ended, and what was lost with its end is known: nothing more comes of it. */
  #isOver = false

  constructor(options: ConversationNotesOptions) {
    this.#options = options
    this.#happenings = new Happenings(options.state)
    this.#queue = new NoteQueue(() => options.log.warn('note-dropped'))
    this.#gaps = new GapTrack({
      clock: options.clock,
      date: Date.now,
      onGap: (gap) => this.#happen({ kind: 'gap', ...gap }),
    })
    options.state.subscribe(({ session }) => {
      if (session) this.#follow(session)
    })
  }

  /** A conversation begins with this model, or goes on with it. */
  target(model: string): void {
    const occasion = this.#options.current()
    if (occasion?.id !== this.#occasion?.id) {
      this.#gaps.end()
      this.#occasion = occasion
      this.#facts = {}
      this.#usage = new UsageCount()
      this.#held = []
      this.#handle = null
      this.#happenings.begin()
    }
    this.#isOver = false
    // What is gone on with has not ended.
    this.#know({ model, endedAt: undefined })
  }

  /** The conversation was noted in an earlier run, and goes on; `usage` is what it has cost by then. */
  goOn(usage: Usage | null): void {
    this.#usage = new UsageCount(usage)
    this.#noteAll()
  }

  /** Something of this conversation was kept that is worth to be found again. */
  line({ conversationId }: Pick<TranscriptLine, 'conversationId'>): void {
    if (conversationId === this.#occasion?.id) this.#noteAll()
  }

  /** A mark was kept. */
  marked(mark: Mark): void {
    this.#noteAll()
    this.#happenings.add({ kind: 'mark', ...mark })
  }

  markRemoved(key: number): void {
    this.#happenings.removeMark(key)
  }

  /** @param keepsPicture whether the whole picture is kept, besides its thumbnail */
  frame(frame: SentFrame, { source, thumbnail }: FrameFacts, keepsPicture: boolean): void {
    const occasion = this.#occasion
    if (occasion === null) return
    this.#noteAll()
    const { sentAt: at, width, height, jpeg } = frame
    const { kind: sourceKind, name: sourceName } = source
    const picture = keepsPicture ? jpeg : null
    const note = { at, sourceKind, sourceName, width, height, thumbnail, picture }
    this.#queue.add(occasion.id, () => this.#options.client.call('noteFrame', occasion, note))
  }

  receive(event: ServerEvent): void {
    this.#usage.receive(event)
    if (event.type === 'usage') this.#know({ usage: this.#usage.total ?? undefined })
  }

  /** By this its session can be gone on with. */
  handle(handle: KeptHandle): void {
    this.#handle = handle
    if (this.#held === null) this.#noteHandle()
  }

  /** So many ms of what was said did not arrive. */
  lose(ms: number): void {
    if (this.#occasion !== null && !this.#isOver) this.#gaps.lose(ms)
  }

  /** What waits to be noted of these conversations is not noted any more: it would bring them back. */
  forget(ids: readonly string[] | 'all'): void {
    const isGone = (id: string): boolean => ids === 'all' || ids.includes(id)
    this.#queue.forget(isGone)
    // The windows show them among its lines.
    if (this.#occasion !== null && isGone(this.#occasion.id)) this.#happenings.begin()
  }

  /** Resolves when everything is noted, or the library takes nothing in time. */
  close(): Promise<void> {
    this.#gaps.end()
    return within(this.#queue.close(), NOTED_WITHIN_MS)
  }

  #follow(session: SessionState): void {
    const before = this.#before
    this.#before = session.kind
    if (before === 'live' && session.kind !== 'live') this.#usage.settle()
    switch (session.kind) {
      case 'reconnecting':
        if (before === 'live') this.#isRotating = session.error === null
        else this.#isRotating &&= session.error === null
        if (this.#wasLive && !this.#isRotating) this.#gaps.offline()
        return
      case 'live':
        this.#wasLive = true
        if (before === 'reconnecting' && this.#isRotating) {
          this.#happen({ kind: 'rotation', at: session.since })
        }
        this.#gaps.online()
        return
      case 'ended':
        this.#end(session.at)
        return
      case 'failed':
        this.#end(Date.now())
        return
      case 'paused':
        this.#wasLive = false
        this.#gaps.end()
        return
      case 'idle':
      case 'connecting':
    }
  }

  #end(endedAt: number): void {
    this.#wasLive = false
    this.#know({ endedAt })
    // What waits to be sent is thrown away, and lost, once all have heard of the end.
    queueMicrotask(() => {
      this.#isOver = true
      this.#gaps.end()
    })
  }

  #happen(event: ConversationEvent): void {
    this.#happenings.add(event)
    if (this.#held === null) this.#noteEvent(event)
    else this.#held.push(event)
  }

  #know(facts: Partial<ConversationFacts>): void {
    this.#facts = { ...this.#facts, ...facts }
    if (this.#held === null) this.#noteFacts()
  }

  #noteAll(): void {
    const held = this.#held
    if (held === null || this.#occasion === null) return
    this.#held = null
    this.#noteFacts()
    this.#noteHandle()
    for (const event of held) this.#noteEvent(event)
  }

  #noteFacts(): void {
    if (this.#occasion === null) return
    const facts = { ...this.#facts, ...this.#occasion }
    this.#queue.add(facts.id, () => this.#options.client.call('note', facts))
  }

  #noteHandle(): void {
    const [occasion, handle] = [this.#occasion, this.#handle]
    if (occasion === null || handle === null) return
    this.#queue.add(occasion.id, () => this.#options.client.call('noteHandle', occasion, handle))
  }

  #noteEvent(event: ConversationEvent): void {
    const occasion = this.#occasion
    if (occasion === null) return
    this.#queue.add(occasion.id, () => this.#options.client.call('noteEvent', occasion, event))
  }
}
