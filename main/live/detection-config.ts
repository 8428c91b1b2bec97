import { EndSensitivity, StartSensitivity, type AutomaticActivityDetection } from '@google/genai'
import type { ServerVoiceDetection } from '@contract/settings'
import type { ModelChoice } from '@contract/state'

const START = {
  default: null,
  high: StartSensitivity.START_SENSITIVITY_HIGH,
  low: StartSensitivity.START_SENSITIVITY_LOW,
} as const
const END = {
  default: null,
  high: EndSensitivity.END_SENSITIVITY_HIGH,
  low: EndSensitivity.END_SENSITIVITY_LOW,
} as const

/** What is wished of the server's voice detection, as far as the model honours it. */
export function detectionConfig(
  wished: ServerVoiceDetection,
  honoured: ModelChoice['voiceDetection'],
): AutomaticActivityDetection {
  const start = honoured.sensitivity ? START[wished.startSensitivity] : null
  const end = honoured.sensitivity ? END[wished.endSensitivity] : null
  const padding = honoured.prefixPadding ? wished.prefixPaddingMs : null
  const silence =
    wished.silenceMs === null || honoured.longestSilenceMs === null
      ? null
      : Math.min(wished.silenceMs, honoured.longestSilenceMs)
  return {
    ...(start === null ? {} : { startOfSpeechSensitivity: start }),
    ...(end === null ? {} : { endOfSpeechSensitivity: end }),
    ...(padding === null ? {} : { prefixPaddingMs: padding }),
    ...(silence === null ? {} : { silenceDurationMs: silence }),
  }
}
