import { describe, expect, it } from 'vitest'
import { placeOf, playbackAfter, playbackOf, type Playback, type PlaybackEvent } from './playback'
import { stretchesOf } from './stretches'

/** Sound from 1 to 11 s, and from 20 to 25 s. */
const STRETCHES = stretchesOf(
  [
    { key: 7, startedAt: 1_000, durationMs: 10_000 },
    { key: 9, startedAt: 20_000, durationMs: 5_000 },
  ],
  25_000,
)
const after = (playback: Playback, ...events: PlaybackEvent[]): Playback =>
  events.reduce(playbackAfter, playback)
const begun = (...events: PlaybackEvent[]): Playback => after(playbackOf(STRETCHES), ...events)

const play = (from = 0): PlaybackEvent => ({ kind: 'play', from })
const seek = (at: number, plays = false): PlaybackEvent => ({ kind: 'sought', at, plays })
const clock = (offsetMs: number): PlaybackEvent => ({ kind: 'clock', offsetMs })
const STARTED: PlaybackEvent = { kind: 'started' }
const PAUSE: PlaybackEvent = { kind: 'pause' }
const ENDED: PlaybackEvent = { kind: 'soundEnded' }
const FAILED: PlaybackEvent = { kind: 'soundFailed', trouble: 'recording' }

describe('playing', () => {
  it('stands nowhere until it begins', () => {
    expect(begun().at).toBeNull()
    expect(begun(seek(5_000)).at).toBeNull()
  })

  it('begins where it is asked to, once there is sound', () => {
    const loading = begun(play(4_000))
    expect(loading.phase).toEqual({ kind: 'loading', place: { key: 7, offsetMs: 3_000, turn: 1 } })
    expect(after(loading, STARTED).phase.kind).toBe('playing')
  })

  it('begins at the first sound, and in a gap at the next', () => {
    expect(begun(play(0))).toMatchObject({ at: 1_000, phase: { place: { key: 7, offsetMs: 0 } } })
    expect(begun(play(15_000))).toMatchObject({ at: 20_000, phase: { place: { key: 9 } } })
  })

  it('is where the element says', () => {
    expect(begun(play(), STARTED, clock(2_500)).at).toBe(3_500)
  })

  it('asked for twice is one wish', () => {
    const playing = begun(play(), STARTED)
    expect(after(playing, play(5_000))).toBe(playing)
  })

  it('waits when the element does', () => {
    expect(begun(play(), STARTED, { kind: 'waiting' }).phase.kind).toBe('loading')
  })

  it('goes on over a gap, and ends with the last', () => {
    const second = begun(play(), STARTED, clock(9_990), ENDED)
    expect(second).toMatchObject({ at: 20_000, phase: { kind: 'loading', place: { key: 9 } } })
    const over = after(second, STARTED, clock(4_990), ENDED)
    expect(over).toMatchObject({ at: 24_990, phase: { kind: 'ended' } })
  })

  it('begins anew after its end', () => {
    const over = begun(play(24_000), STARTED, clock(4_990), ENDED)
    expect(after(over, play())).toMatchObject({ at: 1_000, phase: { place: { key: 7 } } })
  })

  it('begins anew where nothing is left', () => {
    expect(begun(play(90_000))).toMatchObject({ at: 1_000 })
  })

  it('does nothing without a recording', () => {
    const silent = playbackOf([])
    expect(after(silent, play())).toBe(silent)
  })

  it('goes on with the later one where two have the same time', () => {
    const stretches = stretchesOf(
      [
        { key: 1, startedAt: 0, durationMs: 9_000 },
        { key: 2, startedAt: 5_000, durationMs: 9_000 },
      ],
      9_000,
    )
    const played = after(playbackOf(stretches), play(), STARTED, clock(5_010))
    expect(played.phase).toMatchObject({ place: { key: 2, offsetMs: 10 } })
  })
})

