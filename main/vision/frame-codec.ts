import type { Detail } from '@contract/settings'
import { Worker } from 'node:worker_threads'
import { encodeFrame, type EncodedFrame } from './jpeg-encoder'
import { jpegSize } from './jpeg-size'
import { formOf } from './picture-form'

/** Fits pictures that are too large to be sent as they are. */
export interface FrameCodec {
  /** Rejects for bytes that are no picture. */
  encode(picture: Uint8Array, detail: Detail): Promise<EncodedFrame>
  /** Gives its memory back until it is used again; what is being encoded is rejected. */
  rest(): void
}

/** The codec on the thread of whoever calls it. */
export const directCodec: FrameCodec = {
  encode: encodeFrame,
  rest: () => undefined,
}

/**
 * The page's worker makes pictures as they are to be sent: those go on untouched. Others were made
 * before the detail was lowered, and are fitted. Rejects for bytes that are no picture.
 */
export async function fitFrame(
  codec: FrameCodec,
  picture: Uint8Array<ArrayBuffer>,
  detail: Detail,
): Promise<EncodedFrame> {
  const size = jpegSize(picture)
  const fits = size && Math.max(size.width, size.height) <= formOf(detail).longSide
  return fits ? { jpeg: picture, ...size } : codec.encode(picture, detail)
}

/** To the codec's thread, which answers with the same id. */
export interface CodecRequest {
  readonly id: number
  readonly picture: Uint8Array
  readonly detail: Detail
}

/** From the codec's thread. */
export type CodecAnswer =
  | { readonly id: number; readonly frame: EncodedFrame; readonly failure: null }
  | { readonly id: number; readonly frame: null; readonly failure: string }

interface Awaited {
  readonly resolve: (frame: EncodedFrame) => void
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
  #requests = 0

  /** `script`: the built `codec-thread`, an absolute path. */
  constructor(script: string) {
    this.#script = script
  }

  encode(picture: Uint8Array, detail: Detail): Promise<EncodedFrame> {
    const thread = (this.#thread ??= this.#start())
    this.#requests += 1
    const request: CodecRequest = { id: this.#requests, picture, detail }
    return new Promise((resolve, reject) => {
      this.#awaited.set(request.id, { resolve, reject })
      thread.postMessage(request)
    })
  }

  rest(): void {
    const thread = this.#thread
    this.#forget(new Error('The codec rests'))
    void thread?.terminate()
  }

  #start(): Worker {
    const thread = new Worker(this.#script, { name: 'frame-codec' })
    thread.on('message', ({ id, frame, failure }: CodecAnswer) => {
      const awaited = this.#awaited.get(id)
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

  #forget(error: Error): void {
    this.#thread = null
    for (const { reject } of this.#awaited.values()) reject(error)
    this.#awaited.clear()
  }
}
