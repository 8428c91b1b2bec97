import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RECORDING, samplesIn } from './sound-format'
import { StereoMixer } from './stereo-mixer'

const { frameMs, frameSamples } = RECORDING
/** As the recorder takes: this long after the time of it. */
const HOLD_BACK_MS = 400
/** Numbers of pieces are louder than any hiss. */
const LOUD = 2_000

interface Piece {
  /** All of its samples; what is below `LOUD` is hiss. */
  readonly level: number
  readonly endsAt: number
  /** When it gets to the mixer, ms. */
  readonly comesAt: number
}

/** Plays 20-ms pieces to one side as time goes on; returns that side. */
function mix(pieces: readonly Piece[], side: 'user' | 'assistant' = 'user'): Int16Array {
  const mixer = new StereoMixer()
  const taken: Int16Array[] = []
  const waiting = [...pieces].sort((a, b) => a.comesAt - b.comesAt)
  const end = Math.max(...pieces.map(({ comesAt }) => comesAt)) + 10_000
  for (let now = 0; now <= end; now += 100) {
    for (let next = waiting[0]; next && next.comesAt <= now; next = waiting[0]) {
      mixer.place(side, new Int16Array(frameSamples).fill(next.level), next.endsAt)
      waiting.shift()
    }
    taken.push(mixer.take(now - HOLD_BACK_MS))
  }
  const whole = new Int16Array(taken.reduce((all, { length }) => all + length / 2, 0))
  let at = 0
  for (const part of taken) {
    for (let index = side === 'user' ? 0 : 1; index < part.length; index += 2, at += 1) {
      whole[at] = part[index] ?? 0
    }
  }
  return whole
}

/** Where each loud level begins and how many samples it has, in order. */
function runsOf(samples: Int16Array): { level: number; start: number; length: number }[] {
  const runs: { level: number; start: number; length: number }[] = []
  samples.forEach((level, at) => {
    const last = runs.at(-1)
    if (level < LOUD) return
    if (last?.level === level && last.start + last.length === at) last.length += 1
    else runs.push({ level, start: at, length: 1 })
  })
  return runs
}

const msOf = (samples: number): number => (samples * 1000) / RECORDING.sampleRate
const jitter = fc.double({ min: -25, max: 25, noNaN: true })

it('gives both sides whole up to the time that is asked, whatever is placed', () => {
  const place = fc.record({
    side: fc.constantFrom('user' as const, 'assistant' as const),
    length: fc.nat(3_000),
    endsAt: fc.double({ min: -1e5, max: 1e6, noNaN: true }),
  })
  const steps = fc.array(fc.oneof(place, fc.record({ untilMs: fc.nat(30_000) })), { maxLength: 60 })
  fc.assert(
    fc.property(steps, (all) => {
      const mixer = new StereoMixer()
      let taken = 0
      let latest = 0
      for (const step of all) {
        if ('side' in step) mixer.place(step.side, new Int16Array(step.length).fill(9), step.endsAt)
        else {
          latest = Math.max(latest, step.untilMs)
          const part = mixer.take(step.untilMs)
          taken += part.length / 2
          expect(part.every((sample) => sample === 0 || sample === 9)).toBe(true)
        }
      }
      expect(taken).toBe(Math.floor(latest / frameMs) * frameSamples)
      expect(mixer.takenMs).toBe(Math.floor(latest / frameMs) * frameMs)
    }),
  )
})

it('joins what follows within the jitter of its stamps without a seam, near its time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ jitter, delay: fc.nat(250) }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 500, max: 5_000 }),
      fc.constantFrom('user' as const, 'assistant' as const),
      (pieces, beginsAt, side) => {
        let comes = 0
        const sound = pieces.map(({ jitter, delay }, index) => {
          const endsAt = beginsAt + (index + 1) * frameMs
          // A lane keeps its order.
          comes = Math.max(comes, endsAt + delay)
          return { level: LOUD + index, endsAt: endsAt + jitter, comesAt: comes }
        })
        const runs = runsOf(mix(sound, side))
        const first = runs[0]?.start ?? -1
        expect(Math.abs(msOf(first) - beginsAt)).toBeLessThanOrEqual(26)
        expect(runs).toEqual(
          sound.map(({ level }, index) => ({
            level,
            start: first + index * frameSamples,
            length: frameSamples,
          })),
        )
      },
    ),
    { numRuns: 25 },
  )
})

