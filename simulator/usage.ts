/** Counts tokens as the service bills them: every turn pays for the whole context again. */

const AUDIO_TOKENS_PER_SECOND = 25
const CHARACTERS_PER_TOKEN = 4
/** Tokens of a video frame; at high resolution it is four times as many. */
const FRAME_TOKENS = 70
const FRAME_TOKENS_HIGH = 280

/** Tokens in the context, by modality. */
export interface Context {
  readonly text: number
  readonly audio: number
  readonly video: number
}

export const EMPTY_CONTEXT: Context = { text: 0, audio: 0, video: 0 }

export const textTokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN)
export const audioTokens = (seconds: number): number =>
  Math.round(seconds * AUDIO_TOKENS_PER_SECOND)
export const frameTokens = (high: boolean): number => (high ? FRAME_TOKENS_HIGH : FRAME_TOKENS)

export const add = (context: Context, more: Partial<Context>): Context => ({
  text: context.text + (more.text ?? 0),
  audio: context.audio + (more.audio ?? 0),
  video: context.video + (more.video ?? 0),
})

interface Detail {
  readonly modality: 'TEXT' | 'AUDIO' | 'VIDEO'
  readonly tokenCount: number
}

export interface UsageMetadata {
  readonly promptTokenCount: number
  readonly responseTokenCount: number
  readonly totalTokenCount: number
  readonly promptTokensDetails: readonly Detail[]
  readonly responseTokensDetails: readonly Detail[]
  readonly thoughtsTokenCount?: number
}

/** The receipt of one turn; as on the real one, the total leaves the thoughts out. */
export function usageMetadata(prompt: Context, seconds: number, thoughts = ''): UsageMetadata {
  const response = audioTokens(seconds)
  const total = prompt.text + prompt.audio + prompt.video
  const details: Detail[] = [
    { modality: 'TEXT', tokenCount: prompt.text },
    { modality: 'AUDIO', tokenCount: prompt.audio },
    { modality: 'VIDEO', tokenCount: prompt.video },
  ]
  return {
    promptTokenCount: total,
    responseTokenCount: response,
    totalTokenCount: total + response,
    promptTokensDetails: details.filter(({ tokenCount }) => tokenCount > 0),
    responseTokensDetails: response > 0 ? [{ modality: 'AUDIO', tokenCount: response }] : [],
    ...(thoughts === '' ? {} : { thoughtsTokenCount: textTokens(thoughts) }),
  }
}