describe('a pause', () => {
  it('stays where it was, and goes on from there', () => {
    const paused = begun(play(), STARTED, clock(2_500), PAUSE)
    expect(paused).toMatchObject({ at: 3_500, phase: { kind: 'paused' } })
    expect(after(paused, play(9_000)).phase).toMatchObject({ place: { offsetMs: 2_500 } })
  })

  it('hears nothing more of the element', () => {
    const paused = begun(play(), STARTED, PAUSE)
    for (const event of [clock(9_000), STARTED, ENDED, FAILED, { kind: 'waiting' } as const]) {
      expect(after(paused, event)).toBe(paused)
    }
  })

  it('takes another time, to go on from', () => {
    const paused = begun(play(), STARTED, PAUSE, seek(8_000))
    expect(paused).toMatchObject({ at: 8_000, phase: { kind: 'paused' } })
    expect(after(paused, play(0)).phase).toMatchObject({ place: { offsetMs: 7_000 } })
  })
})

describe('another time', () => {
  it('is gone to at once while it plays', () => {
    const playback = begun(play(), STARTED, seek(22_000))
    expect(playback.phase).toEqual({ kind: 'loading', place: { key: 9, offsetMs: 2_000, turn: 2 } })
  })

  it('is another wish, though it be the same place', () => {
    const playback = begun(play(4_000), STARTED, seek(4_000))
    expect(placeOf(playback)?.turn).toBe(2)
  })

  it('is heard at once where that is asked for', () => {
    expect(begun(seek(4_000, true)).phase).toMatchObject({ kind: 'loading' })
  })

  it('after the last sound ends it', () => {
    expect(begun(play(), STARTED, seek(90_000))).toMatchObject({
      at: 90_000,
      phase: { kind: 'ended' },
    })
  })

  it('brings back what has ended or failed, paused', () => {
    expect(begun(play(), FAILED, seek(3_000)).phase.kind).toBe('paused')
    expect(begun(play(), STARTED, seek(90_000), seek(3_000)).phase.kind).toBe('paused')
  })
})

describe('a failure', () => {
  it('says what could not be had, and tries the same place again', () => {
    const failed = begun(play(), STARTED, clock(2_000), FAILED)
    expect(failed.phase).toEqual({ kind: 'failed', trouble: 'recording' })
    expect(after(failed, play()).phase).toMatchObject({ place: { offsetMs: 2_000, turn: 2 } })
  })
})

describe('silence', () => {
  const silences = [
    { from: -Infinity, to: 2_000 },
    { from: 4_000, to: 8_000 },
    { from: 10_000, to: 22_000 },
    { from: 24_000, to: Infinity },
  ]
  const skipping: PlaybackEvent[] = [
    { kind: 'linesRead', silences },
    { kind: 'silenceSkipped', skips: true },
  ]

  it('is heard unless it is to be left out', () => {
    expect(begun({ kind: 'linesRead', silences }, play(), STARTED, clock(4_000)).at).toBe(5_000)
  })

  it('is left out at the start', () => {
    expect(begun(...skipping, play())).toMatchObject({ at: 2_000 })
  })

  it('is jumped over when the clock comes to it', () => {
    const playing = begun(...skipping, play(), STARTED)
    expect(after(playing, clock(2_990))).toMatchObject({ at: 3_990, phase: { kind: 'playing' } })
    expect(after(playing, clock(3_010)).phase).toMatchObject({
      kind: 'loading',
      place: { key: 7, offsetMs: 7_000 },
    })
  })

  it('is jumped over together with a gap', () => {
    const playback = begun(...skipping, play(), STARTED, clock(9_010))
    expect(playback).toMatchObject({ at: 22_000, phase: { place: { key: 9, offsetMs: 2_000 } } })
  })

  it('after the last word is the end', () => {
    const playback = begun(...skipping, play(23_000), STARTED, clock(4_010))
    expect(playback.phase.kind).toBe('ended')
  })
})

describe('recordings that change', () => {
  it('go on being played', () => {
    const playing = begun(play(), STARTED, {
      kind: 'recordingsRead',
      stretches: STRETCHES.slice(0, 1),
    })
    expect(playing.phase.kind).toBe('playing')
  })

  it('pause when the one that plays is gone', () => {
    const playing = begun(play(), STARTED, {
      kind: 'recordingsRead',
      stretches: STRETCHES.slice(1),
    })
    expect(playing.phase.kind).toBe('paused')
  })
})

it('takes a speed', () => {
  expect(begun({ kind: 'speedChosen', speed: 1.5 }).speed).toBe(1.5)
})
