/** Zero crossings of the sinc on each side: steep enough to keep 0 to 6.8 kHz of 16 kHz whole. */
const ZERO_CROSSINGS = 32
/** Of Kaiser's window: what is above half the new rate is 70 dB lower in the result. */
const KAISER_BETA = 7

/**
 * Brings sound from one sample rate to another, piece by piece, with a windowed sinc for each of the
 * places that an output sample can have between two input samples. Its delay is half the filter:
 * 2 ms to 16 kHz.
 */
export class Resampler {
  /** Output samples come in groups of `#up` for `#down` input samples. */
  readonly #up: number
  readonly #down: number
  readonly #taps: number
  /** One filter after the other, for each of the `#up` places. */
  readonly #filters: Float32Array
  /** What is still needed of the input, oldest first. */
  #input: Float32Array
  #filled: number
  /** Of the next output sample, in parts of 1 / `#up` input samples from the start of `#input`. */
  #place = 0

  constructor(fromHz: number, toHz: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz)
    this.#up = toHz / divisor
    this.#down = fromHz / divisor
    const cutoff = Math.min(1, toHz / fromHz)
    const half = Math.ceil(ZERO_CROSSINGS / cutoff)
    this.#taps = 2 * half
    this.#filters = makeFilters(this.#up, half, cutoff)
    this.#input = new Float32Array(this.#taps)
    // Silence before the first sample, so that the first output is centred on it.
    this.#filled = half - 1
  }

  /** The output for these samples and those before, as far as it can be told yet. */
  push(samples: Float32Array): Float32Array {
    if (this.#up === this.#down) return samples
    this.#append(samples)
    const output = new Float32Array(this.#outputs())
    for (let index = 0; index < output.length; index += 1) {
      output[index] = this.#sampleAt(this.#place)
      this.#place += this.#down
    }
    this.#forget()
    return output
  }

  /** How many output samples have all their input. */
  #outputs(): number {
    const starts = (this.#filled - this.#taps + 1) * this.#up - this.#place
    return Math.max(0, Math.ceil(starts / this.#down))
  }

  #sampleAt(place: number): number {
    const start = Math.floor(place / this.#up)
    const filter = (place % this.#up) * this.#taps
    let sum = 0
    for (let tap = 0; tap < this.#taps; tap += 1) {
      sum += (this.#filters[filter + tap] ?? 0) * (this.#input[start + tap] ?? 0)
    }
    return sum
  }

  #append(samples: Float32Array): void {
    const needed = this.#filled + samples.length
    if (needed > this.#input.length) {
      const larger = new Float32Array(needed)
      larger.set(this.#input.subarray(0, this.#filled))
      this.#input = larger
    }
    this.#input.set(samples, this.#filled)
    this.#filled = needed
  }

  #forget(): void {
    const passed = Math.min(Math.floor(this.#place / this.#up), this.#filled)
    this.#input.copyWithin(0, passed, this.#filled)
    this.#filled -= passed
    this.#place -= passed * this.#up
  }
}

/** For each place between two input samples: what each of the samples around it weighs. */
function makeFilters(places: number, half: number, cutoff: number): Float32Array {
  const taps = 2 * half
  const filters = new Float32Array(places * taps)
  for (let place = 0; place < places; place += 1) {
    const weights = Array.from({ length: taps }, (_, tap) => {
      const distance = tap - (half - 1) - place / places
      return sinc(distance * cutoff) * kaiser(distance / half)
    })
    // Each place weighs the same, so that a steady level stays steady.
    const sum = weights.reduce((total, weight) => total + weight, 0)
    weights.forEach((weight, tap) => (filters[place * taps + tap] = weight / sum))
  }
  return filters
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** Kaiser's window at −1…1. */
function kaiser(x: number): number {
  if (Math.abs(x) >= 1) return 0
  return besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) / besselI0(KAISER_BETA)
}

/** The modified Bessel function of order zero, by its series. */
function besselI0(x: number): number {
  let sum = 1
  let term = 1
  for (let n = 1; term > 1e-9 * sum; n += 1) {
    term *= (x / (2 * n)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
