import { describe, expect, it } from 'vitest'
import { JITTER_BUFFER, JitterBuffer, mayPlay, type PlaybackReport } from './jitter-buffer'

const QUANTUM = 128
const LEAD = JITTER_BUFFER.lead.least

const tone = (length: number, level = 16_384): Int16Array => new Int16Array(length).fill(level)

function setUp() {
  const reports: PlaybackReport[] = []
  const buffer = new JitterBuffer((report) => reports.push(report))
  const render = (quanta = 1): number[] => {
    const samples: number[] = []
    for (let count = 0; count < quanta; count += 1) {
      const output = new Float32Array(QUANTUM)
      buffer.render(output)
      samples.push(...output)
    }
    return samples
  }
  const typesOf = (reply: number): string[] =>
    reports.filter((report) => report.reply === reply).map(({ type }) => type)
  return { buffer, reports, render, typesOf }
}

describe('the lead', () => {
  it('is 50 ms at first, or what there is of a finished reply', () => {
    expect(LEAD).toBe(1200)
    expect(mayPlay({ bufferedSamples: LEAD - 1, finished: false }, LEAD)).toBe(false)
    expect(mayPlay({ bufferedSamples: LEAD, finished: false }, LEAD)).toBe(true)
    expect(mayPlay({ bufferedSamples: 1, finished: true }, LEAD)).toBe(true)
  })
})

describe('JitterBuffer', () => {
  it('waits for the lead, then tells that the reply has started', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(LEAD - 1))
    expect(render().every((sample) => sample === 0)).toBe(true)
    buffer.push(1, tone(1))
    expect(render().every((sample) => sample === 0.5)).toBe(true)
    expect(reports).toEqual([{ type: 'started', reply: 1, heardSamples: QUANTUM }])
  })

  it('plays a short finished reply out and tells that it is drained', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(200))
    buffer.finish(1)
    expect(buffer.busy).toBe(true)
    render(2)
    expect(buffer.busy).toBe(false)
    expect(reports.at(-1)).toEqual({ type: 'drained', reply: 1, heardSamples: 200 })
  })

  it('rebuffers after it ran dry, and counts a gap only when the reply goes on', () => {
    const { buffer, render } = setUp()
    buffer.push(1, tone(LEAD))
    render(12)
    expect(buffer.underruns).toBe(0)
    buffer.push(1, tone(LEAD))
    expect(buffer.underruns).toBe(1)
    const more = buffer.leadSamples
    expect(more).toBe(LEAD + JITTER_BUFFER.lead.step)
    buffer.push(1, tone(more - LEAD - 1))
    expect(render().every((sample) => sample === 0)).toBe(true)
    buffer.push(1, tone(1))
    expect(render()[0]).toBe(0.5)
  })

  it('has no gap when the next chunk comes just in time, or the reply is then finished', () => {
    const { buffer, render, reports } = setUp()
    buffer.push(1, tone(12 * QUANTUM))
    render(12)
    buffer.push(1, tone(QUANTUM))
    expect(render().every((sample) => sample === 0.5)).toBe(true)
    render(2)
    buffer.finish(1)
    render()
    expect(buffer.underruns).toBe(0)
    expect(reports.at(-1)?.type).toBe('drained')
  })

  it('falls silent within the quantum after a flush, without a click', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(24_000))
    render(3)
    buffer.flush(1)
    const fall = render()
    expect(fall[0]).toBeLessThan(0.5)
    expect(fall.every((sample, index) => index === 0 || sample <= (fall[index - 1] ?? 0))).toBe(
      true,
    )
    expect(fall.at(-1)).toBe(0)
    expect(render(5).every((sample) => sample === 0)).toBe(true)
    expect(reports.at(-1)).toEqual({ type: 'flushed', reply: 1, heardSamples: 3 * QUANTUM })
  })

  it('ignores late audio of flushed replies and plays the next', () => {
    const { buffer, reports, render, typesOf } = setUp()
    buffer.push(2, tone(LEAD))
    buffer.flush(2)
    buffer.push(1, tone(LEAD))
    buffer.push(2, tone(LEAD))
    buffer.finish(2)
    render(20)
    expect(typesOf(1)).toEqual([])
    expect(typesOf(2)).toEqual(['flushed'])
    buffer.push(3, tone(LEAD, 8192))
    expect(render().every((sample) => sample === 0.25)).toBe(true)
    expect(reports.at(-1)).toMatchObject({ type: 'started', reply: 3 })
  })

  it('still knows what was heard of a reply that a late flush names', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(300))
    buffer.finish(1)
    render(3)
    buffer.flush(1)
    expect(reports.at(-1)).toEqual({ type: 'flushed', reply: 1, heardSamples: 300 })
  })

  it('goes from one reply to the next within a quantum', () => {
    const { buffer, render, typesOf } = setUp()
    buffer.push(1, tone(100))
    buffer.push(2, tone(LEAD, 8192))
    const samples = render()
    expect(samples.slice(0, 100).every((sample) => sample === 0.5)).toBe(true)
    expect(samples.slice(100).every((sample) => sample === 0.25)).toBe(true)
    expect(typesOf(1)).toEqual(['started', 'drained'])
  })

  it('tells its progress ten times a second', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(10 * 24_000))
    render(Math.ceil((10 * 24_000) / QUANTUM))
    expect(reports.filter(({ type }) => type === 'progress').length).toBeGreaterThanOrEqual(95)
    expect(reports.find(({ type }) => type === 'progress')).toMatchObject({
      reply: 1,
      underruns: 0,
    })
  })

  it('keeps 120 s that come in one burst, and drops and counts what is newer', () => {
    const { buffer } = setUp()
    for (let second = 0; second < 125; second += 1) buffer.push(1, tone(24_000))
    expect(buffer.bufferedSamples).toBe(120 * 24_000)
    expect(buffer.droppedSamples).toBe(5 * 24_000)
  })

  it('plays 60 s that come in one burst to the last sample', () => {
    const { buffer, reports, render } = setUp()
    for (let second = 0; second < 60; second += 1) buffer.push(1, tone(24_000))
    buffer.finish(1)
    render(Math.ceil((60 * 24_000) / QUANTUM))
    expect(reports.at(-1)).toEqual({ type: 'drained', reply: 1, heardSamples: 60 * 24_000 })
    expect([buffer.droppedSamples, buffer.underruns]).toEqual([0, 0])
  })

  it('drains a reply without audio', () => {
    const { buffer, reports, render } = setUp()
    buffer.finish(1)
    render()
    expect(reports).toEqual([{ type: 'drained', reply: 1, heardSamples: 0 }])
  })
})

