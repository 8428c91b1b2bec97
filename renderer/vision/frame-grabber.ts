import type { Box } from '@contract/settings'
import type { Composition } from './composition'
import type { GrabberCommand, GrabberFailure } from './grabber-messages'

/**
 * The page's end of its one frame-grabbing worker, which is made at the first share. One that breaks
 * fails the share, and another takes its place.
 */
export class FrameGrabber {
  readonly #openLane: () => MessagePort
  readonly #onFailure: (failure: GrabberFailure) => void
  #worker: Worker | null = null
  /** For the worker that is made next. */
  #lane: MessagePort
  #grabbed: number | null = null

  /** `openLane`: a lane to main, which replaces the one before. */
  constructor(openLane: () => MessagePort, onFailure: (failure: GrabberFailure) => void) {
    this.#openLane = openLane
    this.#onFailure = onFailure
    this.#lane = openLane()
  }

  /** Grabs from these tracks, and no longer from those before. */
  grab(
    shareId: number,
    track: MediaStreamTrack,
    composition: Composition,
    cameraTrack?: MediaStreamTrack | null,
  ): void {
    const { readable } = new MediaStreamTrackProcessor({ track })
    const camera = cameraTrack
      ? new MediaStreamTrackProcessor({ track: cameraTrack }).readable
      : null
    this.#worker ??= this.#startWorker()
    this.#grabbed = shareId
    const transfer = camera ? [readable, camera] : [readable]
    post(this.#worker, { type: 'grab', shareId, readable, camera, composition }, transfer)
  }

  /** Composes the pictures of this share so from now on. */
  compose(shareId: number, composition: Composition): void {
    if (this.#worker) post(this.#worker, { type: 'compose', shareId, composition })
  }

  /** Overlooks what changes in these parts of the source; what they show is sent all the same. */
  overlook(shareId: number, parts: readonly Box[]): void {
    if (this.#worker) post(this.#worker, { type: 'overlook', shareId, parts })
  }

  stop(): void {
    this.#grabbed = null
    if (this.#worker) post(this.#worker, { type: 'stop' })
  }

  close(): void {
    this.#worker?.terminate()
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./frame-grabber.worker.ts', import.meta.url), {
      type: 'module',
      name: 'frame-grabber',
    })
    worker.addEventListener('message', ({ data }: MessageEvent<GrabberFailure>) => {
      this.#onFailure(data)
    })
    worker.addEventListener('error', () => this.#break(worker))
    worker.addEventListener('messageerror', () => this.#break(worker))
    post(worker, { type: 'lane', port: this.#lane }, [this.#lane])
    return worker
  }

  #break(worker: Worker): void {
    if (worker !== this.#worker) return
    worker.terminate()
    this.#worker = null
    this.#lane = this.#openLane()
    const shareId = this.#grabbed
    this.#grabbed = null
    if (shareId !== null) this.#onFailure({ shareId, name: 'WorkerError' })
  }
}

function post(worker: Worker, command: GrabberCommand, transfer: Transferable[] = []): void {
  worker.postMessage(command, transfer)
}
