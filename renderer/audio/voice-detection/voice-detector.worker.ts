import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v5.onnx?url'
import type { DetectorSound, DetectorVerdict } from '../capture-messages'
import type { DetectorReport, DetectorStart } from './detector-messages'
import { VoiceDetector } from './voice-detector'

/** While its verdict stays the same, it is told after so many chunks (100 ms), as a sign of life. */
const TELL_CHUNKS = 5

/** Listens for speech away from the page's and the audio's threads. */
addEventListener('message', ({ data }: MessageEvent<DetectorStart>) => {
  listen(data.port).then(
    () => report({ kind: 'ready' }),
    (thrown: unknown) =>
      report({ kind: 'failed', name: thrown instanceof Error ? thrown.name : 'Error' }),
  )
})

async function listen(port: MessagePort): Promise<void> {
  const response = await fetch(modelUrl)
  const model = new Uint8Array(await response.arrayBuffer())
  const detector = new VoiceDetector(model)
  let told: DetectorVerdict['heard'] = 'unknown'
  let judged = 0
  port.onmessage = ({ data }: MessageEvent<DetectorSound>) => {
    detector.push(new Int16Array(data.pcm))
    judged += 1
    if (detector.verdict === told && judged < TELL_CHUNKS) return
    const verdict: DetectorVerdict = { heard: detector.verdict, judged }
    port.postMessage(verdict)
    told = verdict.heard
    judged = 0
  }
}

function report(message: DetectorReport): void {
  postMessage(message)
}
