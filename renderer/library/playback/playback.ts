/**
 * Playing what was recorded of a conversation. Pure. What is heard is a chain of recordings with gaps,
 * which are jumped over; where it stands is told by the media element alone (`clock`).
 */
import { silenceEnd, type Silence } from './silences'
import { soundFrom, type Spot, type Stretch } from './stretches'

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const
export type Speed = (typeof SPEEDS)[number]

/** What the media element is to play, and from where. */
export interface Place {
  readonly key: number
  readonly offsetMs: number
  /** Another one is another wish, though it be the same place. */
  readonly turn: number
}

/** What could not be had: the sound, or something to hear it with. */
export type PlaybackTrouble = 'recording' | 'speaker'

export type Phase =
  | { readonly kind: 'paused' }
  /** To be heard as soon as it is there. */
  | { readonly kind: 'loading'; readonly place: Place }
  | { readonly kind: 'playing'; readonly place: Place }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly trouble: PlaybackTrouble }

export interface Playback {
  readonly phase: Phase
  /** Where it stands, in ms since the epoch; `null` until something was played. */
  readonly at: number | null
  readonly speed: Speed
  readonly skipsSilence: boolean
  readonly stretches: readonly Stretch[]
  readonly silences: readonly Silence[]
  readonly turns: number
}

export type PlaybackEvent =
  /** `from`: where nothing was played yet. */
  | { readonly kind: 'play'; readonly from: number }
  | { readonly kind: 'pause' }
  /** The user wants to be at another time; `plays`: and to hear it. */
  | { readonly kind: 'sought'; readonly at: number; readonly plays: boolean }
  | { readonly kind: 'speedChosen'; readonly speed: Speed }
  | { readonly kind: 'silenceSkipped'; readonly skips: boolean }
  | { readonly kind: 'recordingsRead'; readonly stretches: readonly Stretch[] }
  | { readonly kind: 'linesRead'; readonly silences: readonly Silence[] }
  /** From here on: what the media element tells of what it is to play. */
  | { readonly kind: 'started' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'clock'; readonly offsetMs: number }
  | { readonly kind: 'soundEnded' }
  | { readonly kind: 'soundFailed'; readonly trouble: PlaybackTrouble }

export const playbackOf = (stretches: readonly Stretch[]): Playback => ({
  phase: { kind: 'paused' },
  at: null,
  speed: 1,
  skipsSilence: false,
  stretches,
  silences: [],
  turns: 0,
})

/** What is heard, or about to be. */
export const placeOf = ({ phase }: Playback): Place | null =>
  phase.kind === 'loading' || phase.kind === 'playing' ? phase.place : null

/** The first moment from this one on that is to be heard; `null` after the last. */
export function audibleFrom(playback: Playback, at: number): Spot | null {
  const { stretches, silences, skipsSilence } = playback
  const spot = soundFrom(stretches, at)
  const end = spot && skipsSilence ? silenceEnd(silences, spot.at) : null
  return end === null ? spot : audibleFrom(playback, end)
}

export function playbackAfter(playback: Playback, event: PlaybackEvent): Playback {
  switch (event.kind) {
    case 'play':
      return played(playback, event.from)
    case 'pause':
      return placeOf(playback) === null ? playback : { ...playback, phase: { kind: 'paused' } }
    case 'sought':
      return sought(playback, event.at, event.plays)
    case 'speedChosen':
      return { ...playback, speed: event.speed }
    case 'silenceSkipped':
      return { ...playback, skipsSilence: event.skips }
    case 'recordingsRead':
      return withStretches(playback, event.stretches)
    case 'linesRead':
      return { ...playback, silences: event.silences }
    default:
      return heard(playback, event)
  }
}

type SoundEvent = Extract<
  PlaybackEvent,
  { kind: 'started' | 'waiting' | 'clock' | 'soundEnded' | 'soundFailed' }
>

/** What the media element tells while nothing of it is wanted does not count. */
function heard(playback: Playback, event: SoundEvent): Playback {
  const place = placeOf(playback)
  if (place === null) return playback
  switch (event.kind) {
    case 'started':
      return withKind(playback, place, 'playing')
    case 'waiting':
      return withKind(playback, place, 'loading')
    case 'clock':
      return moved(playback, place, event.offsetMs)
    case 'soundEnded':
      return afterSound(playback, place)
    case 'soundFailed':
      return { ...playback, phase: { kind: 'failed', trouble: event.trouble } }
  }
}

const withKind = (playback: Playback, place: Place, kind: 'loading' | 'playing'): Playback =>
  playback.phase.kind === kind ? playback : { ...playback, phase: { kind, place } }

function played(playback: Playback, from: number): Playback {
  const { phase, at } = playback
  if (placeOf(playback) !== null) return playback
  const begun = phase.kind === 'ended' ? null : continued(playback, at ?? from)
  // After the last of it the first comes again.
  return begun ?? continued(playback, -Infinity) ?? playback
}

function sought(playback: Playback, at: number, plays: boolean): Playback {
  if (!plays && placeOf(playback) === null) {
    return playback.at === null ? playback : { ...playback, at, phase: { kind: 'paused' } }
  }
  return continued(playback, at) ?? ended(playback, at)
}

/** Heard from the next moment on that can be; `null` where there is none. */
function continued(playback: Playback, at: number): Playback | null {
  const spot = audibleFrom(playback, at)
  if (spot === null) return null
  const turns = playback.turns + 1
  const place = { key: spot.key, offsetMs: spot.offsetMs, turn: turns }
  return { ...playback, turns, at: spot.at, phase: { kind: 'loading', place } }
}

const ended = (playback: Playback, at: number | null): Playback => ({
  ...playback,
  at,
  phase: { kind: 'ended' },
})

function moved(playback: Playback, { key }: Place, offsetMs: number): Playback {
  const { stretches, silences, skipsSilence } = playback
  const index = stretches.findIndex((stretch) => stretch.key === key)
  const at = (stretches[index]?.from ?? 0) + offsetMs
  if (index < 0 || at === playback.at) return playback
  // It goes on into the time of the next one: a clock was set back.
  if (at >= (stretches[index + 1]?.from ?? Infinity)) return continued(playback, at) ?? playback
  const end = skipsSilence ? silenceEnd(silences, at) : null
  if (end === null) return { ...playback, at }
  return continued(playback, end) ?? ended(playback, at)
}

function afterSound(playback: Playback, { key }: Place): Playback {
  const { stretches, at } = playback
  const next = stretches[stretches.findIndex((stretch) => stretch.key === key) + 1]
  return (next && continued(playback, next.from)) ?? ended(playback, at)
}

function withStretches(playback: Playback, stretches: readonly Stretch[]): Playback {
  const place = placeOf(playback)
  const isThere = place === null || stretches.some(({ key }) => key === place.key)
  return { ...playback, stretches, phase: isThere ? playback.phase : { kind: 'paused' } }
}
