/** Speech of which every chunk says its number, so that what is lost or doubled can be told exactly. */
import { MICROPHONE } from '@contract/media'

const CHUNK_BYTES = MICROPHONE.chunkSamples * 2

/** One chunk that holds its number, and is otherwise so quiet that nobody takes it for speech. */
export function codedChunk(number: number): ArrayBuffer {
  const samples = new Int16Array(MICROPHONE.chunkSamples)
  samples[0] = number
  return samples.buffer
}

/** The numbers of the chunks in what a server received over one connection after another. */
export function numbersIn(sounds: readonly Buffer[]): number[] {
  return sounds.flatMap((sound) => {
    const numbers: number[] = []
    for (let at = 0; at + CHUNK_BYTES <= sound.length; at += CHUNK_BYTES) {
      numbers.push(sound.readInt16LE(at))
    }
    return numbers
  })
}

/** What became of chunks 0 to `said` - 1. */
export function accountOf(
  numbers: readonly number[],
  said: number,
): {
  readonly lost: readonly number[]
  readonly doubled: number
  readonly isInOrder: boolean
} {
  const arrived = new Set(numbers)
  return {
    lost: Array.from({ length: said }, (_, number) => number).filter((each) => !arrived.has(each)),
    doubled: numbers.length - arrived.size,
    isInOrder: numbers.every((number, index) => number > (numbers[index - 1] ?? -1)),
  }
}
