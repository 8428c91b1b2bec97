import type { DetectorReport, DetectorStart } from './detector-messages'

/** The page's end of the voice detector, whose worker lives only while it is wanted. */
export class VoiceListener {
  readonly #attach: (detector: MessagePort | null) => void
  readonly #onFailure: (name: string) => void
  #worker: Worker | null = null
  #wanted = false

  /**
   * `attach` gives the capture worklet its way to the detector once that listens, and `null` when
   * it is gone: nothing is held back without one. `onFailure` is told why, once for each failure.
   */
  constructor(attach: (detector: MessagePort | null) => void, onFailure: (name: string) => void) {
    this.#attach = attach
    this.#onFailure = onFailure
  }

  /** A detector that has failed is tried again when it is wanted anew. */
  setWanted(wanted: boolean): void {
    if (wanted === this.#wanted) return
    this.#wanted = wanted
    if (wanted) this.#start()
    else this.#stop()
  }

  #start(): void {
    const worker = new Worker(new URL('./voice-detector.worker.ts', import.meta.url), {
      type: 'module',
      name: 'voice-detector',
    })
    this.#worker = worker
    const { port1: toWorklet, port2: toWorker } = new MessageChannel()
    const fail = (name: string): void => {
      if (this.#worker !== worker) return
      this.#stop()
      this.#onFailure(name)
    }
    worker.addEventListener('message', ({ data }: MessageEvent<DetectorReport>) => {
      if (this.#worker !== worker) return
      if (data.kind === 'ready') this.#attach(toWorklet)
      else fail(data.name)
    })
    worker.addEventListener('error', () => fail('Error'))
    worker.addEventListener('messageerror', () => fail('DataCloneError'))
    const start: DetectorStart = { port: toWorker }
    worker.postMessage(start, [toWorker])
  }

  #stop(): void {
    if (!this.#worker) return
    this.#worker.terminate()
    this.#worker = null
    this.#attach(null)
  }
}
