/**
 * Silero VAD, version 5, at 16 kHz: the probability that a piece of 32 ms holds speech. The network
 * is small enough (0.3 million weights) to be computed as it stands; its runtime in WebAssembly
 * would be 14 MB, and a hundred MB of memory.
 *
 * The weights are those of the Silero Team (https://github.com/snakers4/silero-vad, MIT licence).
 */
import { readBranchWeights } from './onnx-weights'

/** Samples at 16 kHz that the network takes at a time. */
export const SILERO_SAMPLES = 512
/** Samples from before that it is shown again. */
const CONTEXT = 64
/** Window and step of the short-time Fourier transform; its end is padded by reflection. */
const WINDOW = 256
const STEP = 128
const PADDED = CONTEXT + SILERO_SAMPLES + CONTEXT
const BINS = WINDOW / 2 + 1
const HIDDEN = 128

interface Layer {
  /** For each output: the inputs of three steps of time, one step after the other. */
  readonly weight: Float32Array
  readonly bias: Float32Array
  readonly inputs: number
  readonly stride: number
}

/** What a layer sees: its channels at each step of time, between two steps of silence. */
interface Steps {
  readonly values: Float32Array
  readonly count: number
}

/** The network with its memory of what it has heard. */
export class Silero {
  readonly #basis: Float32Array
  readonly #encoder: readonly Layer[]
  readonly #inputWeights: Float32Array
  readonly #hiddenWeights: Float32Array
  readonly #gateBias: Float32Array
  readonly #outWeights: Float32Array
  readonly #outBias: number
  readonly #padded = new Float32Array(PADDED)
  readonly #hidden = new Float32Array(HIDDEN)
  readonly #cell = new Float32Array(HIDDEN)
  readonly #gates = new Float32Array(4 * HIDDEN)

