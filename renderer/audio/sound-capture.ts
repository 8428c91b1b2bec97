import type { CaptureCommand, CaptureReport, CaptureSignal } from './capture-messages'

/**
 * Pieces of a track, about 10 ms each, that wait while the worker gets no time. Chromium drops the
 * oldest beyond that, so it is 10 s: far more than any pause that a working computer makes.
 */
const WAITING_PIECES = 1_000

export interface SoundCaptureEvents {
  readonly onSignal: (signal: CaptureSignal) => void
  /** The detector that was handed over last does not answer, or is lost: nothing is held back. */
  readonly onDetectorLost: () => void
  /** The worker is gone, and what it captured with it. */
  readonly onBroken: () => void
}

/** The page's end of the worker that captures the microphone; it is made when first needed. */
export class SoundCapture {
  readonly #openLane: () => MessagePort
  readonly #events: SoundCaptureEvents
  #worker: Worker | null = null
  /** For the worker that is made next. */
  #lane: MessagePort

  /** `openLane`: a lane to main, which replaces the one before. */
  constructor(openLane: () => MessagePort, events: SoundCaptureEvents) {
    this.#openLane = openLane
    this.#events = events
    this.#lane = openLane()
  }

  /** Captures this track from now on, and none from before. */
  capture(track: MediaStreamTrack): void {
    this.#read('capture', track)
  }

  /** Measures in this track, without processing, whether the microphone is dead. */
  measure(track: MediaStreamTrack): void {
    this.#read('measure', track)
  }

  /** The way to a voice detector, or `null` when there is none. */
  setDetector(port: MessagePort | null): void {
    this.#post({ type: 'detector', port }, port ? [port] : [])
  }

  /** The worker is made anew: it does not do what it should. */
  restart(): void {
    if (!this.#worker) return
    this.close()
    this.#lane = this.#openLane()
    this.#events.onDetectorLost()
  }

  close(): void {
    this.#worker?.terminate()
    this.#worker = null
  }

  #read(type: 'capture' | 'measure', track: MediaStreamTrack): void {
    const { readable: sound } = new MediaStreamTrackProcessor<AudioData>({
      track,
      maxBufferSize: WAITING_PIECES,
    })
    this.#post({ type, sound }, [sound])
  }

  #post(command: CaptureCommand, transfer: Transferable[]): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(command, transfer)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./sound-capture.worker.ts', import.meta.url), {
      type: 'module',
      name: 'sound-capture',
    })
    worker.addEventListener('message', ({ data }: MessageEvent<CaptureReport>) => {
      if (this.#worker !== worker) return
      if (data.kind === 'signal') this.#events.onSignal(data)
      else this.#events.onDetectorLost()
    })
    const onBroken = (): void => {
      if (this.#worker !== worker) return
      this.restart()
      this.#events.onBroken()
    }
    worker.addEventListener('error', onBroken)
    worker.addEventListener('messageerror', onBroken)
    const command: CaptureCommand = { type: 'lane', port: this.#lane }
    worker.postMessage(command, [this.#lane])
    return worker
  }
}
