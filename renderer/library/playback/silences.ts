/** Where nobody speaks for long. Pure; times in ms since the epoch. */
import type { SpokenSpan } from './spoken-spans'

export interface Silence {
  readonly from: number
  /** `Infinity` after the last word. */
  readonly to: number
}

/** Of a silence that is left out this much is heard all the same: a line's times are rough. */
const AFTER_SPEECH_MS = 300
const BEFORE_SPEECH_MS = 700
/** What is shorter is not worth a jump; with the above: pauses of more than 1.5 s are shortened. */
const WORTH_MS = 500

/** None where no line was spoken: then the lines do not tell when somebody did. */
export function silencesOf(spans: readonly SpokenSpan[]): readonly Silence[] {
  const silences: Silence[] = []
  const note = (from: number, to: number): void => {
    if (to - from >= WORTH_MS) silences.push({ from, to })
  }
  let heardTo = -Infinity
  for (const { from, to, hasVoice } of spans) {
    if (!hasVoice) continue
    note(heardTo + AFTER_SPEECH_MS, from - BEFORE_SPEECH_MS)
    heardTo = Math.max(heardTo, to)
  }
  if (heardTo > -Infinity) note(heardTo + AFTER_SPEECH_MS, Infinity)
  return silences
}

/** Where the silence ends that this time lies in; `null` where it lies in none that is worth a jump. */
export function silenceEnd(silences: readonly Silence[], at: number): number | null {
  let [low, high] = [0, silences.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((silences[middle]?.to ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  const found = silences[low]
  return found && found.from <= at && found.to - at >= WORTH_MS ? found.to : null
}
