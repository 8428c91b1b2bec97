import { Answerer, type Outcome, type Wire } from './answerer'
import type { Close } from './close-reasons'
import type { LiveModel } from './models'
import type { FunctionResponse, Setup } from './protocol'
import { type Memory, remember } from './resumption'
import type { Line, Prompt, Reply, Said, Scenario, Sight, ToolCall } from './scenario'
import type { Timers } from './timers'
import { ToolDesk } from './tool-desk'
import {
  add,
  audioTokens,
  type Context,
  textTokens,
  usageMetadata,
  type UsageMetadata,
} from './usage'
import type { Voice } from './voice'

export interface DialogueOptions {
  readonly setup: Setup
  readonly model: LiveModel
  readonly memory: Memory
  readonly scenario: Scenario
  readonly voice: Voice
  readonly timers: Timers
  /** Tells the client whether it could resume with what is remembered now. */
  readonly announce: (memory: Memory, resumable: boolean) => void
  readonly turnIsOver: () => void
}

/** The user as the session's eyes and ears know them. */
export interface User {
  look(): Promise<Sight | null>
  /** In the middle of an utterance. */
  isSpeaking(): boolean
  /** What they have sent since the last turn, in tokens. */
  takeInput(said: Said): Partial<Context>
}

/** Decides what is answered, and when: turns, interruptions, results of tools, and the memory. */
export class Dialogue {
  private readonly wire: Wire
  private readonly options: DialogueOptions
  private readonly user: User
  private readonly tools: ToolDesk
  private readonly answerer: Answerer
  private readonly interruptible: boolean
  /** Questions that wait for the turn under way; as many as a person can ask meanwhile. */
  private readonly queue: Said[] = []
  private readonly onIdle: (() => void)[] = []
  private memory: Memory
  /** What the model goes on with after it has only filled the time. */
  private sequel: Reply | null = null

  constructor(wire: Wire, options: DialogueOptions, user: User) {
    const { setup, model, voice, timers } = options
    this.wire = wire
    this.options = options
    this.user = user
    this.memory = options.memory
    this.tools = new ToolDesk(model, setup.tools)
    this.interruptible = setup.realtimeInputConfig?.activityHandling !== 'NO_INTERRUPTION'
    this.answerer = new Answerer(wire, voice, timers, {
      call: (calls, turn) => this.call(calls, turn),
      settle: (outcome) => this.settle(outcome),
      turnCompleteExtras: () => this.turnCompleteExtras(),
      idle: (interrupted) => this.idle(interrupted),
    })
    const fixed = JSON.stringify([setup.systemInstruction ?? '', setup.tools ?? ''])
    if (this.memory.turn === 0) this.count({ text: textTokens(fixed) })
    // The first handle comes a moment after the setup is complete.
    timers.after(20, () => this.announce())
  }

  /** The user has begun to speak. */
  userStarted(): void {
    if (this.interruptible) this.interrupt()
  }

  /** The user has asked: answered now, or after the turn that may not be interrupted. */
  ask(said: Said): void {
    if (!this.answerer.busy) this.begin(said)
    else if (this.interruptible) this.cutIn(said)
    else this.queue.push(said)
  }

  /** Answers at once, whatever is under way. */
  cutIn(said: Said): void {
    this.interrupt()
    this.begin(said)
  }

  interrupt(): void {
    if (!this.answerer.busy) return
    const { turn } = this.memory
    this.cancelTools((call) => call.turn === turn || call.blocking)
    this.answerer.interrupt(this.options.scenario.interruptedWithSound === true)
  }

  /** Speaks without being asked; resolves when the turn is over. */
  say(text: string): Promise<void> {
    this.interrupt()
    this.begin({ kind: 'text', text: '' }, () => ({ text, delayMs: 0 }))
    return new Promise((resolve) => this.onIdle.push(resolve))
  }

  addHistory(lines: readonly Line[]): void {
    this.memory = remember(this.memory, ...lines)
    this.count({ text: lines.reduce((sum, { text }) => sum + textTokens(text), 0) })
  }

  takeResults(results: readonly FunctionResponse[]): Close | null {
    const news: FunctionResponse[] = []
    let blocking = false
    for (const one of results) {
      const delivered = this.tools.deliver(one)
      if (delivered === null) {
        this.wire.tell({ kind: 'oddity', what: `a result for ${one.id}, which is settled` })
      } else if ('code' in delivered) {
        return delivered
      } else {
        this.count({ text: textTokens(JSON.stringify(one.response)) })
        blocking ||= delivered.blocking
        if (one.scheduling !== 'SILENT' || delivered.blocking) news.push(one)
      }
    }
    if (news.length > 0) this.speakOf(news, blocking)
    else if (!this.answerer.busy) this.announce()
    return null
  }

