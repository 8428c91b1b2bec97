import { ThinkingLevel, type ThinkingConfig } from '@google/genai'
import type { ModelChoice } from '@contract/state'

/**
 * What a Live model accepts. A setup field that a model refuses closes the session with 1007, so
 * nothing is sent that its row does not name. Source: Google's Live API pages of autumn 2026.
 */
export interface ModelCapabilities extends ModelChoice {
  /**
   * The `thinkingConfig` that the model is set up with; `null`: it takes none. Little thought where
   * there is a choice, since an answer that is spoken late is the worse one.
   */
  readonly thinking: ThinkingConfig | null
  /** Whether `clientContent` is accepted in mid-session, and not for seeding history alone. */
  readonly clientContentMidSession: boolean
  /** Whether `generationConfig.mediaResolution` is accepted. */
  readonly mediaResolution: boolean
}

export const MODELS: readonly ModelCapabilities[] = [
  {
    id: 'gemini-3.8-live',
    label: 'Gemini 3.8 Live',
    thinking: null,
    clientContentMidSession: true,
    mediaResolution: true,
    voiceDetection: { sensitivity: true, longestSilenceMs: 5_000, prefixPadding: true },
  },
  {
    id: 'gemini-3.8-live-extended-thinking',
    label: 'Gemini 3.8 Live, extended thinking',
    thinking: { thinkingLevel: ThinkingLevel.MEDIUM },
    clientContentMidSession: true,
    mediaResolution: true,
    voiceDetection: { sensitivity: true, longestSilenceMs: 5_000, prefixPadding: true },
  },
  {
    id: 'gemini-3.1-flash-live-preview',
    label: 'Gemini 3.1 Flash Live (preview)',
    thinking: { thinkingLevel: ThinkingLevel.MINIMAL },
    clientContentMidSession: false,
    mediaResolution: true,
    // Whatever longer silence is asked for, it ends a turn near 2 s (google-gemini/cookbook#1263).
    voiceDetection: { sensitivity: true, longestSilenceMs: 2_000, prefixPadding: true },
  },
  {
    id: 'gemini-2.5-flash-native-audio-preview-12-2025',
    label: 'Gemini 2.5 native audio (retiring)',
    thinking: { thinkingBudget: 0 },
    clientContentMidSession: true,
    mediaResolution: true,
    voiceDetection: { sensitivity: true, longestSilenceMs: 5_000, prefixPadding: true },
  },
]

/** The models as the settings offer them. */
export const MODEL_CHOICES: readonly ModelChoice[] = MODELS.map(
  ({ id, label, voiceDetection }) => ({ id, label, voiceDetection }),
)

/** Capabilities of a model; an unknown id is taken to be the most careful of all. */
export function capabilitiesOf(id: string): ModelCapabilities {
  const known = MODELS.find((model) => model.id === id)
  return (
    known ?? {
      id,
      label: id,
      thinking: null,
      clientContentMidSession: false,
      mediaResolution: false,
      voiceDetection: { sensitivity: false, longestSilenceMs: null, prefixPadding: false },
    }
  )
}
