import { describe, expect, it } from 'vitest'
import { SignalWatch, type SignalReading } from './signal-watch'

const STEP_MS = 250

/** Reads once every 250 ms; what was found, with the time. */
function watch(length: number, at: (now: number) => Partial<SignalReading>): string[] {
  const signal = new SignalWatch()
  const found: string[] = []
  for (let now = 0; now <= length; now += STEP_MS) {
    const moving = { frames: now * 48, signals: now / 100 }
    const reading = { now, heard: true, muted: false, ...moving, ...at(now) }
    const finding = signal.read(reading)
    if (finding) found.push(`${finding} ${reading.now}`)
  }
  return found
}

describe('SignalWatch', () => {
  it('finds nothing in a microphone that works', () => {
    expect(watch(60_000, () => ({}))).toEqual([])
  })

  it('finds exact silence within 3 s, once, and the first sound after it', () => {
    expect(watch(10_000, (now) => ({ heard: now >= 8_000 }))).toEqual(['silent 2000', 'sound 8000'])
  })

  it('takes no silence for a fault that the user has asked for', () => {
    expect(watch(20_000, () => ({ heard: false, muted: true }))).toEqual([])
    expect(watch(20_000, (now) => ({ heard: now > 11_000, muted: now < 10_000 }))).toEqual([])
    expect(watch(13_000, (now) => ({ heard: false, muted: now < 10_000 }))).toEqual([
      'silent 12000',
    ])
  })

  it('finds frames that stop within 3 s, and says so again while they do not come', () => {
    expect(watch(9_000, (now) => ({ frames: Math.min(now, 3_000) }))).toEqual([
      'stalled 5500',
      'stalled 8000',
    ])
  })

  it('takes no stall for a fault while muted, and measures it anew once unmuted', () => {
    const mutedUntil = (end: number) => (now: number) => now >= 3_000 && now < end
    const frames = (now: number, muted: boolean): number => (muted ? 3_000 : now)
    const unmuted = mutedUntil(20_000)
    expect(
      watch(60_000, (now) => ({ muted: unmuted(now), frames: frames(now, unmuted(now)) })),
    ).toEqual([])
    // The device died meanwhile: its last frames are those from before.
    expect(watch(23_500, (now) => ({ muted: unmuted(now), frames: Math.min(now, 3_000) }))).toEqual(
      ['stalled 22250'],
    )
    // Opened while muted, it has delivered nothing at all.
    expect(
      watch(20_000, (now) => ({ muted: now < 10_000, frames: Math.max(0, now - 11_500) })),
    ).toEqual([])
  })

  it('finds a worker that stands although frames come, within 3 s', () => {
    expect(watch(9_000, (now) => ({ signals: Math.min(now, 3_000) }))).toEqual([
      'stalled 5500',
      'stalled 8000',
    ])
    expect(watch(9_000, (now) => ({ signals: Math.min(now, 3_000), frames: null }))).toEqual([
      'stalled 5500',
      'stalled 8000',
    ])
  })

  it('takes a worker that stands for no fault while muted', () => {
    const at = (now: number): Partial<SignalReading> => ({
      muted: now < 8_000,
      signals: Math.max(1, now - 9_000),
    })
    expect(watch(15_000, at)).toEqual([])
  })

  it('does not take the start for a stall', () => {
    expect(watch(9_000, (now) => ({ frames: Math.max(0, now - 1_500) }))).toEqual([])
  })

  it('knows no stall where frames are not counted', () => {
    expect(watch(9_000, () => ({ frames: null }))).toEqual([])
  })

  it('does not blame the microphone for a page that stood still', () => {
    const signal = new SignalWatch()
    const at = (now: number, frames: number) =>
      signal.read({ now, frames, signals: frames, heard: true, muted: false })
    expect([at(0, 10), at(500, 10), at(9_000, 10), at(9_250, 20)]).toEqual([null, null, null, null])
  })
})
