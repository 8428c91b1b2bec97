import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MICROPHONE, PRE_ROLL_MS, type Gate } from '@contract/media'
import { CaptureGate } from './capture-gate'

const PRE_ROLL_CHUNKS = PRE_ROLL_MS / MICROPHONE.chunkMs

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
    speech: (heard) => out.push(heard ? 'speech' : 'pause'),
    heldBack: (ms) => out.push(`held ${ms}`),
  })
  // As the chunker does, one buffer for all.
  const pcm = new Int16Array(MICROPHONE.chunkSamples)
  let number = 0
  let serial = 0
  return {
    gate,
    out,
    chunks: () => out.filter((each) => typeof each === 'number'),
    obey: (kind: Gate['kind'], tailMs = 0) =>
      gate.obey({ type: 'gate', gate: { kind }, tailMs, serial: (serial += 1) }),
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

  it('keeps the last 300 ms while armed, and lets them out first', () => {
    const { out, obey, speak } = setUp()
    obey('armed')
    speak(100)
    expect(out).toEqual(['gated 1'])
    obey('open')
    speak(2)
    expect(out).toEqual(['gated 1', 'gated 2', ...range(100 - PRE_ROLL_CHUNKS, 102)])
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
    const { gate, out, obey, speak } = setUp()
    gate.attachDetector(true)
    obey('detecting')
    speak(PRE_ROLL_CHUNKS + 60)
    gate.heard(true, 0)
    speak(2)
    gate.heard(false, 0)
    speak(3)
    expect(out.slice(0, 3)).toEqual(['gated 1', 'held 1000', 'held 200'])
    expect(out.slice(3)).toEqual([...range(60, 75), 'speech', 75, 76, 'pause'])
  })

  it('lets all through while there is no detector', () => {
    const { gate, chunks, obey, speak } = setUp()
    obey('detecting')
    speak(2)
    gate.attachDetector(true)
    speak(2)
    gate.attachDetector(false)
    speak(1)
    expect(chunks()).toEqual(range(0, 5))
  })

  it('tells of speech while open, and of none while shut', () => {
    const { gate, out, obey } = setUp()
    gate.attachDetector(true)
    gate.heard(true, 0)
    gate.heard(false, 0)
    obey('open')
    gate.heard(true, 0)
    gate.heard(true, 0)
    gate.attachDetector(false)
    expect(out).toEqual(['gated 1', 'speech', 'pause'])
  })
})

describe('CaptureGate, whatever happens', () => {
  type Step =
    | { readonly speak: number }
    | { readonly kind: Gate['kind']; readonly tailMs: number }
    | { readonly heard: boolean }
  const steps = fc.array(
    fc.oneof(
      fc.record({ speak: fc.nat(40) }),
      fc.record({
        kind: fc.constantFrom<Gate['kind']>('shut', 'armed', 'open', 'detecting'),
        tailMs: fc.constantFrom(0, 20, 200, 330),
      }),
      fc.record({ heard: fc.boolean() }),
    ),
    { maxLength: 40 },
  )

  function run(all: readonly Step[]) {
    const bench = setUp()
    bench.gate.attachDetector(true)
    const before: string[] = []
    let kind: Gate['kind'] = 'shut'
    for (const step of all) {
      if ('speak' in step) {
        bench.speak(step.speak)
        before.push(...Array<string>(step.speak).fill(kind))
      } else if ('heard' in step) bench.gate.heard(step.heard, 0)
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

  it('with its tail obeyed, keeps what is older than the pre-roll to itself', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { out, speak, obey, chunks } = run([...all, { heard: false }])
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
