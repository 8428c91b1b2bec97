import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Activity, ActivityDetector } from './activity-detector'
import { HEARING_RATE, join, tone } from './sound'

const loud = (seconds: number): Int16Array =>
  tone({ hertz: 220, seconds, level: 0.3 }, HEARING_RATE)
const quiet = (seconds: number): Int16Array => new Int16Array(seconds * HEARING_RATE)
const noise = (seconds: number, peak: number): Int16Array =>
  Int16Array.from({ length: seconds * HEARING_RATE }, (_, index) =>
    Math.round(Math.sin(index * index) * peak),
  )

const listen = (...sounds: Int16Array[]): Activity[] =>
  new ActivityDetector({ silenceMs: 800, onsetMs: 60 }).hear(join(sounds))

test('an utterance begins with sound and ends after the silence', () => {
  expect(listen(quiet(1), loud(1.5), quiet(0.7))).toEqual([{ kind: 'start' }])
  const [start, end] = listen(quiet(1), loud(1.5), quiet(1))
  expect(start).toEqual({ kind: 'start' })
  expect(end?.kind === 'end' && end.seconds).toBeCloseTo(1.5, 1)
})

test('a pause shorter than the silence does not end it', () => {
  expect(listen(loud(0.5), quiet(0.6), loud(0.5), quiet(1)).map(({ kind }) => kind)).toEqual([
    'start',
    'end',
  ])
})

test('neither a click nor a quiet room is speech', () => {
  expect(listen(quiet(1), loud(0.03), quiet(1))).toEqual([])
  expect(listen(noise(3, 400))).toEqual([])
})

test('speech ends in a loud room too, once the room is known', () => {
  expect(listen(noise(14, 2_000)).at(-1)?.kind).toBe('end')
})

test('flush ends at once what has begun', () => {
  const detector = new ActivityDetector({ silenceMs: 800, onsetMs: 60 })
  expect(detector.flush()).toBeNull()
  detector.hear(loud(0.4))
  expect(detector.flush()).toMatchObject({ kind: 'end' })
  expect(detector.active).toBe(false)
})

test('how the sound is cut into chunks changes nothing', () => {
  const sound = join([quiet(0.3), loud(0.6), quiet(0.9), loud(0.4), quiet(1)])
  const whole = listen(sound)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }), (sizes) => {
      const detector = new ActivityDetector({ silenceMs: 800, onsetMs: 60 })
      const found: Activity[] = []
      for (let from = 0, turn = 0; from < sound.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1
        found.push(...detector.hear(sound.subarray(from, from + size)))
        from += size
      }
      expect(found).toEqual(whole)
    }),
    { numRuns: 30 },
  )
})
