import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VoiceHold } from './voice-hold'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const done: string[] = []
  const hold = new VoiceHold({
    hold: () => done.push('hold'),
    resume: () => done.push('resume'),
    onHeld: (held) => done.push(held ? 'held' : 'free'),
    onResumed: () => done.push('counted'),
  })
  return { hold, done }
}

describe('VoiceHold', () => {
  it('plays on after a cough, by itself, and counts it', () => {
    const { hold, done } = setUp()
    hold.receive({ type: 'speech', heard: true })
    expect(done).toEqual(['hold', 'held'])
    vi.advanceTimersByTime(300)
    hold.receive({ type: 'speech', heard: false })
    vi.advanceTimersByTime(599)
    expect(done).toHaveLength(2)
    vi.advanceTimersByTime(2)
    expect(done.slice(2)).toEqual(['resume', 'counted', 'free'])
  })

  it('plays on after 3 s of speech, and not again', () => {
    const { hold, done } = setUp()
    hold.receive({ type: 'speech', heard: true })
    vi.advanceTimersByTime(2_999)
    expect(done).toHaveLength(2)
    vi.advanceTimersByTime(60_000)
    hold.receive({ type: 'speech', heard: false })
    hold.receive({ type: 'speech', heard: true })
    expect(done.slice(2)).toEqual(['resume', 'counted', 'free'])
  })

  it('leaves no timer behind when the voice is over', () => {
    const { hold, done } = setUp()
    hold.receive({ type: 'speech', heard: true })
    hold.receive({ type: 'voice-over' })
    expect(vi.getTimerCount()).toBe(0)
    expect(done).toEqual(['hold', 'held', 'free'])
  })
})