  /** Sends function calls and returns their ids. */
  callTools(calls: readonly ToolCall[], turn = this.memory.turn): string[] {
    const functionCalls = calls.map((call) => this.tools.issue(call, turn))
    this.wire.send({ toolCall: { functionCalls } })
    for (const { id, name } of functionCalls) this.wire.tell({ kind: 'toolCall', id, name })
    return functionCalls.map(({ id }) => id)
  }

  cancelTools(matches: (call: { id: string; turn: number; blocking: boolean }) => boolean): void {
    const ids = this.tools.cancel(matches)
    if (ids.length === 0) return
    this.wire.send({ toolCallCancellation: { ids } })
    this.wire.tell({ kind: 'toolCallCancelled', ids })
  }

  stop(): void {
    this.answerer.stop()
    for (const resolve of this.onIdle.splice(0)) resolve()
  }

  private begin(said: Said, choose?: () => Reply, turn = this.memory.turn + 1): void {
    const { scenario, model } = this.options
    this.count(this.user.takeInput(said))
    const { lines: history, wasInterrupted } = this.memory
    this.memory = { ...this.memory, turn, wasInterrupted: false }
    this.sequel = null
    const look = (): Promise<Sight | null> => this.user.look()
    const prompt: Prompt = { turn, said, wasInterrupted, history, model: model.id, look }
    this.answerer.answer(turn, choose ?? (() => scenario.reply(prompt)), (reply) =>
      this.wishes(said, reply),
    )
    this.announce()
  }

  /** What of the reply the client wants; the user's line is remembered on the way. */
  private wishes(said: Said, reply: Reply): { heard: string | null; outputTranscription: boolean } {
    const { inputAudioTranscription, outputAudioTranscription } = this.options.setup
    this.sequel = reply.then ?? null
    const heard = heardWords(said, reply)
    const text = said.kind === 'text' ? said.text : heard
    if (text !== null && text !== '') this.memory = remember(this.memory, { role: 'user', text })
    return {
      heard: inputAudioTranscription === undefined ? null : heard,
      outputTranscription: outputAudioTranscription !== undefined,
    }
  }

  private speakOf(results: readonly FunctionResponse[], blocking: boolean): void {
    const said: Said = { kind: 'toolResult', results }
    const now = results.some(({ scheduling }) => scheduling?.startsWith('INTERRUPT') === true)
    if (blocking) {
      if (!this.tools.blocked) this.begin(said)
    } else if (this.user.isSpeaking() || (this.answerer.busy && !now)) {
      this.queue.push(said)
    } else {
      this.cutIn(said)
    }
  }

  private call(calls: readonly ToolCall[], turn: number): boolean {
    if (calls.length > 0) this.callTools(calls, turn)
    return this.tools.blocked
  }

  private settle({ interrupted, text, seconds, thoughts }: Outcome): UsageMetadata {
    const usage = usageMetadata(this.memory.context, seconds, thoughts)
    this.memory = { ...this.memory, wasInterrupted: interrupted }
    if (interrupted) this.sequel = null
    if (text !== '') this.memory = remember(this.memory, { role: 'model', text })
    this.count({ audio: audioTokens(seconds), text: textTokens(text) })
    return usage
  }

  private turnCompleteExtras(): object {
    if (!this.options.model.interactionStatus) return {}
    const more = this.sequel !== null || this.tools.owed > 0 || this.queue.length > 0
    return { interactionStatus: more ? 'IN_PROGRESS' : 'IDLE' }
  }

  private idle(interrupted: boolean): void {
    const { sequel } = this
    if (sequel !== null) {
      // Nobody has said anything in between; an empty text leaves no line.
      this.begin({ kind: 'text', text: '' }, () => sequel, this.memory.turn)
      return
    }
    this.announce()
    this.options.turnIsOver()
    for (const resolve of this.onIdle.splice(0)) resolve()
    const next = interrupted || this.answerer.busy ? undefined : this.queue.shift()
    if (next !== undefined) this.begin(next)
  }

  private announce(): void {
    this.options.announce(this.memory, !this.answerer.busy && this.tools.owed === 0)
  }

  private count(more: Partial<Context>): void {
    this.memory = { ...this.memory, context: add(this.memory.context, more) }
  }
}

/** The user's speech in words: as scripted, or what can honestly be said of it. */
function heardWords(said: Said, reply: Reply): string | null {
  if (reply.heard !== undefined) return reply.heard
  if (said.kind !== 'speech' || said.seconds === 0) return null
  return `(speech, ${said.seconds.toFixed(1)} seconds)`
}
