import type { Socket } from 'node:net'

/** How a network treats what goes one way. */
export interface Weather {
  /** Each piece arrives so much later, in ms. */
  readonly latencyMs: number
  /** Up to so much more, evenly spread, in ms. Order is kept, as TCP keeps it. */
  readonly jitterMs: number
  /** `Infinity`: as fast as it comes. */
  readonly bytesPerSecond: number
  /** One bit of about every so many bytes is flipped; `Infinity`: none. */
  readonly corruptEveryBytes: number
  /** Byte by byte, each in a turn of its own. */
  readonly drip: boolean
  /** `stall`: nothing is read any more. `swallow`: what is read goes nowhere. */
  readonly flow: 'pass' | 'stall' | 'swallow'
}

export const FAIR_WEATHER: Weather = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Infinity,
  corruptEveryBytes: Infinity,
  drip: false,
  flow: 'pass',
}

/** So much waits in the pipe before it stops reading, and the sender's own buffers fill. */
const MOST_WAITING_BYTES = 16 * 1024

/** What a long way holds waits for nothing; of that so much at most. */
const MOST_UNDER_WAY_BYTES = 1024 * 1024

/** What a narrow network takes at a time. */
const SEGMENT_BYTES = 1_460

/** One direction of a link: bytes go in at `source`, and come out at `sink` as the weather has it. */
export class ChaosPipe {
  readonly #source: Socket
  readonly #sink: Socket
  readonly #random: () => number
  #weather: Weather
  #waiting: { readonly bytes: Buffer; readonly due: number }[] = []
  #waitingBytes = 0
  /** When the last piece is due, and when the wire is free again; ms of `performance.now()`. */
  #lastDue = 0
  #wireFree = 0
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined
  #ended = false
  #delivered = 0

  constructor(source: Socket, sink: Socket, weather: Weather, random: () => number) {
    this.#source = source
    this.#sink = sink
    this.#weather = weather
    this.#random = random
    source.setNoDelay()
    source.on('data', (bytes: Buffer) => this.#take(bytes))
    for (const end of ['end', 'close']) {
      source.on(end, () => {
        this.#ended = true
        this.#deliver()
      })
    }
    sink.on('close', () => this.#forget())
    this.#steer()
  }

  /** Bytes that came out at the sink so far. */
  get delivered(): number {
    return this.#delivered
  }

  /** What waits is still delivered as it was to be. */
  set weather(weather: Weather) {
    this.#weather = weather
    this.#steer()
  }

  #take(bytes: Buffer): void {
    if (this.#weather.flow === 'swallow') return
    this.#corrupt(bytes)
    for (const piece of this.#piecesOf(bytes)) {
      this.#waiting.push({ bytes: piece, due: this.#dueOf(piece.length) })
      this.#waitingBytes += piece.length
    }
    this.#steer()
    this.#wake()
  }

  #piecesOf(bytes: Buffer): Buffer[] {
    const { drip, bytesPerSecond } = this.#weather
    if (!drip && bytesPerSecond === Infinity) return [bytes]
    const size = drip ? 1 : SEGMENT_BYTES
    return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    )
  }

  #dueOf(bytes: number): number {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#weather
    const now = performance.now()
    this.#wireFree = Math.max(this.#wireFree, now) + (bytes / bytesPerSecond) * 1_000
    const due = this.#wireFree + latencyMs + jitterMs * this.#random()
    this.#lastDue = Math.max(this.#lastDue, due)
    return this.#lastDue
  }

  #corrupt(bytes: Buffer): void {
    const { corruptEveryBytes } = this.#weather
    if (corruptEveryBytes === Infinity) return
    for (const [at, byte] of bytes.entries()) {
      if (this.#random() * corruptEveryBytes < 1) {
        bytes[at] = byte ^ (1 << Math.floor(this.#random() * 8))
      }
    }
  }

  #wake(): void {
    if (this.#timer !== undefined) return
    const [next] = this.#waiting
    if (!next) return
    const delayMs = next.due - performance.now()
    const deliver = (): void => {
      this.#timer = undefined
      this.#deliver()
    }
    this.#timer = delayMs > 1 ? setTimeout(deliver, delayMs) : setImmediate(deliver)
  }

  #deliver(): void {
    const now = performance.now()
    // Those that drip come one in a turn; of the others all that are due.
    for (let next = this.#waiting[0]; next && next.due <= now + 1; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#waitingBytes -= next.bytes.length
      this.#delivered += next.bytes.length
      if (this.#sink.writable) this.#sink.write(next.bytes)
      if (next.bytes.length === 1) break
    }
    this.#steer()
    if (this.#waiting.length > 0) this.#wake()
    else if (this.#ended) this.#sink.end()
  }

  #steer(): void {
    const full = this.#waitingBytes >= MOST_WAITING_BYTES + this.#mostUnderWay
    if (this.#weather.flow === 'stall' || full) this.#source.pause()
    else this.#source.resume()
  }

  /** Its rate times its length; none where either is nothing. */
  get #mostUnderWay(): number {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#weather
    const lengthMs = latencyMs + jitterMs
    if (lengthMs === 0) return 0
    return Math.min(MOST_UNDER_WAY_BYTES, (bytesPerSecond * lengthMs) / 1_000)
  }

  #forget(): void {
    this.#waiting = []
    this.#waitingBytes = 0
  }
}
