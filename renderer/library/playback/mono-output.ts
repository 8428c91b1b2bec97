import type { DeviceChoice } from '@contract/settings'
import { isSameChoice } from '../../audio/device-choice'
import { watchAudioDevices } from '../../audio/device-list'
import { OutputWatch } from '../../audio/output-watch'
import { routeOutput } from '../../audio/speaker-output'

/** A context that does not run this long after it was asked to, ms, has nothing to play with. */
const RESUME_LIMIT_MS = 3_000
/** Two channels made one are their mean; so much makes it their sum, each as loud as it was. */
const SUM_OF_TWO = 2

/**
 * Has a media element heard at the chosen speakers, both of its channels in both ears: in a headset the
 * user would stand left and the assistant right. It costs nothing while it rests.
 */
export class MonoOutput {
  readonly #context = new AudioContext({ latencyHint: 'playback' })
  readonly #onTrouble: () => void
  readonly #watch = new OutputWatch(() => void this.#route(true))
  #stopWatching: (() => void) | null = null
  #choice: DeviceChoice | null
  #isWanted = false

  /** @param onTrouble nothing can be heard any more */
  constructor(element: HTMLMediaElement, choice: DeviceChoice | null, onTrouble: () => void) {
    this.#onTrouble = onTrouble
    this.#choice = choice
    const mix = new GainNode(this.#context, {
      gain: SUM_OF_TWO,
      channelCount: 1,
      channelCountMode: 'explicit',
      channelInterpretation: 'speakers',
    })
    new MediaElementAudioSourceNode(this.#context, { mediaElement: element })
      .connect(mix)
      .connect(this.#context.destination)
  }

  setChoice(choice: DeviceChoice | null): void {
    if (isSameChoice(choice, this.#choice)) return
    this.#choice = choice
    if (this.#isWanted) void this.#route()
  }

  /** Rejects where there is nothing to be heard with. */
  async run(): Promise<void> {
    this.#isWanted = true
    await routeOutput(this.#context, this.#choice)
    if (!this.#isStillWanted()) return
    await within(RESUME_LIMIT_MS, this.#context.resume())
    if (!this.#isStillWanted()) return
    this.#watch.start(this.#context)
    this.#stopWatching ??= watchAudioDevices(() => void this.#route())
  }

  rest(): void {
    this.#isWanted = false
    this.#watch.stop()
    this.#stopWatching?.()
    this.#stopWatching = null
    if (this.#context.state !== 'closed') void this.#context.suspend()
  }

  close(): void {
    this.rest()
    void this.#context.close()
  }

  /** `afresh`: the way there is broken. */
  async #route(afresh = false): Promise<void> {
    try {
      await routeOutput(this.#context, this.#choice, afresh)
    } catch {
      if (this.#isWanted) this.#onTrouble()
    }
  }

  /** Asked anew after each wait. */
  #isStillWanted(): boolean {
    return this.#isWanted
  }
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Too late')), limitMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
