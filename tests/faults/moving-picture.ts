/** A shared screen that changes all the time. */
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import type { Bench } from '../protocol/harness'
import { ROWS_SEED } from './rows'
import { seededRandom } from './seeded-random'

/** How often the page shows another picture, in ms. */
const EVERY_MS = 200

/** Of noise, which no encoder makes small. */
async function noisyPicture(width: number, height: number): Promise<ArrayBuffer> {
  const random = seededRandom(ROWS_SEED)
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, () => random() * 256))
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 60 })
    .toBuffer()
  return new Uint8Array(bytes).buffer
}

/** Shares a picture that changes all the time; tells when pictures were handed to the socket. */
export async function showAlways(b: Bench): Promise<{ readonly sentAt: readonly number[] }> {
  const [width, height] = [320, 240]
  const jpeg = await noisyPicture(width, height)
  b.engine.sharing.start({ kind: 'screen', id: 'screen:0:0', name: 'Entire screen' })
  const { sharing } = b.engine.state.current
  const shareId = sharing.kind === 'off' ? 0 : sharing.shareId
  b.engine.sharing.hear({ kind: 'on', shareId })
  const sentAt: number[] = []
  onTestFinished(b.engine.onFrameSent(() => sentAt.push(performance.now())))
  let frameId = 0
  const show = (): void => {
    const about = { frameId: (frameId += 1), coversRevision: 0, capturedAt: Date.now(), shareId }
    b.frames.receive({ type: 'frame', jpeg: jpeg.slice(0), width, height, ...about })
  }
  const timer = setInterval(show, EVERY_MS)
  onTestFinished(() => clearInterval(timer))
  return { sentAt }
}
