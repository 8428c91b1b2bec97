import type { AppState } from '@contract/state'
import { isActive } from '@main/live/session-state'

/** The page may open the microphone: for a conversation, or for the echo test that it told of. */
export function isMicrophoneWanted({ session, echoTest }: AppState): boolean {
  return echoTest || isActive(session)
}
