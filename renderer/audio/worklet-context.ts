import type { LaneHandover } from './worklet-messages'

export interface WorkletContextOptions {
  readonly context: AudioContextOptions
  readonly moduleUrl: string
  readonly processor: string
  readonly node: AudioWorkletNodeOptions
  /** Goes into the worklet and stays there for the life of the page. */
  readonly lane: MessagePort
}

/** A context that runs, with its node. */
export interface RunningWorklet {
  readonly context: AudioContext
  readonly node: AudioWorkletNode
}

/** A context that does not run this long after it was asked to, ms, is taken for broken. */
const RESUME_LIMIT_MS = 3_000
/** Pause before a context that the system stopped is resumed, ms. */
const RESUME_PAUSE_MS = 200

/**
 * An `AudioContext` with one worklet node. It is made once, when first needed, since the lane's
 * port lives in its worklet; while nothing needs it, it is suspended and costs no CPU.
 */
export class WorkletContext {
  readonly #options: WorkletContextOptions
  #made: Promise<RunningWorklet> | null = null
  #wanted = false

  constructor(options: WorkletContextOptions) {
    this.#options = options
  }

  /** The context, which need not run. */
  make(): Promise<RunningWorklet> {
    this.#made ??= this.#make()
    return this.#made
  }

  /** Runs the context; rejects when it does not run in time. */
  async run(): Promise<RunningWorklet> {
    this.#wanted = true
    const made = await this.make()
    await this.#obey(made.context)
    return made
  }

  /** Lets the context rest; commands on the lane are still obeyed. */
  rest(): void {
    this.#wanted = false
    // What failed to be made was told to the caller of `run`.
    void this.#made?.then(({ context }) => this.#obey(context)).catch(() => undefined)
  }

  close(): void {
    this.#wanted = false
    void this.#made?.then(({ context }) => context.close()).catch(() => undefined)
    this.#made = null
  }

  async #make(): Promise<RunningWorklet> {
    const { moduleUrl, processor, lane } = this.#options
    const context = new AudioContext(this.#options.context)
    try {
      await context.audioWorklet.addModule(moduleUrl)
      const node = new AudioWorkletNode(context, processor, this.#options.node)
      const handover: LaneHandover = { port: lane }
      node.port.postMessage(handover, [lane])
      // The system may stop a context, as when its sound service dies.
      context.addEventListener('statechange', () => {
        setTimeout(() => void this.#obey(context).catch(() => undefined), RESUME_PAUSE_MS)
      })
      return { context, node }
    } catch (thrown) {
      this.#made = null
      await context.close()
      throw thrown
    }
  }

  async #obey(context: AudioContext): Promise<void> {
    if (context.state === 'closed') return
    if (!this.#wanted) return context.suspend()
    if (context.state === 'running') return
    await inTime(context.resume())
  }
}

/** The same, rejected when it takes longer than `RESUME_LIMIT_MS`. */
async function inTime(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException('The audio context does not run', 'TimeoutError'))
    }, RESUME_LIMIT_MS)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
