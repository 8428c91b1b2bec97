import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Timeline, type TimelineProps } from '../timeline'
import type { ConversationPlayer } from './conversation-player'

/** How often the timeline moves while something is played, in ms: it is redrawn as a whole. */
const EVERY_MS = 250

/** The timeline where something is played, and where the review stands as long as nothing was. */
export function PlayedTimeline({
  player,
  at,
  ...timeline
}: TimelineProps & { readonly player: ConversationPlayer }): ReactNode {
  const played = useStore(player.store, (playback) =>
    playback.at === null ? null : Math.floor(playback.at / EVERY_MS) * EVERY_MS,
  )
  return <Timeline {...timeline} at={played ?? at} />
}
