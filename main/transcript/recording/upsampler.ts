/** Zero crossings of the sinc on each side: 0 to 7 kHz stay whole. */
const HALF = 16
const TAPS = 2 * HALF
/** Output samples for each two of the input: their places between two input samples, in thirds. */
const PLACES = [0, 2, 4] as const

/**
 * Brings the microphone's 16 kHz to the 24 kHz of a recording, piece by piece, with a sinc in a Hann
 * window for each of the three places that an output sample can have between two input samples.
 */
export class Upsampler {
  /** How much later the output is than its input, in ms. */
  static readonly delayMs = HALF / 16
  readonly #filters = PLACES.map((thirds) => makeFilter((thirds % 3) / 3))
  #before = new Int16Array(TAPS)

  /** @param samples 16 bit at 16 kHz, an even number; half as many more come out */
  push(samples: Int16Array): Int16Array {
    const input = new Int16Array(TAPS + samples.length)
    input.set(this.#before)
    input.set(samples, TAPS)
    this.#before = input.slice(-TAPS)
    const output = new Int16Array((samples.length / 2) * 3)
    for (let index = 0; index < output.length; index += 1) {
      output[index] = this.#sampleAt(input, index)
    }
    return output
  }

  #sampleAt(input: Int16Array, index: number): number {
    const filter = this.#filters[index % 3] ?? []
    const first = Math.floor((index * 2) / 3) + 1
    let sum = 0
    for (let tap = 0; tap < TAPS; tap += 1) sum += (filter[tap] ?? 0) * (input[first + tap] ?? 0)
    return Math.max(-32_768, Math.min(32_767, Math.round(sum)))
  }
}

/** What each input sample weighs for an output sample so far behind the middle one, from 0 to 1. */
function makeFilter(place: number): readonly number[] {
  const weights = Array.from({ length: TAPS }, (_, tap) => {
    const distance = tap - (HALF - 1) - place
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance)
    return sinc * Math.cos((Math.PI * distance) / TAPS) ** 2
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
