import { appError } from '@contract/errors'
import { VOICE } from '@contract/media-format'
import type { SpeakerState } from '@contract/session'
import type { DeviceChoice } from '@contract/settings'
import { isSameChoice } from './device-choice'
import { watchAudioDevices } from './device-list'
import { Lingering } from './lingering'
import { meterNode, offerLevel, peakOf } from './levels'
import playbackWorkletUrl from './playback.worklet.ts?worker&url'
import { OutputWatch } from './output-watch'
import { routeOutput } from './speaker-output'
import { thrownName } from './thrown-name'
import { PLAYBACK_PROCESSOR, type PlaybackActivity } from './worklet-messages'
import { WorkletContext, type RunningWorklet } from './worklet-context'

/**
 * Silence is rendered for so long, ms, after the voice was last heard or awaited: a context that
 * renders costs 3 % of a core, whatever it renders, and is resumed in some ten ms.
 */
const AWAKE_MS = 10_000
/** Pause after which speakers that could not be opened are tried again, ms. */
const RETRY_MS = 5_000

/**
 * The voice's context: it runs while something is to be played or awaited, and rests in between.
 * Where it is heard is looked after as long as a conversation is on.
 */
export class Speaker {
  readonly #context: WorkletContext
  readonly #report: (state: SpeakerState) => void
  readonly #watch = new OutputWatch(() => void this.#settle(true))
  readonly #awake = new Lingering(AWAKE_MS, () => {
    if (this.#running) void this.#settle()
  })
  #choice: DeviceChoice | null = null
  #conversing = false
  #busy = false
  #expected = false
  #running = false
  #known: AudioWorkletNode | null = null
  #dropMeter: (() => void) | null = null
  #stopWatching: (() => void) | null = null
  #retry: ReturnType<typeof setTimeout> | undefined
  #told: SpeakerState = { kind: 'off' }
  /** One after the other, so that the last choice wins. */
  #settled: Promise<void> = Promise.resolve()

  constructor(lane: MessagePort, report: (state: SpeakerState) => void) {
    this.#report = report
    this.#context = new WorkletContext({
      context: { sampleRate: VOICE.sampleRate, latencyHint: 'interactive' },
      moduleUrl: playbackWorkletUrl,
      processor: PLAYBACK_PROCESSOR,
      node: { numberOfInputs: 0, numberOfOutputs: 1, outputChannelCount: [1] },
      lane,
    })
  }

  setConversing(conversing: boolean): void {
    // The first word finds them open, whoever speaks it.
    if (conversing && !this.#conversing) this.#awake.setNeeded(true)
    this.#conversing = conversing
    this.#update()
  }

  /** The user speaks: the answer is to find the speakers open. */
  setExpected(expected: boolean): void {
    this.#expected = expected
    this.#update()
  }

  /** Where the voice is heard; `null`: the system's default. */
  setChoice(choice: DeviceChoice | null): void {
    if (isSameChoice(choice, this.#choice)) return
    this.#choice = choice
    if (this.#running) void this.#settle()
  }

  close(): void {
    this.#conversing = this.#busy = this.#expected = false
    this.#update()
    this.#dropMeter?.()
    this.#context.close()
  }

  #update(): void {
    const wanted = this.#conversing || this.#busy
    if (wanted) this.#awake.setNeeded(this.#busy || this.#expected)
    if (wanted === this.#running) return
    this.#running = wanted
    if (wanted) {
      // Looks at once, and settles then.
      this.#stopWatching = watchAudioDevices(() => void this.#settle())
      return
    }
    this.#stopWatching?.()
    this.#stopWatching = null
    clearTimeout(this.#retry)
    this.#watch.stop()
    this.#awake.end()
    this.#context.rest()
    this.#tell({ kind: 'off' })
  }

  /** Has the voice heard where it should be; `afresh`: the way there is broken. */
  #settle(afresh = false): Promise<void> {
    this.#settled = this.#settled.then(() => this.#run(afresh))
    return this.#settled
  }

  async #run(afresh: boolean): Promise<void> {
    if (!this.#running) return
    clearTimeout(this.#retry)
    this.#watch.stop()
    try {
      const made = await this.#context.make()
      const { label, use } = await routeOutput(made.context, this.#choice, afresh)
      if (!this.#isWanted()) return
      this.#connect(made)
      if (this.#awake.on) {
        await this.#context.run()
        this.#watch.start(made.context)
      } else this.#context.rest()
      if (this.#isWanted()) this.#tell({ kind: 'on', label, use })
    } catch (thrown) {
      if (!this.#isWanted()) return
      this.#tell({ kind: 'failed', error: appError('speaker-failed', thrownName(thrown)) })
      this.#retry = setTimeout(() => void this.#settle(true), RETRY_MS)
    }
  }

  /** Asked anew after each wait. */
  #isWanted(): boolean {
    return this.#running
  }

  #connect({ context, node }: RunningWorklet): void {
    if (node === this.#known) return
    this.#known = node
    node.port.onmessage = ({ data }: MessageEvent<PlaybackActivity>) => {
      this.#busy = data.busy
      this.#update()
    }
    node.connect(context.destination)
    const meter = meterNode(context)
    this.#dropMeter = offerLevel('voice', () => peakOf(meter))
    node.connect(meter)
  }

  #tell(state: SpeakerState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#told)) return
    this.#told = state
    this.#report(state)
  }
}