  /** `file` is the package's `silero_vad_v5.onnx`; throws when it is anything else. */
  constructor(file: Uint8Array<ArrayBuffer>) {
    const weights = readBranchWeights(file, 'then_branch')
    const take = (name: string, length: number): Float32Array => {
      const found = weights.get(name)
      if (found?.length !== length) throw new Error(`The model lacks ${name}`)
      return found
    }
    const layer = (index: number, inputs: number, outputs: number, stride: number): Layer => ({
      weight: stepByStep(
        take(`encoder.${index}.reparam_conv.weight`, outputs * inputs * 3),
        inputs,
      ),
      bias: take(`encoder.${index}.reparam_conv.bias`, outputs),
      inputs,
      stride,
    })
    this.#basis = take('stft.forward_basis_buffer', 2 * BINS * WINDOW)
    this.#encoder = [
      layer(0, BINS, 128, 1),
      layer(1, 128, 64, 2),
      layer(2, 64, 64, 2),
      layer(3, 64, 128, 1),
    ]
    this.#inputWeights = take('decoder.rnn.weight_ih', 4 * HIDDEN * HIDDEN)
    this.#hiddenWeights = take('decoder.rnn.weight_hh', 4 * HIDDEN * HIDDEN)
    const hiddenBias = take('decoder.rnn.bias_hh', 4 * HIDDEN)
    this.#gateBias = take('decoder.rnn.bias_ih', 4 * HIDDEN).map(
      (bias, gate) => bias + (hiddenBias[gate] ?? 0),
    )
    this.#outWeights = take('decoder.decoder.2.weight', HIDDEN)
    this.#outBias = take('decoder.decoder.2.bias', 1)[0] ?? 0
  }

  /** The probability of speech, from 0 to 1, in the next 512 samples between -1 and 1. */
  probability(samples: Float32Array): number {
    const padded = this.#padded
    padded.copyWithin(0, SILERO_SAMPLES, SILERO_SAMPLES + CONTEXT)
    padded.set(samples, CONTEXT)
    const end = CONTEXT + SILERO_SAMPLES
    for (let index = 0; index < CONTEXT; index += 1) {
      padded[end + index] = padded[end - 2 - index] ?? 0
    }
    const encoded = this.#encoder.reduce(convolve, magnitudes(padded, this.#basis))
    // One step is left, behind the step of silence.
    this.#remember(encoded.values.subarray(HIDDEN, 2 * HIDDEN))
    let sum = this.#outBias
    for (let index = 0; index < HIDDEN; index += 1) {
      sum += Math.max(0, this.#hidden[index] ?? 0) * (this.#outWeights[index] ?? 0)
    }
    return sigmoid(sum)
  }

  /** One step of the LSTM; its gates stand in the order input, forget, cell, output. */
  #remember(input: Float32Array): void {
    const gates = this.#gates
    for (let gate = 0; gate < gates.length; gate += 1) {
      gates[gate] =
        (this.#gateBias[gate] ?? 0) +
        dot(this.#inputWeights, gate * HIDDEN, input, 0, HIDDEN) +
        dot(this.#hiddenWeights, gate * HIDDEN, this.#hidden, 0, HIDDEN)
    }
    for (let index = 0; index < HIDDEN; index += 1) {
      const gate = (number: number): number => gates[number * HIDDEN + index] ?? 0
      const cell =
        sigmoid(gate(1)) * (this.#cell[index] ?? 0) + sigmoid(gate(0)) * Math.tanh(gate(2))
      this.#cell[index] = cell
      this.#hidden[index] = sigmoid(gate(3)) * Math.tanh(cell)
    }
  }
}

/** The strength of each frequency over time. */
function magnitudes(padded: Float32Array, basis: Float32Array): Steps {
  const count = (PADDED - WINDOW) / STEP + 1
  const values = new Float32Array((count + 2) * BINS)
  for (let time = 0; time < count; time += 1) {
    for (let bin = 0; bin < BINS; bin += 1) {
      const real = dot(basis, bin * WINDOW, padded, time * STEP, WINDOW)
      const imaginary = dot(basis, (BINS + bin) * WINDOW, padded, time * STEP, WINDOW)
      values[(time + 1) * BINS + bin] = Math.sqrt(real * real + imaginary * imaginary)
    }
  }
  return { values, count }
}

/** A convolution over three steps of time, cut at zero. */
function convolve(input: Steps, { weight, bias, inputs, stride }: Layer): Steps {
  const outputs = bias.length
  const count = Math.floor((input.count - 1) / stride) + 1
  const values = new Float32Array((count + 2) * outputs)
  for (let time = 0; time < count; time += 1) {
    for (let output = 0; output < outputs; output += 1) {
      const from = output * 3 * inputs
      const sum = dot(weight, from, input.values, time * stride * inputs, 3 * inputs)
      values[(time + 1) * outputs + output] = Math.max(0, sum + (bias[output] ?? 0))
    }
  }
  return { values, count }
}

/** Weights of output × input × step, put as output × step × input, so that they are read in a row. */
function stepByStep(weight: Float32Array, inputs: number): Float32Array {
  return weight.map((_, index) => {
    const output = Math.floor(index / (3 * inputs))
    const step = Math.floor(index / inputs) % 3
    return weight[(output * inputs + (index % inputs)) * 3 + step] ?? 0
  })
}

/** Four sums at a time, as one would wait for itself. */
function dot(
  a: Float32Array,
  aFrom: number,
  b: Float32Array,
  bFrom: number,
  length: number,
): number {
  let w = 0
  let x = 0
  let y = 0
  let z = 0
  const end = length - (length % 4)
  for (let index = 0; index < end; index += 4) {
    const at = aFrom + index
    const other = bFrom + index
    w += (a[at] ?? 0) * (b[other] ?? 0)
    x += (a[at + 1] ?? 0) * (b[other + 1] ?? 0)
    y += (a[at + 2] ?? 0) * (b[other + 2] ?? 0)
    z += (a[at + 3] ?? 0) * (b[other + 3] ?? 0)
  }
  for (let index = end; index < length; index += 1) {
    w += (a[aFrom + index] ?? 0) * (b[bFrom + index] ?? 0)
  }
  return w + x + y + z
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))
