import { type Close, invalidArgument } from './close-reasons'
import type { LiveModel } from './models'
import type { FunctionResponse, Setup } from './protocol'
import type { ToolCall } from './scenario'

interface Pending {
  readonly id: string
  readonly name: string
  readonly blocking: boolean
  readonly turn: number
}

/** A result that was owed, and when the model is to speak of it. */
export interface Delivered {
  readonly result: FunctionResponse
  readonly blocking: boolean
}

/** The function calls of a session: which are owed, which were taken back. */
export class ToolDesk {
  private readonly model: LiveModel
  private readonly behaviors: ReadonlyMap<string, 'BLOCKING' | 'NON_BLOCKING'>
  private readonly pending = new Map<string, Pending>()
  private readonly settled = new Set<string>()
  private count = 0

  constructor(model: LiveModel, tools: Setup['tools']) {
    this.model = model
    const [usual = 'BLOCKING'] = model.behaviors
    this.behaviors = new Map(
      (tools ?? [])
        .flatMap((tool) => tool.functionDeclarations ?? [])
        .map(({ name, behavior }) => [name, behavior ?? usual]),
    )
  }

  /** Whether a result is owed without which the model cannot go on. */
  get blocked(): boolean {
    return [...this.pending.values()].some(({ blocking }) => blocking)
  }

  get owed(): number {
    return this.pending.size
  }

  /** Registers a call, and returns it as it travels. Undeclared names are allowed: models err too. */
  issue(call: ToolCall, turn: number): { id: string; name: string; args?: ToolCall['args'] } {
    this.count += 1
    const id = call.id ?? `function-call-${turn}-${this.count}`
    const blocking = (this.behaviors.get(call.name) ?? this.model.behaviors[0]) === 'BLOCKING'
    this.pending.set(id, { id, name: call.name, blocking, turn })
    return { id, name: call.name, ...(call.args === undefined ? {} : { args: call.args }) }
  }

  /** Takes back the calls that match, and returns their ids. */
  cancel(matches: (call: { turn: number; blocking: boolean; id: string }) => boolean): string[] {
    const ids = [...this.pending.values()].filter(matches).map(({ id }) => id)
    for (const id of ids) this.settle(id)
    return ids
  }

  /** Accepts a result; null if its call was taken back or already answered. */
  deliver(result: FunctionResponse): Delivered | Close | null {
    if (result.scheduling !== undefined && !this.model.scheduling) {
      return invalidArgument('functionResponses.scheduling: not for this model')
    }
    const call = this.pending.get(result.id)
    if (call === undefined) {
      return this.settled.has(result.id)
        ? null
        : invalidArgument(`functionResponses.id: no call ${result.id.slice(0, 40)}`)
    }
    if (call.name !== result.name) return invalidArgument('functionResponses.name: not the call’s')
    if (result.willContinue !== true) this.settle(result.id)
    return { result, blocking: call.blocking }
  }

  private settle(id: string): void {
    this.pending.delete(id)
    this.settled.add(id)
  }
}
