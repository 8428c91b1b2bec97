import type { TranscriptLine } from '@contract/transcript'
import type { Engine, Timing } from '@main/engine'

const TIMING_WORDS: Readonly<Record<Timing['name'], string>> = {
  'session-live': 'from start to live',
  'voice-first-sample': 'from the first byte of a reply to its first sample at the speakers',
  'voice-flushed': 'from the interruption to silence',
  'frame-sent': 'from the capture of a picture to its sending',
}

/** Tells on stdout what happens, with the time since the start in seconds. */
export class DemoReport {
  readonly #start = performance.now()
  readonly #told = new Set<string>()
  readonly #timings = new Map<Timing['name'], number[]>()

  constructor(private readonly engine: Engine) {
    engine.onLine((line) => {
      if (line.endedAt !== null && line.text !== '') this.#tell(line)
    })
    engine.onTiming((timing) => {
      this.#note(timing)
    })
  }

  say(text: string): void {
    const seconds = ((performance.now() - this.#start) / 1_000).toFixed(2).padStart(6)
    process.stdout.write(`${seconds} s  ${text}\n`)
  }

  /** The summary: what was measured, and what could not be used. */
  finish(): void {
    const { framesSent, microphoneDroppedMs, voiceUnderruns, messagesDropped } =
      this.engine.state.current.counters
    for (const [name, values] of this.#timings) {
      this.say(`${values.map((ms) => `${Math.round(ms)} ms`).join(', ')} ${TIMING_WORDS[name]}`)
    }
    this.say(
      `${framesSent} pictures sent, ${Math.round(microphoneDroppedMs)} ms of voice lost, ` +
        `${voiceUnderruns} gaps in the answers, ${messagesDropped} messages not understood`,
    )
  }

  /** A line is told once, when it is whole. */
  #tell({ id, speaker, text, interrupted }: TranscriptLine): void {
    if (this.#told.has(id)) return
    this.#told.add(id)
    const who = speaker === 'user' ? 'You' : 'Assistant'
    this.say(`${who}: ${text}${interrupted ? ' … (interrupted)' : ''}`)
  }

  #note({ name, ms }: Timing): void {
    const values = this.#timings.get(name) ?? []
    this.#timings.set(name, [...values, ms])
  }
}
