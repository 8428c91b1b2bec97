import { describe, expect, it } from 'vitest'
import { GapTrack } from './gap-track'
import { FakeClock } from './live/testing'

function setUp() {
  const clock = new FakeClock()
  const gaps: { readonly at: number; readonly lostMs: number }[] = []
  const date = (): number => clock.now()
  const start = date()
  const track = new GapTrack({
    clock,
    date,
    onGap: ({ at, lostMs }) => gaps.push({ at: at - start, lostMs }),
  })
  return { clock, gaps, track }
}

describe('GapTrack', () => {
  it('joins losses that follow one another closely', () => {
    const { clock, gaps, track } = setUp()
    track.lose(20)
    clock.advance(1_900)
    track.lose(40)
    clock.advance(1_999)
    expect(gaps).toEqual([])
    clock.advance(1)
    track.lose(100)
    clock.advance(2_000)
    expect(gaps).toEqual([
      { at: 0, lostMs: 60 },
      { at: 3_900, lostMs: 100 },
    ])
  })

  it('takes a time without a connection for one gap, however long, lost or not', () => {
    const { clock, gaps, track } = setUp()
    track.offline()
    clock.advance(60_000)
    track.lose(20)
    clock.advance(60_000)
    track.lose(20)
    track.online()
    clock.advance(2_000)
    track.offline()
    track.online()
    clock.advance(2_000)
    expect(gaps).toEqual([
      { at: 0, lostMs: 40 },
      { at: 122_000, lostMs: 0 },
    ])
  })

  it('goes on with the gap when the connection breaks again at once', () => {
    const { clock, gaps, track } = setUp()
    track.offline()
    track.online()
    clock.advance(1_000)
    track.offline()
    clock.advance(10_000)
    expect(gaps).toEqual([])
    track.end()
    track.end()
    expect(gaps).toEqual([{ at: 0, lostMs: 0 }])
  })
})
