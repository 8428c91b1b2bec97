/** The codec's thread; `ThreadCodec` in frame-codec.ts is its other end. */
import { parentPort } from 'node:worker_threads'
import type { CodecAnswer, CodecRequest } from './frame-codec'
import { encodeFrame, warmUpEncoder } from './jpeg-encoder'

async function answer({ id, picture }: CodecRequest): Promise<CodecAnswer> {
  try {
    if (picture === null) {
      await warmUpEncoder()
      return { id, frame: null, failure: null }
    }
    const frame = await encodeFrame(picture.bytes, picture.detail)
    return { id, frame, failure: null }
  } catch (thrown) {
    return { id, frame: null, failure: thrown instanceof Error ? thrown.message : 'unknown' }
  }
}

parentPort?.on('message', (request: CodecRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message))
})