it('leaves every gap as it was', () => {
  const utterance = fc.record({
    gapMs: fc.integer({ min: 200, max: 3_000 }),
    pieces: fc.array(jitter, { minLength: 1, maxLength: 30 }),
  })
  fc.assert(
    fc.property(fc.array(utterance, { minLength: 1, maxLength: 8 }), (utterances) => {
      let at = 0
      const begins = new Map<number, number>()
      const sound = utterances.flatMap(({ gapMs, pieces }, number) => {
        at += gapMs
        begins.set(LOUD + number * 100, at)
        return pieces.map((jitter, index) => {
          at += frameMs
          const level = LOUD + number * 100 + index
          return { level, endsAt: at + jitter, comesAt: at + 60 }
        })
      })
      const runs = runsOf(mix(sound))
      expect(runs.map(({ level, length }) => [level, length])).toEqual(
        sound.map(({ level }) => [level, frameSamples]),
      )
      for (const { level, start } of runs) {
        const begin = begins.get(level)
        if (begin !== undefined) expect(Math.abs(msOf(start) - begin)).toBeLessThanOrEqual(51)
      }
    }),
    { numRuns: 25 },
  )
})

/** Loud for 2 s, hiss for 1 s, over and over; a sound clock that runs wrong by so many parts. */
const speech = (seconds: number, wrong: number, delayOf: (index: number) => number): Piece[] => {
  let comes = 0
  return Array.from({ length: seconds * 50 }, (_, index) => {
    const isLoud = index % 150 < 100
    const endsAt = (index + 1) * frameMs * (1 + wrong)
    comes = Math.max(comes, endsAt + delayOf(index))
    return { level: isLoud ? LOUD + index : 20, endsAt, comesAt: comes }
  })
}

const placeErrors = (runs: ReturnType<typeof runsOf>, sound: readonly Piece[]): number[] =>
  runs.map(({ level, start }) => {
    const { endsAt } = sound[level - LOUD] ?? { endsAt: NaN }
    return Math.abs(msOf(start + frameSamples) - endsAt)
  })

it.each([-500e-6, -50e-6, 50e-6, 500e-6])(
  'lets no drift add up (%f), and cuts no word',
  (wrong) => {
    const sound = speech(120, wrong, () => 60)
    const runs = runsOf(mix(sound))
    expect(runs.map(({ level, length }) => [level, length])).toEqual(
      sound.flatMap(({ level }) => (level < LOUD ? [] : [[level, frameSamples]])),
    )
    expect(Math.max(...placeErrors(runs, sound))).toBeLessThan(45)
  },
)

it('loses nothing that comes seconds late, and is in time again after the next silence', () => {
  // A worker that had no time for 1.5 s within the second utterance.
  const sound = speech(20, 0, (index) => (index >= 160 && index < 235 ? (235 - index) * 20 : 60))
  const runs = runsOf(mix(sound))
  expect(runs.map(({ level, length }) => [level, length])).toEqual(
    sound.flatMap(({ level }) => (level < LOUD ? [] : [[level, frameSamples]])),
  )
  const errors = placeErrors(runs, sound)
  expect(Math.max(...errors)).toBeGreaterThan(500)
  expect(Math.max(...errors.slice(-300))).toBeLessThan(45)
})

it('cuts off what was heard before it began', () => {
  const mixer = new StereoMixer()
  const samples = Int16Array.from({ length: samplesIn(40) }, (_, at) => LOUD + at)
  mixer.place('assistant', samples, 15)
  const side = mixer.take(frameMs).filter((_, at) => at % 2 === 1)
  expect([...side.slice(0, samplesIn(15))]).toEqual([...samples.slice(samplesIn(25))])
  expect([...side.slice(samplesIn(15))].every((sample) => sample === 0)).toBe(true)
})

it('keeps no more than half a minute for later', () => {
  const mixer = new StereoMixer()
  for (let index = 0; index < 3_000; index += 1) {
    mixer.place('user', new Int16Array(frameSamples).fill(LOUD), frameMs)
  }
  const side = mixer.take(60_000).filter((_, at) => at % 2 === 0)
  expect(side.filter((sample) => sample === LOUD)).toHaveLength(samplesIn(30_000))
})