describe('a hold', () => {
  it('falls silent within 2 ms, and plays on from the next sample, rising', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(24_000))
    render(3)
    buffer.hold()
    const fall = render()
    expect(fall[0]).toBeGreaterThan(0.4)
    expect(fall.slice(48).every((sample) => sample === 0)).toBe(true)
    expect(render(50).every((sample) => sample === 0)).toBe(true)
    expect([buffer.busy, buffer.bufferedSamples]).toEqual([true, 24_000 - 3 * QUANTUM])
    buffer.resume()
    const rise = render()
    expect(rise[0]).toBeGreaterThan(0)
    expect(rise[0]).toBeLessThan(0.02)
    expect(rise.slice(0, 49)).toEqual(rise.slice(0, 49).toSorted((a, b) => a - b))
    expect(rise.slice(48).every((sample) => sample === 0.5)).toBe(true)
    buffer.flush(1)
    expect(reports.at(-1)).toEqual({ type: 'flushed', reply: 1, heardSamples: 4 * QUANTUM })
  })

  it('is no gap, and keeps what comes meanwhile', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(12 * QUANTUM))
    render(6)
    buffer.hold()
    render(100)
    buffer.push(1, tone(QUANTUM))
    buffer.finish(1)
    buffer.resume()
    render(7)
    expect(buffer.underruns).toBe(0)
    expect(reports.at(-1)).toEqual({ type: 'drained', reply: 1, heardSamples: 13 * QUANTUM })
  })

  it('keeps the context busy only for something to play', () => {
    const { buffer, render } = setUp()
    buffer.hold()
    expect(buffer.busy).toBe(false)
    buffer.push(1, tone(LEAD))
    buffer.resume()
    render(10)
    buffer.hold()
    expect(buffer.busy).toBe(true)
    buffer.flush(1)
    expect(buffer.busy).toBe(false)
  })

  it('ends with a flush: the next reply is not held', () => {
    const { buffer, reports, render } = setUp()
    buffer.push(1, tone(24_000))
    render(3)
    buffer.hold()
    render()
    buffer.flush(1)
    expect(reports.at(-1)).toEqual({ type: 'flushed', reply: 1, heardSamples: 3 * QUANTUM })
    buffer.push(2, tone(LEAD))
    expect(render().every((sample) => sample === 0.5)).toBe(true)
  })
})
