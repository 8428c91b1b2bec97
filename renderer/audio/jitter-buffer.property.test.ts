import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JITTER_BUFFER, JitterBuffer, type PlaybackReport } from './jitter-buffer'
import { fromPcm16 } from './pcm'

// Without a fade every sample that is not zero is one that was pushed, so it can be traced.
const OPTIONS = {
  ...JITTER_BUFFER,
  lead: { least: 40, most: 160, step: 30, calm: 1_000 },
  fadeSamples: 0,
  progressSamples: 64,
}
const QUANTUM = 16

type Command =
  | { readonly type: 'audio'; readonly reply: number; readonly length: number }
  | { readonly type: 'finish'; readonly reply: number }
  | { readonly type: 'flush'; readonly reply: number }
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  | { readonly type: 'render'; readonly quanta: number }

const reply = fc.integer({ min: 1, max: 6 })
const hold = fc.constantFrom<Command>({ type: 'hold' }, { type: 'resume' })
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('audio'), reply, length: fc.nat(120) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('finish'), reply }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('flush'), reply }) },
  { weight: 2, arbitrary: hold },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('render'), quanta: fc.nat(6) }) },
)

/** Runs the commands; every sample has a number of its own, upwards from 1. */
function run(commands: readonly Command[]) {
  const reports: PlaybackReport[] = []
  const buffer = new JitterBuffer((report) => reports.push(report), OPTIONS)
  const replyOf: number[] = [0]
  const heard: number[] = []
  let flushedUpTo = 0
  const render = (quanta: number): void => {
    for (let count = 0; count < quanta; count += 1) {
      const output = new Float32Array(QUANTUM)
      buffer.render(output)
      const samples = [...output].filter((sample) => sample !== 0).map((sample) => sample * 32_768)
      for (const sample of samples) expect(replyOf[sample]).toBeGreaterThan(flushedUpTo)
      heard.push(...samples)
    }
  }
  for (const each of commands) {
    if (each.type === 'render') render(each.quanta)
    else if (each.type === 'finish') buffer.finish(each.reply)
    else if (each.type === 'hold') buffer.hold()
    else if (each.type === 'resume') buffer.resume()
    else if (each.type === 'flush') {
      buffer.flush(each.reply)
      flushedUpTo = Math.max(flushedUpTo, each.reply)
    } else {
      const first = replyOf.length
      replyOf.push(...Array<number>(each.length).fill(each.reply))
      buffer.push(
        each.reply,
        Int16Array.from({ length: each.length }, (_, index) => first + index),
      )
    }
  }
  return { buffer, reports, heard, replyOf, render }
}

describe('JitterBuffer, whatever comes', () => {
  it('renders samples in order, each once, and none of a flushed reply', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const { heard, replyOf } = run(commands)
        heard.forEach((sample, index) => {
          const before = heard[index - 1] ?? 0
          const [replyBefore, replyNow] = [replyOf[before] ?? 0, replyOf[sample] ?? 0]
          expect(replyNow).toBeGreaterThanOrEqual(replyBefore)
          if (replyNow === replyBefore) expect(sample).toBeGreaterThan(before)
        })
      }),
    )
  })

  it('counts as heard what was rendered, and drains what was finished', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const { buffer, reports, heard, replyOf, render } = run(commands)
        buffer.resume()
        buffer.finish(7)
        render(1000)
        expect(buffer.busy).toBe(false)
        expect(buffer.bufferedSamples).toBe(0)
        for (const number of new Set(reports.map((report) => report.reply))) {
          const mine = reports.filter((report) => report.reply === number)
          const counts = mine.map(({ heardSamples }) => heardSamples)
          expect(counts).toEqual(counts.toSorted((one, other) => one - other))
          expect(mine.filter(({ type }) => type === 'drained').length).toBeLessThanOrEqual(1)
          const rendered = heard.filter((sample) => replyOf[sample] === number).length
          // A reply that a later one's flush took away has no report of its own end.
          const end = mine.findLast(({ type }) => type === 'drained' || type === 'flushed')
          if (end) expect(end.heardSamples).toBe(rendered)
          else expect(rendered).toBeGreaterThanOrEqual(counts.at(-1) ?? 0)
        }
      }),
    )
  })

  it('loses and doubles nothing of replies that are never flushed, however they are held', () => {
    const chunk = fc.record({ length: fc.nat(200), quanta: fc.nat(8), then: fc.option(hold) })
    fc.assert(
      fc.property(fc.array(fc.array(chunk, { maxLength: 8 }), { maxLength: 5 }), (replies) => {
        const commands = replies.flatMap((chunks, index): Command[] => [
          ...chunks.flatMap(({ length, quanta, then }): Command[] => [
            { type: 'audio', reply: index + 1, length },
            ...(then ? [then] : []),
            { type: 'render', quanta },
          ]),
          { type: 'finish', reply: index + 1 },
        ])
        const { buffer, heard, replyOf, render } = run(commands)
        buffer.resume()
        render(1000)
        expect(heard).toEqual(replyOf.map((_, sample) => sample).slice(1))
      }),
    )
  })

  it('is silent while it is held, and moves no sample', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const { buffer, heard, render } = run([...commands, { type: 'hold' }])
        const before = [heard.length, buffer.bufferedSamples]
        render(50)
        expect([heard.length, buffer.bufferedSamples]).toEqual(before)
      }),
    )
  })

  it('turns PCM16 into floats exactly', () => {
    expect(fromPcm16(12_345) * 32_768).toBe(12_345)
  })
})
