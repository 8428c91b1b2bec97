import { describe, expect, it } from 'vitest'
import { AnswerWatchdog, nextAnswerWatch } from './answer-watchdog'
import { FakeClock } from './live/testing'

function setUp() {
  const clock = new FakeClock()
  const told: boolean[] = []
  const watchdog = new AnswerWatchdog({ clock, onMissing: (missing) => told.push(missing) })
  return { clock, told, watchdog }
}

describe('AnswerWatchdog', () => {
  it('tells of a question to which nothing came back for ten seconds, and of what came after all', () => {
    const { clock, told, watchdog } = setUp()
    watchdog.receive('asked')
    clock.advance(9_999)
    expect(told).toEqual([])
    clock.advance(1)
    expect(told).toEqual([true])
    clock.advance(100_000)
    expect(told).toEqual([true])
    watchdog.receive('settled')
    expect(told).toEqual([true, false])
  })

  it('says nothing when something comes back in time', () => {
    const { clock, told, watchdog } = setUp()
    watchdog.receive('asked')
    clock.advance(9_000)
    watchdog.receive('settled')
    clock.advance(100_000)
    expect(told).toEqual([])
    expect(clock.waiting).toBe(0)
  })

  it('counts from the newest question on', () => {
    const { clock, told, watchdog } = setUp()
    watchdog.receive('asked')
    clock.advance(9_000)
    watchdog.receive('asked')
    clock.advance(9_000)
    expect(told).toEqual([])
    clock.advance(1_000)
    expect(told).toEqual([true])
    watchdog.receive('asked')
    expect(told).toEqual([true, false])
  })

  it('gives the next connection ten seconds when the one that was asked broke', () => {
    const { clock, told, watchdog } = setUp()
    watchdog.receive('asked')
    clock.advance(5_000)
    watchdog.receive('lost')
    clock.advance(60_000)
    expect(told).toEqual([])
    watchdog.receive('live')
    clock.advance(9_999)
    expect(told).toEqual([])
    clock.advance(1)
    expect(told).toEqual([true])
  })

  it('waits for nothing that was not asked', () => {
    for (const event of ['settled', 'lost', 'live', 'expired'] as const) {
      expect(nextAnswerWatch('idle', event)).toBe('idle')
    }
  })
})
