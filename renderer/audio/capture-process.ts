import type { MicrophoneCommand, MicrophoneMessage } from '@contract/media'
import { MICROPHONE } from '@contract/media-format'
import { CaptureClock, durationMs } from './capture-clock'
import { CaptureGate } from './capture-gate'
import type {
  CaptureCommand,
  CaptureReport,
  DetectorSound,
  DetectorVerdict,
} from './capture-messages'
import { PcmChunker } from './chunker'
import { Resampler } from './resampler'
import { SignalMeter } from './signal-meter'
import { monoOf, SoundReader } from './sound-reader'

/** A command is at most so old when it is read, ms; more is the computer's clock that was set. */
const OLDEST_COMMAND_MS = 10_000
/** Where nothing was read for so long, ms, nothing waits to be read. */
const QUIET_MS = 100
/** A timer that is late by more, ms, tells of a worker that had no time: then something may wait. */
const LATE_MS = 50

/**
 * The microphone, away from the page's thread: the track's own sound → 16 kHz PCM16 chunks → past a
 * gate → straight to main. It reads the track and no audio context: a context without speakers runs
 * by a timer, and loses sound on a computer that is short of time. Sound that is read late is treated
 * as what it was when it was captured.
 */
export class CaptureProcess {
  readonly #report: (report: CaptureReport) => void
  readonly #meter: SignalMeter
  #lane: MessagePort | null = null
  #detector: MessagePort | null = null
  #captured: SoundReader | null = null
  #measured: SoundReader | null = null
  /** When something was read last, and when the last sample of it was captured: `performance.now()`. */
  #readAt = 0
  #capturedAt = 0
  #settling: ReturnType<typeof setTimeout> | undefined
  #resampler: { readonly fromHz: number; readonly run: Resampler } | null = null
  /** One object for all chunks; posting clones it. */
  readonly #message = { type: 'chunk' as const, pcm: new ArrayBuffer(0), at: 0 }
  readonly #gate = new CaptureGate({
    chunk: (pcm, at) => {
      this.#message.pcm = pcm
      this.#message.at = dateOf(at)
      this.#post(this.#message)
    },
    gated: (serial) => this.#post({ type: 'gated', serial }),
    speech: (heard, at) => this.#post({ type: 'speech', heard, at: dateOf(at) }),
    heldBack: (ms) => this.#post({ type: 'held-back', ms }),
    detectorHung: () => {
      this.#dropDetector()
      this.#report({ kind: 'detector-hung' })
    },
  })
  readonly #chunker = new PcmChunker(MICROPHONE.chunkSamples, (pcm) => {
    const sound: DetectorSound = { pcm }
    this.#detector?.postMessage(sound)
    this.#gate.push(pcm, this.#capturedAt, this.#readAt)
  })

  constructor(report: (report: CaptureReport) => void) {
    this.#report = report
    this.#meter = new SignalMeter(report)
  }

  obey(command: CaptureCommand): void {
    switch (command.type) {
      case 'lane':
        this.#connect(command.port)
        return
      case 'detector':
        this.#attach(command.port)
        return
      case 'capture':
        this.#capture(command.sound)
        return
      case 'measure':
        this.#measured?.stop()
        this.#measured = new SoundReader(command.sound, (piece) => {
          // Once in each span is enough.
          if (!this.#meter.heard) this.#meter.hear(monoOf(piece))
        })
    }
  }

  #capture(sound: ReadableStream<AudioData>): void {
    this.#captured?.stop()
    this.#measured?.stop()
    this.#startAnew()
    this.#gate.forget()
    const clock = new CaptureClock()
    this.#captured = new SoundReader(sound, (piece) => this.#take(piece, clock))
  }

  #take(piece: AudioData, clock: CaptureClock): void {
    this.#readAt = performance.now()
    this.#capturedAt = clock.endOf(piece, this.#readAt)
    const samples = monoOf(piece)
    // It may end alone, or a device opens once only: then what is sent must do.
    if (this.#measured?.ended ?? true) this.#meter.hear(samples)
    this.#meter.pass(samples, piece.sampleRate)
    if (this.#gate.isShut) this.#startAnew()
    this.#gate.reach(this.#capturedAt - durationMs(piece))
    if (!this.#gate.isShut) this.#chunker.push(this.#resample(samples, piece.sampleRate))
  }

  #resample(samples: Float32Array, fromHz: number): Float32Array {
    if (this.#resampler?.fromHz !== fromHz) {
      this.#resampler = { fromHz, run: new Resampler(fromHz, MICROPHONE.sampleRate) }
    }
    return this.#resampler.run.push(samples)
  }

  #connect(lane: MessagePort): void {
    this.#lane = lane
    lane.onmessage = ({ data }: MessageEvent<MicrophoneCommand>) => {
      const ageMs = Math.min(Math.max(0, Date.now() - data.at), OLDEST_COMMAND_MS)
      this.#gate.obey(data, performance.now() - ageMs)
      this.#settleSoon()
    }
  }

  /** A gate that is to close waits for the sound from before, unless none comes any more. */
  #settleSoon(): void {
    clearTimeout(this.#settling)
    const { closesAt } = this.#gate
    if (closesAt === null) return
    const now = performance.now()
    const due = Math.max(now, closesAt) + QUIET_MS
    this.#settling = setTimeout(() => {
      const at = performance.now()
      if (at - due < LATE_MS && at - this.#readAt >= QUIET_MS) this.#gate.settle()
      this.#settleSoon()
    }, due - now)
  }

  /** What was gathered before a pause does not belong to what comes after it. */
  #startAnew(): void {
    this.#chunker.clear()
    this.#resampler = null
  }

  #attach(detector: MessagePort | null): void {
    this.#dropDetector()
    this.#detector = detector
    this.#gate.attachDetector(detector !== null, performance.now())
    if (detector === null) return
    detector.onmessage = ({ data }: MessageEvent<DetectorVerdict>) => {
      if (this.#detector === detector) this.#gate.judge(data.heard, data.judged, performance.now())
    }
  }

  #dropDetector(): void {
    this.#detector?.close()
    this.#detector = null
  }

  #post(message: MicrophoneMessage): void {
    this.#lane?.postMessage(message)
  }
}

/** The date of a time of `performance.now()`, ms since the epoch. */
const dateOf = (at: number): number => Date.now() - (performance.now() - at)
