import { randomBytes } from 'node:crypto'
import { type Close, CLOSES, invalidArgument } from './close-reasons'
import type { Line } from './scenario'
import { type Context, EMPTY_CONTEXT } from './usage'

/** What survives a change of connection. */
export interface Memory {
  readonly model: string
  /** Answers begun. */
  readonly turn: number
  readonly lines: readonly Line[]
  readonly context: Context
  readonly wasInterrupted: boolean
}

/** Lines remembered; the oldest are forgotten first, as compression does. */
const MAX_LINES = 200

export const newMemory = (model: string): Memory => ({
  model,
  turn: 0,
  lines: [],
  context: EMPTY_CONTEXT,
  wasInterrupted: false,
})

export const remember = (memory: Memory, ...lines: readonly Line[]): Memory => ({
  ...memory,
  lines: [...memory.lines, ...lines].slice(-MAX_LINES),
})

interface Issued {
  readonly memory: Memory
  readonly session: string
}

/** What the holder of a session can do for one who takes it over. */
export interface Holder {
  isOpen(): boolean
  close(close: Close): void
}

export type Resumed =
  | { readonly ok: true; readonly memory: Memory; readonly session: string }
  | { readonly ok: false; readonly close: Close }

/** The handles given out, for the life of a simulator. Each keeps the moment at which it was given. */
export class HandleStore {
  private readonly issued = new Map<string, Issued>()
  private readonly holders = new Map<string, Holder>()
  private readonly takesOver: boolean

  constructor(takesOver: boolean) {
    this.takesOver = takesOver
  }

  issue(session: string, memory: Memory): string {
    const handle = randomBytes(24).toString('base64url')
    this.issued.set(handle, { memory, session })
    return handle
  }

  /** Names the connection that a session now lives on. */
  hold(session: string, holder: Holder): void {
    this.holders.set(session, holder)
  }

  resume(handle: string, model: string): Resumed {
    const issued = this.issued.get(handle)
    if (issued === undefined) return { ok: false, close: CLOSES.unavailable }
    if (issued.memory.model !== model) {
      return { ok: false, close: invalidArgument('setup.model: cannot change on resumption') }
    }
    const holder = this.holders.get(issued.session)
    if (holder?.isOpen() === true) {
      if (!this.takesOver) return { ok: false, close: CLOSES.unavailable }
      holder.close(CLOSES.goingAway)
    }
    return { ok: true, ...issued }
  }
}
