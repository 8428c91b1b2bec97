import type { DetectorReport, DetectorStart } from './detector-messages'
import {
  DETECTOR_OFF,
  nextDetectorLife,
  startsUntil,
  type DetectorEvent,
  type DetectorLife,
} from './detector-life'

export interface VoiceListenerOptions {
  /**
   * Gives the capture worker its way to the detector once that listens, and `null` when it is gone:
   * nothing is held back without one.
   */
  readonly attach: (detector: MessagePort | null) => void
  /** It has failed for good, and why; `null` when it is wanted no more, or anew. */
  readonly onFailure: (detail: string | null) => void
  readonly startWorker?: () => Worker
}

/** The page's end of the voice detector, whose worker lives only while it is wanted. */
export class VoiceListener {
  readonly #options: VoiceListenerOptions
  #life: DetectorLife = DETECTOR_OFF
  #worker: Worker | null = null
  #limit: ReturnType<typeof setTimeout> | undefined
  /** What broke last. */
  #detail = ''

  constructor(options: VoiceListenerOptions) {
    this.#options = options
  }

  /** A detector that has failed is tried again when it is wanted anew. */
  setWanted(wanted: boolean): void {
    this.#take({ type: wanted ? 'wanted' : 'unwanted' })
  }

  /** One that has failed is tried again now. */
  retry(): void {
    if (this.#life.kind !== 'failed') return
    this.setWanted(false)
    this.setWanted(true)
  }

  /** The capture worker has sound for the detector that listens, and gets no answer. */
  noteHung(): void {
    if (this.#life.kind === 'listening') this.#break('TimeoutError')
  }

  #break(detail: string): void {
    this.#detail = detail
    this.#take({ type: 'broken' })
  }

  #take(event: DetectorEvent): void {
    const before = this.#life
    this.#life = nextDetectorLife(before, event, performance.now())
    if (this.#life === before) return
    if (this.#life.kind !== 'listening') this.#stop()
    if (this.#life.kind === 'starting') this.#start(this.#life)
    if (this.#life.kind === 'failed') this.#options.onFailure(this.#detail)
    else if (before.kind === 'failed') this.#options.onFailure(null)
  }

  #start(life: DetectorLife & { readonly kind: 'starting' }): void {
    const worker = (this.#options.startWorker ?? startWorker)()
    this.#worker = worker
    const { port1: toWorklet, port2: toWorker } = new MessageChannel()
    const breakIfCurrent = (detail: string): void => {
      if (this.#worker === worker) this.#break(detail)
    }
    worker.addEventListener('message', ({ data }: MessageEvent<DetectorReport>) => {
      if (this.#worker !== worker) return
      if (data.kind === 'failed') this.#break(data.name)
      else {
        clearTimeout(this.#limit)
        this.#take({ type: 'ready' })
        this.#options.attach(toWorklet)
      }
    })
    worker.addEventListener('error', () => breakIfCurrent('Error'))
    worker.addEventListener('messageerror', () => breakIfCurrent('DataCloneError'))
    const start: DetectorStart = { port: toWorker }
    worker.postMessage(start, [toWorker])
    this.#detail = 'TimeoutError'
    this.#limit = setTimeout(
      () => this.#take({ type: 'time' }),
      Math.ceil(startsUntil(life) - performance.now()),
    )
  }

  #stop(): void {
    clearTimeout(this.#limit)
    if (!this.#worker) return
    this.#worker.terminate()
    this.#worker = null
    this.#options.attach(null)
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./voice-detector.worker.ts', import.meta.url), {
    type: 'module',
    name: 'voice-detector',
  })
}
