import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HeardVoice } from './heard-voice'

const bytesOf = (samples: readonly number[]): Uint8Array =>
  new Uint8Array(Int16Array.from(samples).buffer)
const heard = (piece: ReturnType<HeardVoice['heard']>): number[] => [...(piece?.samples ?? [])]

it('gives what was rendered, in order, and nothing of what was flushed', () => {
  const voice = new HeardVoice()
  voice.sent(1, bytesOf([1, 2, 3]))
  voice.sent(1, bytesOf([4, 5]))
  voice.sent(2, bytesOf([6, 7]))
  expect(voice.heard(1, 4, 1_000, false)).toEqual({
    samples: Int16Array.of(1, 2, 3, 4),
    endedAt: 1_000,
  })
  expect(heard(voice.heard(1, 4, 1_100, true))).toEqual([])
  expect(heard(voice.heard(1, 5, 1_200, false))).toEqual([])
  expect(heard(voice.heard(2, 1, 1_300, true))).toEqual([6])
  expect(voice.heard(2, 2, 1_400, false)).toBeNull()
})

it('forgets what speakers had that are gone', () => {
  const voice = new HeardVoice()
  voice.sent(1, bytesOf([1, 2]))
  voice.forget()
  expect(voice.heard(1, 2, 0, true)).toBeNull()
  voice.sent(2, bytesOf([3]))
  expect(heard(voice.heard(2, 1, 0, true))).toEqual([3])
})

it('keeps no more than the speakers do, and has room again for what is over', () => {
  const voice = new HeardVoice()
  const second = new Uint8Array(48_000)
  for (let count = 0; count < 130; count += 1) voice.sent(1, second)
  expect(voice.heard(1, 200 * 24_000, 0, true)?.samples).toHaveLength(120 * 24_000)
  voice.sent(2, second)
  expect(voice.heard(2, 24_000, 0, false)?.samples).toHaveLength(24_000)
})

it('gives each sample once, however it comes and is told', () => {
  const lengths = fc.array(fc.nat(50), { maxLength: 20 })
  fc.assert(
    fc.property(lengths, fc.array(fc.nat(400), { maxLength: 20 }), (chunks, told) => {
      const voice = new HeardVoice()
      let sent = 0
      for (const length of chunks) {
        voice.sent(1, bytesOf(Array.from({ length }, () => (sent += 1))))
      }
      const places = told.sort((a, b) => a - b)
      const all = places.flatMap((place) => heard(voice.heard(1, place, 0, false)))
      const last = Math.min(sent, places.at(-1) ?? 0)
      expect(all).toEqual(Array.from({ length: last }, (_, index) => index + 1))
    }),
  )
})
