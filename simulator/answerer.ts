import { type Close, CLOSES } from './close-reasons'
import type { Tell } from './events'
import { Player } from './player'
import { inlineVoice, planReply, type Step, type Wishes } from './reply-plan'
import type { Reply, ToolCall } from './scenario'
import { join, murmur, toBytes, tone } from './sound'
import type { Timers } from './timers'
import type { UsageMetadata } from './usage'
import type { Spoken, Voice } from './voice'

/** The way out to the client. */
export interface Wire {
  send(message: object): void
  close(close: Close): void
  readonly tell: Tell
}

/** What became of a turn, as far as the client was told. */
export interface Outcome {
  readonly turn: number
  readonly interrupted: boolean
  /** The words that were sent with the sound. */
  readonly text: string
  readonly seconds: number
  readonly thoughts: string
}

/** What the answerer leaves to the session. */
export interface Desk {
  /** Sends the calls of a turn; true if the turn has to wait for their results. */
  call(calls: readonly ToolCall[], turn: number): boolean
  /** Takes note of a turn's end, before the client is told, and returns its receipt. */
  settle(outcome: Outcome): UsageMetadata
  /** Fields that go with turnComplete. */
  turnCompleteExtras(): object
  /** The turn is over for the client too. */
  idle(interrupted: boolean): void
}

type Choose = () => Promise<Reply | null> | Reply | null

interface Generation {
  readonly turn: number
  readonly player: Player
  thoughts: string
  sentText: string
  sentMs: number
}

const DEFAULT_DELAY_MS = 300

/** Gives the answers of one connection, one at a time, and stops when interrupted. */
export class Answerer {
  private readonly wire: Wire
  private readonly voice: Voice
  private readonly timers: Timers
  private readonly desk: Desk
  private current: Generation | null = null

  constructor(wire: Wire, voice: Voice, timers: Timers, desk: Desk) {
    this.wire = wire
    this.voice = voice
    this.timers = timers
    this.desk = desk
  }

  /** Whether a turn is under way: from the question until turnComplete. */
  get busy(): boolean {
    return this.current !== null
  }

  /** Begins a turn with the reply that is chosen; `wishes` is asked once that is known. */
  answer(turn: number, choose: Choose, wishes: (reply: Reply) => Wishes): void {
    this.run(turn, choose, wishes).catch((error: unknown) => {
      this.wire.tell({ kind: 'oddity', what: `the scenario failed: ${String(error)}` })
      this.wire.close(CLOSES.internal)
    })
  }

  /** Ends the turn under way, if there is one: nothing more of it is sent. */
  interrupt(withSound: boolean): void {
    const generation = this.current
    if (generation === null) return
    this.stop()
    const { turn } = generation
    const last = withSound ? lastSound() : {}
    this.wire.send({ serverContent: { ...last, interrupted: true } })
    this.wire.tell({ kind: 'interrupted', turn })
    this.complete(generation, true)
  }

  stop(): void {
    this.current?.player.stop()
    this.current = null
  }

  private async run(turn: number, choose: Choose, wishes: (reply: Reply) => Wishes): Promise<void> {
    const player = new Player(this.timers)
    const generation: Generation = { turn, player, thoughts: '', sentText: '', sentMs: 0 }
    this.current = generation
    this.wire.tell({ kind: 'turnStart', turn })
    const asked = performance.now()
    const reply = await choose()
    const spoken = reply === null ? [] : await this.render(reply)
    if (this.current !== generation) return
    if (reply === null) {
      this.current = null
      this.desk.idle(false)
      return
    }
    generation.thoughts = reply.thoughts?.join('') ?? ''
    const delayMs = (reply.delayMs ?? DEFAULT_DELAY_MS) - (performance.now() - asked)
    const steps = planReply(spoken, reply, wishes(reply))
    player.play(steps, Math.max(0, delayMs), (step) => this.send(step, generation, reply))
  }

  private async render({ text = '', sound }: Reply): Promise<Spoken[]> {
    if (sound === 'hum') return [{ text, samples: murmur(Math.max(0.3, text.length / 14)) }]
    if (sound instanceof Int16Array) return [{ text, samples: sound }]
    if (sound !== undefined)
      return [{ text, samples: join([sound].flat().map((one) => tone(one))) }]
    return text === '' ? [] : this.voice.speak(text)
  }

  private send(step: Step, generation: Generation, reply: Reply): void {
    const { turn } = generation
    if (step.kind === 'generationComplete' && this.desk.call(reply.toolCalls ?? [], turn)) {
      // The turn stays open: the answer to the results continues it.
      generation.player.stop()
      return
    }
    if (step.kind === 'turnComplete') {
      this.current = null
      this.complete(generation, false)
      return
    }
    this.wire.send(step.message)
    if (step.kind === 'generationComplete') this.wire.tell({ kind: 'generationComplete', turn })
    if (step.kind === 'voice') this.noteVoice(step, generation, reply)
  }

  private noteVoice(step: Step, generation: Generation, reply: Reply): void {
    const { offsetMs = 0, bytes = 0, words = '' } = step
    generation.sentText += words
    generation.sentMs = offsetMs + bytes / 48
    this.wire.tell({ kind: 'voiceChunk', turn: generation.turn, offsetMs, bytes })
    if (reply.closeAt !== undefined && generation.sentMs >= reply.closeAt.soundMs) {
      this.stop()
      this.wire.close(reply.closeAt.close)
    }
  }

  private complete({ turn, thoughts, sentText, sentMs }: Generation, interrupted: boolean): void {
    const seconds = sentMs / 1_000
    const usageMetadata = this.desk.settle({ turn, interrupted, text: sentText, seconds, thoughts })
    const extras = this.desk.turnCompleteExtras()
    this.wire.send({ serverContent: { turnComplete: true, ...extras }, usageMetadata })
    this.wire.tell({ kind: 'turnComplete', turn })
    this.desk.idle(interrupted)
  }
}

/** 100 ms of hum, for the service that still speaks in the message that says it was interrupted. */
const lastSound = (): object => ({
  modelTurn: { role: 'model', parts: [{ inlineData: inlineVoice(toBytes(murmur(0.1))) }] },
})
