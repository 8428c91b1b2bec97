import { type Activity, ActivityDetector } from './activity-detector'
import { type Close, invalidArgument } from './close-reasons'
import type { Blob, Setup } from './protocol'
import { fromBytes, HEARING_RATE, resample } from './sound'

type Config = NonNullable<Setup['realtimeInputConfig']>['automaticActivityDetection']

const DEFAULT_SILENCE_MS = 800
const LOW_SENSITIVITY_SILENCE_MS = 1_200
const ONSET_MS = 60
const LOW_SENSITIVITY_ONSET_MS = 200

/**
 * Where the user's sound arrives: says when an utterance begins and ends, by listening or, with
 * automatic detection disabled, by being told. Of the two published readings of `prefixPaddingMs`
 * it follows "sound kept from before the speech", which does not delay the start.
 */
export class Ears {
  private readonly manual: boolean
  private readonly detector: ActivityDetector
  private manualOpen = false
  private manualSeconds = 0
  private heardSeconds = 0

  constructor(config: Config) {
    this.manual = config?.disabled === true
    const lowEnd = config?.endOfSpeechSensitivity === 'END_SENSITIVITY_LOW'
    const lowStart = config?.startOfSpeechSensitivity === 'START_SENSITIVITY_LOW'
    this.detector = new ActivityDetector({
      silenceMs:
        config?.silenceDurationMs ?? (lowEnd ? LOW_SENSITIVITY_SILENCE_MS : DEFAULT_SILENCE_MS),
      onsetMs: lowStart ? LOW_SENSITIVITY_ONSET_MS : ONSET_MS,
    })
  }

  /** Whether the user is in the middle of an utterance. */
  get busy(): boolean {
    return this.manual ? this.manualOpen : this.detector.active
  }

  /** Whether a typed text belongs to the utterance under way, because the client will end it. */
  get collectsText(): boolean {
    return this.manualOpen
  }

  /** Seconds of sound received since the last call, silence included. */
  takeSeconds(): number {
    const seconds = this.heardSeconds
    this.heardSeconds = 0
    return seconds
  }

  hear(audio: Blob): Activity[] | Close {
    const match = /^audio\/pcm(?:;\s*rate=(\d{4,6}))?$/.exec(audio.mimeType)
    const rate = Number(match?.[1] ?? HEARING_RATE)
    if (match === null || rate < 8_000 || rate > 192_000) {
      return invalidArgument(`realtimeInput.audio.mimeType: ${audio.mimeType.slice(0, 40)}`)
    }
    if (audio.data.length % 2 !== 0) return invalidArgument('realtimeInput.audio: half a sample')
    const samples = resample(fromBytes(audio.data), rate, HEARING_RATE)
    this.heardSeconds += samples.length / HEARING_RATE
    const found = this.detector.hear(samples)
    if (!this.manual) return found
    this.addManual(found)
    return []
  }

  streamEnd(): Activity[] | Close {
    if (this.manual) return invalidArgument('audioStreamEnd: automatic detection is disabled')
    return [this.detector.flush()].filter((activity) => activity !== null)
  }

  activityStart(): Activity[] | Close {
    if (!this.manual) return invalidArgument('activityStart: automatic detection is enabled')
    if (this.manualOpen) return []
    this.detector.flush()
    this.manualSeconds = 0
    this.manualOpen = true
    return [{ kind: 'start' }]
  }

  activityEnd(): Activity[] | Close {
    if (!this.manual) return invalidArgument('activityEnd: automatic detection is enabled')
    if (!this.manualOpen) return []
    this.addManual([this.detector.flush()])
    this.manualOpen = false
    return [{ kind: 'end', seconds: this.manualSeconds }]
  }

  /** Within a marked activity, what counts is how much of it was speech. */
  private addManual(found: readonly (Activity | null)[]): void {
    for (const activity of found) {
      if (activity?.kind === 'end' && this.manualOpen) this.manualSeconds += activity.seconds
    }
  }
}
