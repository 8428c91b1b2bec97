import { describe, expect, it, vi } from 'vitest'
import type { VoiceCommand } from '@contract/media'
import { Downlink } from './downlink'

function setUp() {
  let now = 1_000
  const events = {
    onSpeaking: vi.fn(),
    onTiming: vi.fn(),
    onCounts: vi.fn(),
  }
  const downlink = new Downlink(events, () => now)
  const commands: VoiceCommand[] = []
  downlink.connect((command) => commands.push(command))
  return {
    downlink,
    events,
    commands,
    onHeard: vi.fn(),
    wait: (ms: number) => (now += ms),
    words: () =>
      commands.map((command) =>
        'reply' in command ? `${command.type} ${command.reply}` : command.type,
      ),
  }
}
const samples = (count: number) => new Uint8Array(count * 2)

describe('Downlink', () => {
  it('gives the voice of one answer one number, and the next answer the next', () => {
    const { downlink, words } = setUp()
    downlink.audio(samples(1))
    downlink.audio(samples(1))
    downlink.finish()
    downlink.finish()
    downlink.audio(samples(1))
    expect(words()).toEqual(['audio 1', 'audio 1', 'finish 1', 'audio 2'])
  })

  it('hands over a copy of exactly the bytes', () => {
    const { downlink, commands } = setUp()
    const pool = Uint8Array.of(9, 9, 1, 2, 9)
    downlink.audio(pool.subarray(2, 4))
    pool.fill(0)
    expect(commands).toMatchObject([{ pcm: Uint8Array.of(1, 2).buffer }])
  })

  it('speaks from the first bytes until the last reply was heard', () => {
    const { downlink, events } = setUp()
    downlink.audio(samples(1))
    downlink.finish()
    downlink.audio(samples(1))
    downlink.report({ type: 'drained', reply: 1, heardSamples: 1, at: 0 })
    expect(downlink.speaking).toBe(true)
    downlink.report({ type: 'drained', reply: 2, heardSamples: 1, at: 0 })
    expect(events.onSpeaking.mock.calls).toEqual([[true], [false]])
  })

  it('is silent at once when stopped, and tells what was heard when it is known', () => {
    const { downlink, events, onHeard, words, wait } = setUp()
    downlink.audio(samples(100))
    downlink.audio(samples(50))
    downlink.stop(onHeard)
    expect(events.onSpeaking).toHaveBeenLastCalledWith(false)
    wait(7)
    downlink.report({ type: 'flushed', reply: 1, heardSamples: 30, at: 0 })
    expect(words().at(-1)).toBe('flush 1')
    expect(events.onTiming).toHaveBeenCalledWith('voice-flushed', 7)
    expect(onHeard.mock.calls).toEqual([[30]])
  })

  it('numbers what comes after a stop anew, so that the flush cannot swallow it', () => {
    const { downlink, words } = setUp()
    downlink.audio(samples(1))
    downlink.stop()
    downlink.audio(samples(1))
    expect(words()).toEqual(['audio 1', 'flush 1', 'audio 2'])
  })

  it('flushes every reply that is not yet heard', () => {
    const { downlink, words } = setUp()
    downlink.audio(samples(1))
    downlink.finish()
    downlink.audio(samples(1))
    downlink.stop()
    expect(words().slice(-2)).toEqual(['flush 1', 'flush 2'])
    expect(downlink.speaking).toBe(false)
  })

  it.each([
    [10, 0, 110],
    [50, 0, 150],
    [50, 20, 170],
  ])('knows the place where it stopped among replies: %d and %d heard', (first, second, place) => {
    const { downlink, onHeard } = setUp()
    const report = (type: 'drained' | 'flushed', reply: number, heardSamples: number): void =>
      downlink.report({ type, reply, heardSamples, at: 0 })
    downlink.audio(samples(100))
    downlink.finish()
    report('drained', 1, 100)
    downlink.audio(samples(50))
    downlink.finish()
    downlink.audio(samples(30))
    downlink.stop(onHeard)
    report('flushed', 2, first)
    expect(onHeard).not.toHaveBeenCalled()
    report('flushed', 3, second)
    expect(onHeard.mock.calls).toEqual([[place]])
  })

  it('tells of two stops in a row, each what was heard of its own', () => {
    const { downlink } = setUp()
    const onHeard = vi.fn<(stop: string, heardUpTo: number) => void>()
    const flushed = (reply: number, heardSamples: number): void =>
      downlink.report({ type: 'flushed', reply, heardSamples, at: 0 })
    downlink.audio(samples(100))
    downlink.stop((heardUpTo) => {
      onHeard('first', heardUpTo)
    })
    downlink.audio(samples(50))
    downlink.stop((heardUpTo) => {
      onHeard('second', heardUpTo)
    })
    flushed(1, 40)
    flushed(2, 10)
    flushed(2, 20)
    expect(onHeard.mock.calls).toEqual([
      ['first', 40],
      ['second', 110],
    ])
  })

  it('holds only what there is, once, and plays it on', () => {
    const { downlink, words } = setUp()
    downlink.hold()
    downlink.audio(samples(1))
    downlink.resume()
    downlink.hold()
    downlink.hold()
    downlink.resume()
    expect(words()).toEqual(['audio 1', 'hold', 'resume'])
  })

  it('leaves no later reply held: after a stop, or the end of what was held', () => {
    const { downlink, words } = setUp()
    downlink.audio(samples(1))
    downlink.hold()
    downlink.stop()
    downlink.resume()
    expect(words().slice(1)).toEqual(['hold', 'flush 1'])
    downlink.audio(samples(1))
    downlink.hold()
    downlink.report({ type: 'drained', reply: 2, heardSamples: 1, at: 0 })
    expect(words().slice(-2)).toEqual(['hold', 'resume'])
  })

  it('has nothing to stop or to finish before there is a voice', () => {
    const { downlink, words } = setUp()
    downlink.stop()
    downlink.finish()
    expect(words()).toEqual([])
  })

  it('takes no report of a flush that it did not ask for', () => {
    const { downlink, onHeard } = setUp()
    downlink.report({ type: 'flushed', reply: 1, heardSamples: 1, at: 0 })
    downlink.audio(samples(1))
    downlink.stop(onHeard)
    downlink.report({ type: 'flushed', reply: 7, heardSamples: 1, at: 0 })
    expect(onHeard).not.toHaveBeenCalled()
  })

  it('times the first sample', () => {
    const { downlink, events } = setUp()
    downlink.audio(samples(1))
    downlink.report({ type: 'started', reply: 1, heardSamples: 0, at: 1_090 })
    downlink.report({ type: 'started', reply: 9, heardSamples: 0, at: 1_090 })
    expect(events.onTiming.mock.calls).toEqual([['voice-first-sample', 90]])
  })

  it('adds up the counts of the worklets that it has known', () => {
    const { downlink, events } = setUp()
    const part = { reply: 1, heardSamples: 1, at: 0, bufferedSamples: 0, leadSamples: 2_160 }
    downlink.report({ type: 'progress', ...part, underruns: 3, droppedSamples: 2_400 })
    const counts = { voiceUnderruns: 3, voiceLeadMs: 90, voiceDroppedMs: 100 }
    expect(events.onCounts).toHaveBeenLastCalledWith(counts)
    downlink.connect(() => undefined)
    downlink.report({ type: 'progress', ...part, underruns: 1, droppedSamples: 0 })
    expect(events.onCounts).toHaveBeenLastCalledWith({ ...counts, voiceUnderruns: 4 })
  })

  it('falls silent with the worklet, and speaks again to the next one', () => {
    const { downlink, events, words } = setUp()
    downlink.audio(samples(1))
    downlink.disconnect()
    expect(downlink.speaking).toBe(false)
    expect(events.onSpeaking).toHaveBeenLastCalledWith(false)
    downlink.audio(samples(1))
    expect(words()).toEqual(['audio 1'])
    const next: VoiceCommand[] = []
    downlink.connect((command) => next.push(command))
    downlink.audio(samples(1))
    expect(next).toMatchObject([{ type: 'audio', reply: 3 }])
  })

  it('takes what speakers told last for what was heard when they confirm nothing', () => {
    const { downlink, onHeard } = setUp()
    downlink.audio(samples(100))
    downlink.finish()
    downlink.audio(samples(50))
    downlink.report({ type: 'drained', reply: 1, heardSamples: 100, at: 0 })
    downlink.report({ type: 'started', reply: 2, heardSamples: 12, at: 0 })
    downlink.stop(onHeard)
    expect(onHeard).not.toHaveBeenCalled()
    downlink.settle()
    downlink.report({ type: 'flushed', reply: 2, heardSamples: 30, at: 0 })
    expect(onHeard.mock.calls).toEqual([[112]])
  })

  it('does so too when they are gone', async () => {
    const { downlink, onHeard } = setUp()
    downlink.audio(samples(100))
    downlink.report({ type: 'started', reply: 1, heardSamples: 12, at: 0 })
    downlink.stop(onHeard)
    const { stopped } = downlink
    downlink.disconnect()
    await stopped
    expect(onHeard.mock.calls).toEqual([[12]])
  })
})
