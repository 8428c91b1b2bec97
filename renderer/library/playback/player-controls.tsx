import { useCallback, useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Mark } from '@contract/library'
import { Button } from '../../components/button'
import { useKeepFocus } from '../../components/use-keep-focus'
import { words } from '../../i18n/words'
import { NextMarkIcon, PauseIcon, PlayIcon, PreviousMarkIcon } from '../library-icons'
import type { ConversationPlayer } from './conversation-player'
import { nextMark, previousMark } from './marks-around'
import { usePlayKey } from './play-key'
import { audibleFrom, placeOf, SPEEDS, type Playback } from './playback'

export interface PlayerControlsProps {
  readonly player: ConversationPlayer
  readonly marks: readonly Mark[]
  /** Where the review stands, in ms since the epoch; played from there where nothing was played yet. */
  readonly at: number
  /** The lines that are in sight are not those that are heard. */
  readonly isAway: boolean
  readonly onPlay: () => void
  readonly onFollow: () => void
  readonly onChoose: (at: number) => void
}

/** Where sound begins at a mark: one in a gap would be gone back to for ever. */
const heardAt = (playback: Playback, marks: readonly Mark[]): readonly number[] =>
  marks.map(({ at }) => audibleFrom(playback, at)?.at ?? at)

function Marks(
  props: Pick<PlayerControlsProps, 'player' | 'marks' | 'at' | 'onChoose'>,
): ReactNode {
  const { player, marks, at, onChoose } = props
  const previous = useStore(player.store, (playback) =>
    previousMark(heardAt(playback, marks), playback.at ?? at),
  )
  const next = useStore(player.store, (playback) =>
    nextMark(heardAt(playback, marks), playback.at ?? at),
  )
  const steps = [
    { label: words.playback.previousMark, icon: <PreviousMarkIcon />, mark: previous },
    { label: words.playback.nextMark, icon: <NextMarkIcon />, mark: next },
  ]
  return steps.map(({ label, icon, mark }) => (
    <Button
      key={label}
      icon={icon}
      title={label}
      // It keeps the focus at the last one.
      aria-disabled={mark === null}
      onClick={() => mark !== null && onChoose(mark)}
    >
      {label}
    </Button>
  ))
}

function Speed({ player }: Pick<PlayerControlsProps, 'player'>): ReactNode {
  const speed = useStore(player.store, (playback) => playback.speed)
  return (
    <label className="player-speed">
      <span>{words.playback.speed}</span>
      <select
        value={speed}
        onChange={({ target }) => {
          const chosen = SPEEDS.find((one) => one === Number(target.value))
          if (chosen !== undefined) player.note({ kind: 'speedChosen', speed: chosen })
        }}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {words.playback.times(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

function SkipSilence({ player }: Pick<PlayerControlsProps, 'player'>): ReactNode {
  const skips = useStore(player.store, ({ skipsSilence }) => skipsSilence)
  return (
    <label className="switch" title={words.playback.skipSilenceHint}>
      <input
        type="checkbox"
        role="switch"
        checked={skips}
        onChange={({ target }) => player.note({ kind: 'silenceSkipped', skips: target.checked })}
      />
      <span>{words.playback.skipSilence}</span>
    </label>
  )
}

/** Plays and pauses what was recorded, and says how. */
export function PlayerControls(props: PlayerControlsProps): ReactNode {
  const { player, marks, at, isAway, onPlay } = props
  const group = useRef<HTMLDivElement>(null)
  useKeepFocus(group)
  const phase = useStore(player.store, (playback) => playback.phase)
  const isHeard = useStore(player.store, (playback) => placeOf(playback) !== null)
  const toggle = useCallback(() => {
    if (isHeard) player.note({ kind: 'pause' })
    else {
      player.note({ kind: 'play', from: at })
      onPlay()
    }
  }, [player, isHeard, at, onPlay])
  usePlayKey(toggle)
  const { playback } = words
  return (
    <div
      ref={group}
      className="player"
      role="group"
      aria-label={playback.label}
      aria-busy={phase.kind === 'loading'}
    >
      <Button tone="primary" icon={isHeard ? <PauseIcon /> : <PlayIcon />} onClick={toggle}>
        {isHeard ? playback.pause : playback.play}
      </Button>
      {marks.length > 0 && <Marks {...props} />}
      <Speed player={player} />
      <SkipSilence player={player} />
      {isAway && isHeard && <Button onClick={props.onFollow}>{playback.follow}</Button>}
      {phase.kind === 'failed' && (
        <p role="alert" className="player-trouble">
          {playback.troubles[phase.trouble]}
        </p>
      )}
    </div>
  )
}
