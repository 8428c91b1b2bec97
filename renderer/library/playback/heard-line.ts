import type { ConversationPlayer } from './conversation-player'
import type { SpokenSpan } from './spoken-spans'

/** A line that was recorded, as it is heard. */
export interface HeardLine {
  readonly player: ConversationPlayer
  readonly span: SpokenSpan
  readonly isCurrent: boolean
  /** What is heard is to stay in sight. */
  readonly follows: boolean
  /** The user wants to hear it from this time on, in ms since the epoch. */
  readonly onHear: (at: number) => void
}
