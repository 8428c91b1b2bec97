/** Where nothing was read for so long, ms, other messages may wait as well, sent before this sound. */
const STOOD_STILL_MS = 50

/** Reads a track's sound to its end, or until it is stopped. */
export class SoundReader {
  readonly #reader: ReadableStreamDefaultReader<AudioData>
  #ended = false

  /** `onSound` is called with each piece, which is closed when it returns. */
  constructor(sound: ReadableStream<AudioData>, onSound: (piece: AudioData) => void) {
    this.#reader = sound.getReader()
    this.#read(onSound).catch(reportError)
  }

  /** The track is at its end, or this was stopped. */
  get ended(): boolean {
    return this.#ended
  }

  stop(): void {
    this.#ended = true
    this.#reader.cancel().catch(() => undefined)
  }

  async #read(onSound: (piece: AudioData) => void): Promise<void> {
    let readAt = performance.now()
    for (;;) {
      const { value } = await this.#reader.read()
      if (!value) break
      try {
        // A backlog is read in one go: what was commanded meanwhile is to be known before.
        if (performance.now() - readAt > STOOD_STILL_MS) await waitingMessages()
        readAt = performance.now()
        if (!this.#ended) onSound(value)
      } finally {
        value.close()
      }
    }
    this.#ended = true
  }
}

/** Resolves when the messages that wait have been handed out. */
function waitingMessages(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** The samples of a piece with its channels mixed to one, -1…1. */
export function monoOf(piece: AudioData): Float32Array {
  const { numberOfChannels, numberOfFrames } = piece
  const mono = new Float32Array(numberOfFrames)
  piece.copyTo(mono, { planeIndex: 0, format: 'f32-planar' })
  if (numberOfChannels === 1) return mono
  const channel = new Float32Array(numberOfFrames)
  for (let planeIndex = 1; planeIndex < numberOfChannels; planeIndex += 1) {
    piece.copyTo(channel, { planeIndex, format: 'f32-planar' })
    channel.forEach((sample, index) => (mono[index] = (mono[index] ?? 0) + sample))
  }
  return mono.map((sample) => sample / numberOfChannels)
}
