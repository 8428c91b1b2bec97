import { describe, expect, it } from 'vitest'
import { CaptureClock } from './capture-clock'

/** 10 ms of a track whose clock is far from ours; `number` counts them. */
const piece = (number: number) => ({
  timestamp: 45_000_000_000 + number * 10_000,
  numberOfFrames: 480,
  sampleRate: 48_000,
})

describe('the capture clock', () => {
  it('takes sound that comes as soon as any for sound of just now', () => {
    const clock = new CaptureClock()
    expect(clock.endOf(piece(0), 510)).toBeCloseTo(510)
    expect(clock.endOf(piece(1), 520)).toBeCloseTo(520)
  })

  it('tells of sound that had to wait when it was captured', () => {
    const clock = new CaptureClock()
    clock.endOf(piece(0), 510)
    // Nothing is read for three seconds, then all at once.
    const late = Array.from({ length: 300 }, (_, index) => clock.endOf(piece(index + 1), 3_510))
    expect(late[0]).toBeCloseTo(520)
    expect(late[299]).toBeCloseTo(3_510)
  })

  it('learns the distance from a track whose first piece was late', () => {
    const clock = new CaptureClock()
    clock.endOf(piece(0), 530)
    clock.endOf(piece(1), 520)
    expect(clock.endOf(piece(2), 540)).toBeCloseTo(530)
  })

  it('knows the whole of a backlog for late, and follows a track that has become slower', () => {
    const clock = new CaptureClock()
    for (let number = 0; number < 700; number += 1) clock.endOf(piece(number), number * 10 + 10)
    // As much as can wait: the first of it was captured 10 s before it is read.
    const backlog = Array.from({ length: 1_000 }, (_, index) =>
      clock.endOf(piece(700 + index), 17_010),
    )
    expect(backlog[0]).toBeCloseTo(7_010)
    expect(backlog[999]).toBeCloseTo(17_000)
    let end = 0
    for (let number = 1_700; number < 3_800; number += 1) {
      end = clock.endOf(piece(number), number * 10 + 260)
    }
    expect(end).toBeCloseTo(3_799 * 10 + 260)
  })
})
