import type { TranscriptLine } from '@contract/transcript'
import type { Engine, Timing } from '@main/engine'
import { describeTiming, summarize } from './timing-words'

/** Tells on stdout what happens, with the time since the start in seconds. */
export class DemoReport {
  readonly #start = performance.now()
  readonly #told = new Set<string>()
  readonly #frameDelays: number[] = []
  /** A line that was interrupted is cut to what was heard a moment later: it is told then. */
  #interrupted: TranscriptLine | null = null

  constructor(private readonly engine: Engine) {
    engine.onLine((line) => {
      if (line.endedAt !== null && line.text !== '') this.#note(line)
    })
    engine.onTiming((timing) => {
      this.#noteTiming(timing)
    })
  }

  say(text: string): void {
    const seconds = ((performance.now() - this.#start) / 1_000).toFixed(2).padStart(6)
    process.stdout.write(`${seconds} s  ${text}\n`)
  }

  /** The summary: pictures, and what was lost. */
  finish(): void {
    const { counters } = this.engine.state.current
    this.say(`Pictures sent: ${counters.framesSent}; ${summarize(this.#frameDelays)}`)
    this.say(
      `Voice lost: ${Math.round(counters.microphoneDroppedMs)} ms; ` +
        `gaps in the answers: ${counters.voiceUnderruns}; ` +
        `messages not understood: ${counters.messagesDropped}`,
    )
  }

  #note(line: TranscriptLine): void {
    if (line.interrupted && this.#interrupted === null && !this.#told.has(line.id)) {
      this.#interrupted = line
      return
    }
    const cut = this.#interrupted
    this.#interrupted = null
    if (cut !== null && cut.id !== line.id) this.#tell(cut)
    this.#tell(line)
  }

  /** Each line is told once. */
  #tell({ id, speaker, text, interrupted }: TranscriptLine): void {
    if (this.#told.has(id)) return
    this.#told.add(id)
    const who = speaker === 'user' ? 'You' : 'Assistant'
    this.say(`  ${who}: ${text}${interrupted ? ' — interrupted' : ''}`)
  }

  #noteTiming({ name, ms }: Timing): void {
    if (name === 'frame-sent') this.#frameDelays.push(ms)
    else this.say(`    ${describeTiming(name, ms)}`)
  }
}
