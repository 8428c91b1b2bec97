import type { GrabberCommand, GrabberFailure } from './grabber-messages'

/** The page's end of its one frame-grabbing worker, which is made at the first share. */
export class FrameGrabber {
  readonly #lane: MessagePort
  readonly #onFailure: (failure: GrabberFailure) => void
  #worker: Worker | null = null

  constructor(lane: MessagePort, onFailure: (failure: GrabberFailure) => void) {
    this.#lane = lane
    this.#onFailure = onFailure
  }

  grab(shareId: number, track: MediaStreamTrack): void {
    const { readable } = new MediaStreamTrackProcessor({ track })
    this.#worker ??= this.#startWorker()
    post(this.#worker, { type: 'grab', shareId, readable }, [readable])
  }

  stop(): void {
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
    post(worker, { type: 'lane', port: this.#lane }, [this.#lane])
    return worker
  }
}

function post(worker: Worker, command: GrabberCommand, transfer: Transferable[] = []): void {
  worker.postMessage(command, transfer)
}
