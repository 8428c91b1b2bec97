import type { ReactNode } from 'react'
import { words } from '../../i18n/words'
import { PlayerControls, type PlayerControlsProps } from './player-controls'

interface PlayerBarProps extends PlayerControlsProps {
  readonly isRecorded: boolean
  /** Not while a conversation is on. */
  readonly canPlay: boolean
}

/** What plays the conversation, or why nothing can. */
export function PlayerBar({ isRecorded, canPlay, ...controls }: PlayerBarProps): ReactNode {
  if (canPlay) return <PlayerControls {...controls} />
  return (
    <p className="player-none hint">
      {isRecorded ? words.playback.later : words.playback.notRecorded}
    </p>
  )
}
