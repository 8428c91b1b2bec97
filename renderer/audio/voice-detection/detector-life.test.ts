import { describe, expect, it } from 'vitest'
import {
  DETECTOR_OFF,
  nextDetectorLife,
  type DetectorEvent,
  type DetectorLife,
} from './detector-life'

/** The kinds of life after each event, each at its moment in ms. */
function live(...events: readonly (readonly [number, DetectorEvent['type']])[]): string[] {
  let life: DetectorLife = DETECTOR_OFF
  return events.map(([at, type]) => {
    const before = life
    life = nextDetectorLife(life, { type }, at)
    return life === before ? 'same' : life.kind
  })
}

describe('a voice detector', () => {
  it('starts when it is wanted, listens when it is ready, and is off when it is not wanted', () => {
    expect(live([0, 'wanted'], [1, 'wanted'], [500, 'ready'], [900, 'unwanted'])).toEqual([
      ...['starting', 'same', 'listening', 'off'],
    ])
  })

  it('that breaks is started once more, and has failed when it breaks again', () => {
    expect(
      live(
        [0, 'wanted'],
        [1, 'ready'],
        [9, 'broken'],
        [10, 'ready'],
        [19, 'broken'],
        [20, 'broken'],
      ),
    ).toEqual(['starting', 'listening', 'starting', 'listening', 'failed', 'same'])
  })

  it('that does not start within 10 s is broken too', () => {
    expect(live([0, 'wanted'], [9_999, 'time'], [10_000, 'time'], [20_000, 'time'])).toEqual([
      ...['starting', 'same', 'starting', 'failed'],
    ])
  })

  it('that has listened for a minute has earned another try', () => {
    const broken = [[0, 'wanted'] as const, [1, 'broken'] as const, [2, 'ready'] as const]
    expect(live(...broken, [60_001, 'broken']).at(-1)).toBe('failed')
    expect(live(...broken, [60_002, 'broken']).at(-1)).toBe('starting')
  })

  it('that has failed stays so until it is wanted anew', () => {
    const failed = [[0, 'wanted'] as const, [1, 'broken'] as const, [2, 'broken'] as const]
    expect(live(...failed, [3, 'wanted'], [4, 'ready'], [5, 'time']).slice(3)).toEqual([
      ...['same', 'same', 'same'],
    ])
    expect(live(...failed, [3, 'unwanted'], [4, 'wanted'], [5, 'broken']).slice(3)).toEqual([
      ...['off', 'starting', 'starting'],
    ])
  })

  it('that is not wanted cannot break', () => {
    expect(live([0, 'broken'], [1, 'ready'], [2, 'time'], [3, 'unwanted'])).toEqual([
      ...['same', 'same', 'same', 'same'],
    ])
  })
})
