import type { TranscriptLine } from '@contract/transcript'
import { PLACES_PER_TURN } from '@contract/transcript-bounds'

/**
 * Words of the user that come this soon after a whole answer, or after one has begun, are those that
 * it answers.
 */
const LATE_WORDS_MS = 1_000

/** An answer comes last in its turn, whenever its lines are made. */
const ANSWER_PLACE = 999

/** The number of the turn that follows this line. */
export const turnAfter = (line: TranscriptLine | undefined): number =>
  line ? Math.floor(line.position / PLACES_PER_TURN) + 1 : 0

export interface AssemblerOptions {
  readonly conversationId: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The first turn's number, where a conversation goes on. */
  readonly firstTurn?: number
}

interface Turn {
  readonly number: number
  /** The user's spoken line, which may still grow. */
  spoken: TranscriptLine | null
  /** Length of that line before the words that came well into the answer, if any have. */
  spokenBefore: number | null
  /** Lines of the user so far, spoken or typed. */
  userLines: number
  typed: boolean
  answer: TranscriptLine | null
}

/**
 * Makes lines out of the fragments that the server sends. A turn is what the user says and the
 * answer to it; the service gives no order between the two, so lines belong to turns and the user's
 * part stands first, whenever its words arrive. Every method returns the lines that it changed.
 */
export class TranscriptAssembler {
  readonly #options: AssemblerOptions
  #turn: Turn
  /** What the user has begun to say or type while an answer still went on. */
  #next: Turn | null = null
  /** The answer that was completed last, if the words that it answers may still come. */
  #wordless: { readonly turn: Turn; readonly completedAt: number } | null = null
  /** The answer that was completed last, while nothing shows that another one is heard. */
  #completed: TranscriptLine | null = null

  constructor(options: AssemblerOptions) {
    this.#options = options
    this.#turn = newTurn(options.firstTurn ?? 0)
  }

  /** A fragment of what the user said; fragments join as they are. */
  userSpoke(text: string, language?: string): TranscriptLine[] {
    const late = this.#lateTurn()
    const turn = late ?? this.#turn
    if (this.#intoAnswer(turn)) turn.spokenBefore ??= turn.spoken?.text.length ?? null
    const line = turn.spoken
      ? { ...turn.spoken, text: turn.spoken.text + text }
      : this.#line(turn, 'user', 'voice', turn.userLines++, text.trimStart())
    const told = inLanguage(line, language)
    turn.spoken = late ? { ...told, endedAt: this.#options.now() } : told
    return [turn.spoken]
  }

  /** A whole message that the user typed; it opens a turn of its own when an answer goes on. */
  userTyped(text: string): TranscriptLine[] {
    const turn = this.#turn.answer ? (this.#next ??= newTurn(this.#turn.number + 1)) : this.#turn
    turn.typed = true
    this.#completed = null
    const line = this.#line(turn, 'user', 'typed', turn.userLines++, text)
    return [{ ...line, endedAt: this.#options.now() }]
  }

  /** A fragment of what the assistant says aloud. */
  assistantSaid(text: string, language?: string): TranscriptLine[] {
    const { answer } = this.#turn
    const line = answer
      ? { ...answer, text: answer.text + text }
      : this.#line(this.#turn, 'assistant', 'voice', ANSWER_PLACE, text.trimStart())
    this.#turn.answer = inLanguage(line, language)
    return [this.#turn.answer]
  }

  /**
   * The answer was stopped: it is marked, and the turn is over; what the user said well into it was
   * said to stop it, and opens the next turn. With `stillHeard`, a voice was
   * playing: then it may be that of an answer which the server had completed ahead of it.
   */
  answerInterrupted(stillHeard = false): TranscriptLine[] {
    const { answer } = this.#turn
    if (!answer) return stillHeard ? this.#completedInterrupted() : []
    this.#turn.answer = { ...answer, interrupted: true }
    const words = this.#takeBargeIn(this.#turn)
    const closed = this.turnCompleted()
    return words === '' ? closed : [...closed, ...this.userSpoke(words)]
  }

  /** The turn is over; its lines do not grow any more. */
  turnCompleted(): TranscriptLine[] {
    const turn = this.#turn
    if (!turn.answer && !turn.spoken) return []
    const now = this.#options.now()
    const closed = [turn.spoken, turn.answer]
      .filter((line) => line !== null)
      .map((line) => ({ ...line, endedAt: now }))
    const wordless = turn.spoken === null && !turn.typed && turn.answer?.interrupted === false
    this.#wordless = wordless ? { turn, completedAt: now } : null
    this.#completed = closed.find(({ speaker }) => speaker === 'assistant') ?? null
    this.#turn = this.#next ?? newTurn(turn.number + 1)
    this.#next = null
    return closed
  }

  /** Words that join a whole question so long after its answer began are not part of it. */
  #intoAnswer({ spoken, answer }: Turn): boolean {
    if (!spoken || !answer) return false
    return this.#options.now() - answer.startedAt >= LATE_WORDS_MS
  }

  /** Takes back from the user's line what came well into the answer. */
  #takeBargeIn(turn: Turn): string {
    const { spoken, spokenBefore } = turn
    if (!spoken || spokenBefore === null) return ''
    turn.spoken = { ...spoken, text: spoken.text.slice(0, spokenBefore) }
    return spoken.text.slice(spokenBefore)
  }

  #completedInterrupted(): TranscriptLine[] {
    const line = this.#completed
    this.#completed = null
    return line ? [{ ...line, interrupted: true, endedAt: this.#options.now() }] : []
  }

  /** The turn just completed, when these can only be the words that its answer was for. */
  #lateTurn(): Turn | null {
    const fresh = this.#turn.userLines === 0 && !this.#turn.answer
    if (!this.#wordless || !fresh) return null
    const { turn, completedAt } = this.#wordless
    return this.#options.now() - completedAt < LATE_WORDS_MS ? turn : null
  }

  #line(
    turn: Turn,
    speaker: TranscriptLine['speaker'],
    channel: TranscriptLine['channel'],
    place: number,
    text: string,
  ): TranscriptLine {
    const position = turn.number * PLACES_PER_TURN + place
    return {
      id: `${this.#options.conversationId}:${position}`,
      conversationId: this.#options.conversationId,
      position,
      speaker,
      channel,
      text,
      startedAt: this.#options.now(),
      endedAt: null,
      interrupted: false,
    }
  }
}

/** A line is in the language that was told of it last. */
const inLanguage = (line: TranscriptLine, language: string | undefined): TranscriptLine =>
  language === undefined ? line : { ...line, language }

const newTurn = (number: number): Turn => ({
  number,
  spoken: null,
  spokenBefore: null,
  userLines: 0,
  typed: false,
  answer: null,
})
