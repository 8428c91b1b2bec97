/** Hands-free with voice detection on this computer, as the server gets it. */
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { MICROPHONE } from '@contract/media'
import type { Connection } from '../../simulator/simulator'
import { bench, eventually, goLive, type Bench } from './harness'

const CHUNKS_PER_SECOND = 1_000 / MICROPHONE.chunkMs
/** 300 ms, what the detector takes to believe speech, and the chunk in which it does. */
const BEFORE_SPEECH = 21

interface Listening extends Bench {
  /** So many chunks are captured, each of which holds its number, which counts up. */
  capture(count: number): void
}

/** Live, with a detector that hears nothing. */
async function listening(): Promise<Listening> {
  const b = await bench()
  let number = 0
  await b.engine.updateSettings({ localVoiceDetection: true })
  await goLive(b)
  b.microphone.hear('long-pause')
  return {
    ...b,
    capture: (count) => {
      for (let i = 0; i < count; i += 1) {
        b.microphone.push(new Int16Array(MICROPHONE.chunkSamples).fill(number).buffer)
        number += 1
      }
    },
  }
}

/** What a connection received: numbers of chunks from-to, and other messages by their kind. */
function received(connection: Connection | undefined): string[] {
  const words: string[] = []
  let chunk = 0
  for (const { kind } of connection?.received ?? []) {
    if (kind !== 'audio') {
      // A text is but the mark of `flushed`.
      if (kind !== 'text') words.push(kind)
      continue
    }
    const number = connection?.audio.readInt16LE(chunk * MICROPHONE.chunkBytes) ?? -1
    chunk += 1
    const [from, to] = /^(\d+)-(\d+)$/.exec(words.at(-1) ?? '')?.slice(1) ?? []
    if (Number(to) === number - 1) words[words.length - 1] = `${from ?? ''}-${number}`
    else words.push(`${number}-${number}`)
  }
  return words
}

/** All that was captured so far has come through the lane and over the socket. */
async function flushed(b: Bench): Promise<void> {
  const connection = b.simulator.connections.at(-1)
  const texts = (): number => connection?.received.filter(({ kind }) => kind === 'text').length ?? 0
  // First what the lane has to deliver.
  await setImmediate()
  const before = texts()
  b.engine.conversation.sendText('mark')
  await eventually(() => expect(texts()).toBe(before + 1))
}

describe('local voice detection', () => {
  it('streams no silence, speech with what came before it, and ends the stream once', async () => {
    const b = await listening()
    b.capture(100)
    await flushed(b)
    b.microphone.hear('speech')
    b.capture(30)
    b.microphone.hear('short-pause')
    b.capture(CHUNKS_PER_SECOND)
    b.microphone.hear('long-pause')
    b.capture(200)
    await flushed(b)
    b.microphone.hear('speech')
    b.capture(10)
    b.microphone.hear('long-pause')
    b.microphone.hear('long-pause')
    b.capture(10)
    await flushed(b)
    const again = 100 + 30 + CHUNKS_PER_SECOND + 200
    expect(received(b.simulator.connections[0])).toEqual([
      `${100 - BEFORE_SPEECH}-${129 + CHUNKS_PER_SECOND}`,
      'audioStreamEnd',
      `${again - BEFORE_SPEECH}-${again + 9}`,
      'audioStreamEnd',
    ])
    const { counters } = b.engine.state.current
    expect(counters.microphoneDroppedMs).toBe(0)
  })

  it('goes on over the next connection where the first was lost, in speech and in silence', async () => {
    const b = await listening()
    b.capture(50)
    b.microphone.hear('speech')
    b.capture(10)
    await eventually(() => expect(received(b.simulator.connections[0])).toEqual(['29-59']))
    b.simulator.connections[0]?.terminate()
    await b.until(({ session }) => session.kind === 'reconnecting')
    b.capture(10)
    b.microphone.hear('long-pause')
    b.capture(100)
    await b.until(({ session }) => session.kind === 'live')
    await eventually(() =>
      expect(received(b.simulator.connections[1])).toEqual(['60-69', 'audioStreamEnd']),
    )
    b.simulator.connections[1]?.terminate()
    await b.until(({ session }) => session.kind === 'reconnecting')
    await b.until(({ session }) => session.kind === 'live')
    b.capture(100)
    await flushed(b)
    b.microphone.hear('speech')
    b.capture(1)
    await eventually(() => expect(received(b.simulator.connections[2])).toEqual(['249-270']))
  })

  it('is switched off in the middle of silence, and on again, and cuts nothing', async () => {
    const b = await listening()
    b.capture(100)
    await b.engine.updateSettings({ localVoiceDetection: false })
    b.capture(50)
    await flushed(b)
    await b.engine.updateSettings({ localVoiceDetection: true })
    b.capture(50)
    await flushed(b)
    expect(received(b.simulator.connections[0])).toEqual([
      `${100 - BEFORE_SPEECH}-149`,
      // The server is not to wait for the rest of a sentence that does not come.
      'audioStreamEnd',
    ])
  })

  it('is switched off in the middle of speech, and no end of the stream cuts that short', async () => {
    const b = await listening()
    b.capture(20)
    b.microphone.hear('speech')
    b.capture(10)
    await b.engine.updateSettings({ localVoiceDetection: false })
    b.microphone.hear('long-pause')
    b.capture(100)
    await flushed(b)
    expect(received(b.simulator.connections[0])).toEqual(['0-129'])
  })

  it('that hangs is noticed after a second of sound, all of which is sent', async () => {
    const b = await listening()
    b.capture(100)
    b.microphone.hangDetector()
    b.capture(CHUNKS_PER_SECOND)
    await flushed(b)
    b.capture(CHUNKS_PER_SECOND)
    await flushed(b)
    expect(received(b.simulator.connections[0])).toEqual([
      `${101 - BEFORE_SPEECH}-${99 + 2 * CHUNKS_PER_SECOND}`,
    ])
    expect(b.engine.state.current.talk.speechHeard).toBe(false)
  })

  it('that is lost in the middle of speech does not end it', async () => {
    const b = await listening()
    b.microphone.hear('speech')
    b.capture(10)
    b.microphone.dropDetector()
    b.capture(10)
    await flushed(b)
    expect(received(b.simulator.connections[0])).toEqual(['0-19'])
  })
})
