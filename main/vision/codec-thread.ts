/** The codec's thread; `ThreadCodec` in frame-codec.ts is its other end. */
import { parentPort } from 'node:worker_threads'
import type { CodecAnswer, CodecRequest } from './frame-codec'
import { encodeFrame } from './jpeg-encoder'

async function answer({ id, picture, detail }: CodecRequest): Promise<CodecAnswer> {
  try {
    const frame = await encodeFrame(picture, detail)
    return { id, frame, failure: null }
  } catch (thrown) {
    return { id, frame: null, failure: thrown instanceof Error ? thrown.message : 'unknown' }
  }
}

parentPort?.on('message', (request: CodecRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message))
})
