import type { Detail } from '@contract/settings'
import { Worker } from 'node:worker_threads'
import { encodeFrame, warmUpEncoder, type EncodedFrame } from './jpeg-encoder'

/** Makes what is sent of what is captured. */
export interface FrameCodec {
  /** Loads it, so that the first picture of a share does not wait; does nothing once it is there. */
  warmUp(): Promise<void>
  /** Rejects for bytes that are no picture. */
  encode(picture: Uint8Array, detail: Detail): Promise<EncodedFrame>
  /** Gives its memory back until it is used again; what is being encoded is rejected. */
  rest(): void
}

/** The codec on the thread of whoever calls it. */
export const directCodec: FrameCodec = {
  warmUp: warmUpEncoder,
  encode: encodeFrame,
  rest: () => undefined,
}

/** To the codec's thread; `encode` is answered with the same id. */
export interface CodecRequest {
  readonly id: number
  /** `null`: warm up. */
  readonly picture: { readonly bytes: Uint8Array; readonly detail: Detail } | null
}

/** From the codec's thread; neither frame nor failure: it is warm. */
export interface CodecAnswer {
  readonly id: number
  readonly frame: EncodedFrame | null
  readonly failure: string | null
}

/** A thread that takes longer to answer, ms, hangs: loading and the largest picture take 1 s. */
const ANSWER_LIMIT_MS = 10_000

interface Awaited {
  readonly limit: NodeJS.Timeout
  readonly resolve: (frame: EncodedFrame | null) => void
  readonly reject: (error: Error) => void
}

/**
 * The codec on a thread of its own, which neither loading (200 ms) nor encoding (50 ms and more)
 * keeps from anything else. The thread is started when it is needed.
 */
export class ThreadCodec implements FrameCodec {
  readonly #script: string
  readonly #awaited = new Map<number, Awaited>()
  #thread: Worker | null = null
  /** Threads that have not answered yet. */
  readonly #loading = new WeakSet<Worker>()
  #requests = 0

  /** `script`: the built `codec-thread`, an absolute path. */
  constructor(script: string) {
    this.#script = script
  }

  async warmUp(): Promise<void> {
    if (this.#thread === null) await this.#ask(null)
  }

  async encode(picture: Uint8Array, detail: Detail): Promise<EncodedFrame> {
    const frame = await this.#ask({ bytes: picture, detail })
    if (frame === null) throw new Error('The codec gave no picture')
    return frame
  }

  rest(): void {
    this.#end(new Error('The codec rests'))
  }

  #ask(picture: CodecRequest['picture']): Promise<EncodedFrame | null> {
    const thread = (this.#thread ??= this.#start())
    this.#requests += 1
    const request: CodecRequest = { id: this.#requests, picture }
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.#loading.delete(thread)
        if (this.#thread === thread) this.#end(new Error('The codec hangs'))
      }, ANSWER_LIMIT_MS)
      limit.unref()
      this.#awaited.set(request.id, { limit, resolve, reject })
      thread.postMessage(request)
    })
  }

  #start(): Worker {
    const thread = new Worker(this.#script, { name: 'frame-codec' })
    this.#loading.add(thread)
    thread.on('message', ({ id, frame, failure }: CodecAnswer) => {
      this.#loading.delete(thread)
      const awaited = this.#awaited.get(id)
      clearTimeout(awaited?.limit)
      this.#awaited.delete(id)
      if (failure === null) awaited?.resolve(frame)
      else awaited?.reject(new Error(failure))
    })
    // The next picture gets a new thread.
    const gone = (error: Error): void => {
      if (this.#thread === thread) this.#forget(error)
    }
    thread.on('error', gone)
    thread.on('exit', () => gone(new Error('The codec has ended')))
    thread.unref()
    return thread
  }

  #end(error: Error): void {
    const thread = this.#thread
    this.#forget(error)
    if (thread === null) return
    if (!this.#loading.has(thread)) {
      void thread.terminate()
      return
    }
    // Whatever files it has open as it loads would stay open (seen with Node 20): it may finish that.
    const limit = setTimeout(() => void thread.terminate(), ANSWER_LIMIT_MS)
    limit.unref()
    thread.once('message', () => void thread.terminate())
    thread.once('exit', () => clearTimeout(limit))
  }

  #forget(error: Error): void {
    this.#thread = null
    for (const { limit, reject } of this.#awaited.values()) {
      clearTimeout(limit)
      reject(error)
    }
    this.#awaited.clear()
  }
}
