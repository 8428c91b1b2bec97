import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VOICE } from '@contract/media-format'
import { afterPlaying, afterUnderrun, firstLead, LEAD_POLICY } from './adaptive-lead'
import { JITTER_BUFFER, JitterBuffer, type JitterBufferOptions } from './jitter-buffer'

const MS = VOICE.sampleRate / 1000
const QUANTUM = 128

describe('the lead', () => {
  it('starts at its least, grows with every gap up to its most, and shrinks when it is calm', () => {
    let lead = firstLead(LEAD_POLICY)
    expect(lead.samples).toBe(50 * MS)
    const grown = Array.from({ length: 12 }, () => {
      lead = afterUnderrun(lead, LEAD_POLICY)
      return lead.samples / MS
    })
    expect(grown.slice(0, 3)).toEqual([90, 130, 170])
    expect(grown.slice(-3)).toEqual([400, 400, 400])
    lead = afterPlaying(lead, 20_000 * MS - 1, LEAD_POLICY)
    expect(lead.samples).toBe(400 * MS)
    lead = afterPlaying(lead, 1, LEAD_POLICY)
    expect(lead.samples).toBe(360 * MS)
    for (let count = 0; count < 20; count += 1) lead = afterPlaying(lead, 20_000 * MS, LEAD_POLICY)
    expect(lead.samples).toBe(50 * MS)
  })

  it('is calm only from the last gap on', () => {
    const almost = afterPlaying(firstLead(LEAD_POLICY), LEAD_POLICY.calm - 1, LEAD_POLICY)
    const again = afterUnderrun(almost, LEAD_POLICY)
    expect(afterPlaying(again, 1, LEAD_POLICY).samples).toBe(again.samples)
  })

  it('stays between its least and its most, whatever happens', () => {
    const happening = fc.option(fc.nat(40_000 * MS), { nil: 'gap' as const })
    fc.assert(
      fc.property(fc.array(happening), (happenings) => {
        let lead = firstLead(LEAD_POLICY)
        for (const one of happenings) {
          lead =
            one === 'gap' ? afterUnderrun(lead, LEAD_POLICY) : afterPlaying(lead, one, LEAD_POLICY)
          expect(lead.samples).toBeGreaterThanOrEqual(LEAD_POLICY.least)
          expect(lead.samples).toBeLessThanOrEqual(LEAD_POLICY.most)
        }
      }),
    )
  })
})

interface Arrival {
  readonly atMs: number
  readonly ms: number
}
interface Network {
  /** What the service sends at once, in ms of voice. */
  readonly pieceMs: number
  /** Speed of sending, in ms of voice a ms. */
  readonly speed: number
  /** Each piece is late by up to twice so much. */
  readonly jitterMs?: number
  /** One piece in so many is late by so many ms. */
  readonly stall?: readonly [number, number]
}

/** Numbers from 0 to 1, always the same. */
function numbers(): () => number {
  let seed = 20_261_121
  return () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
}

/** A reply as it comes over one ordered connection: a late piece delays those behind it. */
function arrivals(network: Network, lengthMs: number, random: () => number): Arrival[] {
  let before = 0
  return Array.from({ length: lengthMs / network.pieceMs }, (_, index) => {
    const [every, by] = network.stall ?? [Infinity, 0]
    const stalledMs = index > 0 && index % every === 0 ? by : 0
    const late = random() * 2 * (network.jitterMs ?? 0) + stalledMs
    before = Math.max(before, (index * network.pieceMs) / network.speed + late)
    return { atMs: before, ms: network.pieceMs }
  })
}

/** Plays replies over this network, one after the other; tells the gaps of each and the lead after. */
function listen(network: Network, replies: number, options: JitterBufferOptions = JITTER_BUFFER) {
  const random = numbers()
  let elapsed = 0
  const firstSampleMs: number[] = []
  let firstPieceAt = 0
  const buffer = new JitterBuffer(({ type }) => {
    if (type === 'started') firstSampleMs.push(elapsed - firstPieceAt)
  }, options)
  const gaps: number[] = []
  const output = new Float32Array(QUANTUM)
  for (let reply = 1; reply <= replies; reply += 1) {
    const before = buffer.underruns
    const coming = arrivals(network, 10_000, random)
    firstPieceAt = coming[0]?.atMs ?? 0
    for (elapsed = 0; coming.length > 0 || buffer.busy; elapsed += QUANTUM / MS) {
      while ((coming[0]?.atMs ?? Infinity) <= elapsed) {
        buffer.push(reply, new Int16Array((coming.shift()?.ms ?? 0) * MS).fill(1))
        if (coming.length === 0) buffer.finish(reply)
      }
      buffer.render(output)
    }
    gaps.push(buffer.underruns - before)
  }
  return { gaps, firstSampleMs, leadMs: buffer.leadSamples / MS, dropped: buffer.droppedSamples }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)
const FIXED: JitterBufferOptions = { ...JITTER_BUFFER, lead: { ...LEAD_POLICY, step: 0 } }

describe('over a network that', () => {
  it.each([20, 40])('is smooth, in pieces of %d ms: no gaps, and 60 ms to the first', (ms) => {
    const { gaps, firstSampleMs, leadMs } = listen({ pieceMs: ms, speed: 1 }, 5)
    expect(sum(gaps)).toBe(0)
    expect(Math.max(...firstSampleMs)).toBeLessThanOrEqual(60)
    expect(leadMs).toBe(50)
  })

  it('is jittery by ±100 ms: the gaps fall once it has adapted', () => {
    const network = { pieceMs: 40, speed: 1, jitterMs: 100 }
    const adaptive = listen(network, 20)
    const fixed = listen(network, 20, FIXED)
    const [early, late] = [adaptive.gaps.slice(0, 2), adaptive.gaps.slice(-10)]
    expect(sum(early)).toBeGreaterThanOrEqual(2)
    // No more than one gap for each time that it tries, after a calm stretch, with less.
    expect(sum(late)).toBeLessThanOrEqual(5)
    expect(sum(late) / 10).toBeLessThan(sum(early) / 2)
    expect(sum(adaptive.gaps)).toBeLessThan(sum(fixed.gaps) / 2)
    expect(adaptive.leadMs).toBeGreaterThan(90)
  })

  it('stalls now and then: the gaps fall once it has adapted', () => {
    const network = { pieceMs: 40, speed: 1, stall: [25, 180] } as const
    const adaptive = listen(network, 20)
    const fixed = listen(network, 20, FIXED)
    expect(sum(adaptive.gaps)).toBeLessThan(sum(fixed.gaps) / 2)
    expect(sum(adaptive.gaps.slice(-10))).toBeLessThanOrEqual(5)
  })

  it('is faster than the voice, in bursts: no gaps, nothing lost, and the lead stays small', () => {
    const { gaps, leadMs, dropped } = listen({ pieceMs: 200, speed: 4, jitterMs: 20 }, 5)
    expect([sum(gaps), leadMs, dropped]).toEqual([0, 50, 0])
  })
})
