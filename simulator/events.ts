/** What a client's message was about; one message of realtimeInput may be several of these. */
export type ReceivedKind =
  | 'audio'
  | 'video'
  | 'text'
  | 'activityStart'
  | 'activityEnd'
  | 'audioStreamEnd'
  | 'clientContent'
  | 'toolResponse'
  | 'contextUpdate'

/** What happened, without when and on which connection. */
export type Happening =
  | { readonly kind: 'opened' }
  | { readonly kind: 'upgradeRefused'; readonly status: number }
  | { readonly kind: 'setup'; readonly model: string; readonly resumed: boolean }
  | { readonly kind: 'setupComplete' }
  | { readonly kind: 'received'; readonly what: ReceivedKind; readonly bytes: number }
  | { readonly kind: 'frameTooSoon'; readonly gapMs: number }
  /** Harmless, but not what a careful client does. */
  | { readonly kind: 'oddity'; readonly what: string }
  | { readonly kind: 'speechStart' }
  | { readonly kind: 'speechEnd'; readonly seconds: number }
  | { readonly kind: 'turnStart'; readonly turn: number }
  | {
      readonly kind: 'voiceChunk'
      readonly turn: number
      /** Where the chunk begins within the reply's sound. */
      readonly offsetMs: number
      readonly bytes: number
    }
  | { readonly kind: 'generationComplete'; readonly turn: number }
  | { readonly kind: 'interrupted'; readonly turn: number }
  | { readonly kind: 'turnComplete'; readonly turn: number }
  | { readonly kind: 'toolCall'; readonly id: string; readonly name: string }
  | { readonly kind: 'toolCallCancelled'; readonly ids: readonly string[] }
  | { readonly kind: 'resumption'; readonly resumable: boolean }
  | { readonly kind: 'goAway'; readonly timeLeft: string }
  | { readonly kind: 'voiceFallback'; readonly why: string }
  | {
      readonly kind: 'closed'
      readonly code: number
      readonly reason: string
      readonly by: 'client' | 'simulator'
    }

/** `at` is Date.now(); `connection` counts from 1 in order of arrival, 0 is the server itself. */
export type SimulatorEvent = Happening & { readonly at: number; readonly connection: number }

export type Tell = (happening: Happening) => void
