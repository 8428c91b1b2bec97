import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MICROPHONE, PRE_ROLL_MS, type Gate, type SpeechVerdict } from '@contract/media'
import { CaptureGate } from './capture-gate'

const PRE_ROLL_CHUNKS = PRE_ROLL_MS / MICROPHONE.chunkMs
/** What is kept before speech: the detector takes up to 100 ms to believe it. */
const BEFORE_SPEECH_CHUNKS = PRE_ROLL_CHUNKS + 5
/** What a detector may be behind. */
const HUNG_CHUNKS = 50

/** A gate into which numbered chunks are spoken; what it lets out is written down. */
function setUp() {
  const out: (number | string)[] = []
  const gate = new CaptureGate({
    chunk: (pcm, at) => {
      const [number = -1] = new Int16Array(pcm)
      out.push(number)
      expect(at).toBe(number * MICROPHONE.chunkMs)
    },
    gated: (serial) => out.push(`gated ${serial}`),
    speech: (heard) => out.push(heard),
    heldBack: (ms) => out.push(`held ${ms}`),
    detectorHung: () => out.push('hung'),
  })
  // As the chunker does, one buffer for all.
  const pcm = new Int16Array(MICROPHONE.chunkSamples)
  let number = 0
  let serial = 0
  return {
    gate,
    out,
    attach: (attached = true) => gate.attachDetector(attached, number * MICROPHONE.chunkMs),
    /** The detector has listened to so many more chunks, and says this. */
    judge: (heard: SpeechVerdict, judged = 0) =>
      gate.judge(heard, judged, number * MICROPHONE.chunkMs),
    chunks: () => out.filter((each) => typeof each === 'number'),
    obey: (kind: Gate['kind'], tailMs = 0) => {
      const at = (number - 1) * MICROPHONE.chunkMs
      gate.obey({ type: 'gate', gate: { kind }, tailMs, at, serial: (serial += 1) }, at)
    },
    speak: (count: number) => {
      for (let i = 0; i < count; i += 1) {
        pcm.fill(number)
        gate.push(pcm.buffer, number * MICROPHONE.chunkMs)
        number += 1
      }
    },
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index)

describe('CaptureGate in push-to-talk', () => {
  it('is shut at first, and keeps nothing while shut', () => {
    const { out, obey, speak } = setUp()
    speak(5)
    obey('open')
    expect(out).toEqual(['gated 1'])
  })

  it('keeps the last 300 ms while armed, lets them out first, and tells of the rest', () => {
    const { out, obey, speak } = setUp()
    obey('armed')
    speak(100)
    expect(out).toEqual(['gated 1', 'held 1000'])
    obey('open')
    speak(2)
    // 2,000 ms, of which 300 are let out.
    expect(out.slice(2)).toEqual(['held 700', 'gated 2', ...range(100 - PRE_ROLL_CHUNKS, 102)])
  })

  it('tells of nothing held back while it is shut, or by being shut', () => {
    const { out, obey, speak } = setUp()
    speak(100)
    obey('armed')
    speak(10)
    obey('shut')
    speak(100)
    obey('armed')
    expect(out).toEqual(['gated 1', 'gated 2', 'gated 3'])
  })

  it('keeps what there is when it was armed a moment ago', () => {
    const { chunks, obey, speak } = setUp()
    obey('open')
    speak(3)
    obey('armed')
    speak(4)
    obey('open')
    speak(1)
    expect(chunks()).toEqual(range(0, 8))
  })

  it('forgets what it kept when it is shut', () => {
    const { chunks, obey, speak } = setUp()
    obey('armed')
    speak(4)
    obey('shut')
    obey('armed')
    speak(1)
    obey('open')
    expect(chunks()).toEqual([4])
  })

  it('lets the tail out, to the chunk, and then says that it has closed', () => {
    const { out, obey, speak } = setUp()
    obey('open')
    speak(1)
    obey('armed', 50)
    speak(10)
    expect(out).toEqual(['gated 1', 0, 1, 2, 3, 'gated 2'])
  })

  it('goes on without a seam when it is opened again within the tail', () => {
    const { out, obey, speak } = setUp()
    obey('open')
    speak(2)
    obey('armed', 200)
    speak(3)
    obey('open')
    speak(20)
    obey('armed', 40)
    speak(5)
    expect(out).toEqual(['gated 1', ...range(0, 5), 'gated 3', ...range(5, 27), 'gated 4'])
  })

  it('cuts a tail short for a newer command, and makes none longer', () => {
    const shut = setUp()
    shut.obey('open')
    shut.obey('armed', 200)
    shut.speak(2)
    shut.obey('shut')
    shut.speak(20)
    expect(shut.out).toEqual(['gated 1', 0, 1, 'gated 3'])

    const twice = setUp()
    twice.obey('open')
    twice.obey('armed', 60)
    twice.speak(2)
    twice.obey('armed', 200)
    twice.speak(20)
    expect(twice.out).toEqual(['gated 1', 0, 1, 2, 'gated 3'])
  })
})

describe('CaptureGate with a voice detector', () => {
  it('sends speech with what came just before it, and tells what it held back', () => {
    const { out, obey, speak, attach, judge } = setUp()
    attach()
    obey('detecting')
    judge('long-pause')
    speak(10)
    judge('long-pause', 10)
    speak(40)
    judge('long-pause', 40)
    speak(30)
    judge('speech', 30)
    speak(1)
    judge('short-pause', 1)
    speak(1)
    judge('long-pause', 1)
    speak(3)
    const first = 80 - BEFORE_SPEECH_CHUNKS - 30
    expect(out).toEqual([
      'gated 1',
      'unknown',
      'long-pause',
      `held ${first * MICROPHONE.chunkMs}`,
      ...range(first, 80),
      'speech',
      80,
      'short-pause',
      81,
      'long-pause',
    ])
  })

  it('tells what it held back about once a second', () => {
    const { out, obey, speak, attach, judge } = setUp()
    attach()
    obey('detecting')
    judge('long-pause')
    for (let chunk = 0; chunk < BEFORE_SPEECH_CHUNKS + 101; chunk += 1) {
      speak(1)
      judge('long-pause', 1)
    }
    expect(out.slice(3)).toEqual(['held 1000', 'held 1000'])
  })

  it('lets all through while there is no detector, or one that has not said anything', () => {
    const { chunks, obey, speak, attach } = setUp()
    obey('detecting')
    speak(2)
    attach()
    speak(2)
    attach(false)
    speak(1)
    expect(chunks()).toEqual(range(0, 5))
  })

  it('tells of speech while open, and of none while shut', () => {
    const { out, obey, attach, judge } = setUp()
    attach()
    judge('speech')
    judge('long-pause')
    obey('open')
    judge('speech')
    judge('speech')
    attach(false)
    expect(out).toEqual(['gated 1', 'speech', 'unknown'])
  })

  it('says again that there is no speech when it begins to hold silence back', () => {
    const { out, obey, speak, attach, judge } = setUp()
    attach()
    obey('open')
    judge('long-pause')
    speak(1)
    obey('detecting')
    speak(1)
    expect(out).toEqual(['gated 1', 'long-pause', 0, 'gated 2', 'long-pause'])
  })

  it('takes no speech from before it was shut for speech now', () => {
    const { out, obey, speak, attach, judge } = setUp()
    attach()
    obey('detecting')
    judge('speech')
    obey('shut')
    obey('detecting')
    speak(2)
    expect(out.slice(-4)).toEqual(['gated 3', 'short-pause', 0, 1])
  })
})

describe('CaptureGate with a detector that does not keep up', () => {
  it('loses nothing of speech that is found late', () => {
    const { out, obey, speak, attach, judge } = setUp()
    attach()
    obey('detecting')
    speak(40)
    judge('long-pause', 40)
    speak(HUNG_CHUNKS)
    judge('speech', 6)
    expect(out.slice(-2 - HUNG_CHUNKS)).toEqual([
      'long-pause',
      ...range(40, 40 + HUNG_CHUNKS),
      'speech',
    ])
  })

  it('loses nothing when the gate is opened before it has answered', () => {
    const { chunks, obey, speak, attach, judge } = setUp()
    attach()
    obey('detecting')
    judge('long-pause')
    speak(HUNG_CHUNKS)
    obey('open')
    expect(chunks()).toEqual(range(0, HUNG_CHUNKS))
  })

  it('that has hung lets out what it was not listened to, tells, and holds nothing back', () => {
    const { out, obey, speak, attach, judge } = setUp()
    attach()
    obey('detecting')
    speak(40)
    judge('long-pause', 40)
    speak(HUNG_CHUNKS)
    expect(out.at(-1)).toBe('long-pause')
    speak(1)
    expect(out.slice(out.lastIndexOf('long-pause') + 1)).toEqual([
      ...range(40, 40 + HUNG_CHUNKS),
      'unknown',
      'hung',
      40 + HUNG_CHUNKS,
    ])
    judge('long-pause', 1)
    speak(100)
    expect(out.slice(-100)).toEqual(range(91, 191))
  })

  it('that never answers is found in an open gate too, and by no gate that is shut', () => {
    const shut = setUp()
    shut.attach()
    shut.speak(200)
    expect(shut.out).toEqual([])
    shut.obey('open')
    shut.speak(HUNG_CHUNKS)
    expect(shut.out).not.toContain('hung')
    shut.speak(1)
    expect(shut.out.at(-2)).toBe('hung')
  })
})

describe('CaptureGate after a while without time', () => {
  it('takes no detector for hung that gets seconds of sound at once, and loses none of it', () => {
    const out: (number | string)[] = []
    const gate = new CaptureGate({
      chunk: (pcm) => out.push(new Int16Array(pcm)[0] ?? -1),
      gated: () => undefined,
      speech: () => undefined,
      heldBack: () => undefined,
      detectorHung: () => out.push('hung'),
    })
    gate.attachDetector(true, 0)
    gate.obey({ type: 'gate', gate: { kind: 'detecting' }, tailMs: 0, at: 0, serial: 1 }, 0)
    gate.judge('long-pause', 0, 5_000)
    for (let number = 0; number < 200; number += 1) {
      gate.push(new Int16Array(MICROPHONE.chunkSamples).fill(number).buffer, 5_010)
    }
    expect(out).toEqual([])
    gate.judge('speech', 30, 5_020)
    // 400 ms before what it has listened to, and all that it has not.
    expect(out.slice(-190)).toEqual(range(30 - BEFORE_SPEECH_CHUNKS, 200))
  })

  it('lets nothing of one microphone out with the sound of another', () => {
    const { gate, out, obey, speak, chunks } = setUp()
    obey('armed')
    speak(100)
    gate.forget()
    speak(2)
    obey('open')
    speak(1)
    expect(chunks()).toEqual([100, 101, 102])
    expect(out).not.toContain('hung')
  })
})

describe('CaptureGate, whatever happens', () => {
  type Step =
    | { readonly speak: number }
    | { readonly kind: Gate['kind']; readonly tailMs: number }
    | { readonly heard: SpeechVerdict; readonly judged: number }
    | { readonly attached: boolean }
  const steps = fc.array(
    fc.oneof(
      fc.record({ speak: fc.nat(40) }),
      fc.record({
        kind: fc.constantFrom<Gate['kind']>('shut', 'armed', 'open', 'detecting'),
        tailMs: fc.constantFrom(0, 20, 200, 330),
      }),
      fc.record({
        heard: fc.constantFrom<SpeechVerdict>('speech', 'short-pause', 'long-pause'),
        judged: fc.nat(40),
      }),
      fc.record({ attached: fc.boolean() }),
    ),
    { maxLength: 40 },
  )

  function run(all: readonly Step[]) {
    const bench = setUp()
    bench.attach()
    const before: string[] = []
    let kind: Gate['kind'] = 'shut'
    for (const step of all) {
      if ('speak' in step) {
        bench.speak(step.speak)
        before.push(...Array<string>(step.speak).fill(kind))
      } else if ('heard' in step) bench.judge(step.heard, step.judged)
      else if ('attached' in step) bench.attach(step.attached)
      else {
        kind = step.kind
        bench.obey(step.kind, step.tailMs)
      }
    }
    return { ...bench, commanded: before }
  }

  it('lets nothing out twice or out of order', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const chunks = run(all).chunks()
        expect(chunks).toEqual([...new Set(chunks)].sort((a, b) => a - b))
      }),
    )
  })

  it('loses nothing that was captured while it was told to be open', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { commanded, chunks } = run(all)
        const left = new Set(chunks())
        commanded.forEach((kind, number) => {
          if (kind === 'open') expect(left.has(number)).toBe(true)
        })
      }),
    )
  })

  it('holds back nothing that no detector has listened to', () => {
    fc.assert(
      fc.property(steps, fc.nat(200), (all, count) => {
        const { obey, attach, speak, chunks } = run(all)
        obey('shut')
        attach(false)
        attach()
        obey('detecting')
        const before = chunks().length
        speak(count)
        expect(chunks().length - before).toBe(count)
      }),
    )
  })

  it('with its tail obeyed, keeps what is older than the pre-roll to itself', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { out, speak, obey, chunks, attach } = run(all)
        attach(false)
        obey('armed')
        speak(20)
        const before = chunks().length
        const seen = out.length
        speak(PRE_ROLL_CHUNKS + 7)
        expect(out.length).toBe(seen)
        obey('open')
        expect(chunks().length - before).toBe(PRE_ROLL_CHUNKS)
      }),
    )
  })

  it('answers the last command once, and each at most once', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { out, speak, obey } = run(all)
        obey('shut', 100)
        speak(10)
        const answers = out.filter((each) => String(each).startsWith('gated'))
        expect(answers).toEqual([...new Set(answers)])
        const commands = all.filter((step) => 'kind' in step).length + 1
        expect(answers.at(-1)).toBe(`gated ${commands}`)
      }),
    )
  })
})
