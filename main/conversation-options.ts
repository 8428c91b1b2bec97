import type { AppError } from '@contract/errors'
import type { AppState } from '@contract/state'
import type { Clock } from './live/clock'
import type { Connect } from './live/live-client'
import type { SessionTarget } from './live/live-session'
import type { ServedHandle } from './live/served-handle'
import type { ServerEvent } from './live/server-events'
import type { Uplink } from './live/uplink'
import type { Log } from './log'
import type { ConversationSound } from './recording'
import type { StateCell } from './state-cell'
import type { TranscriptRecorder } from './transcript/recorder'

/** How long something took, in ms, for the diagnostics and the scripted demo. */
export interface Timing {
  readonly name: 'session-live' | 'voice-first-sample' | 'voice-flushed' | 'frame-sent'
  readonly ms: number
}

export interface ConversationOptions {
  readonly state: StateCell<AppState>
  readonly uplink: Uplink
  readonly recorder: TranscriptRecorder
  readonly log: Log
  readonly connect: Connect
  /** Instead of real time. */
  readonly clock?: Clock
  /** Instead of real chance: from 0 up to 1. */
  readonly random?: () => number
  /** So many ms of silence were not sent. */
  readonly onHeldBack: (ms: number) => void
  /** So many ms of what was said were not captured, or came too late. */
  readonly onNotCaptured: (ms: number) => void
  /** The new connection has not seen what is shared. */
  readonly onLive: () => void
  /** Ended, failed or paused, then with why: nothing is to be captured any more. */
  readonly onOver: (why?: AppError) => void
  /** What the user must know, and the state does not show. */
  readonly onNotice: (error: AppError) => void
  readonly onTiming: (timing: Timing) => void
  /** By this the session can be gone on with later. */
  readonly onHandle?: (handle: ServedHandle) => void
  /** Nothing has come back to what the user asked, or that is no longer so. */
  readonly onAnswerMissing?: (missing: boolean) => void
  /** It begins, or goes on, with this. */
  readonly onTarget?: (target: SessionTarget) => void
  /** What the server says, before anything comes of it. */
  readonly onEvent?: (event: ServerEvent) => void
  /** Learns what is sent of the user's voice, and heard of the assistant's. */
  readonly sound?: ConversationSound
}
