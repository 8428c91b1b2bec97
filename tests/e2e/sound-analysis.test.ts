import { describe, expect, it } from 'vitest'
import {
  cut,
  dominantFrequency,
  durationMs,
  findSound,
  firstSoundMs,
  fromPcm16,
  rms,
  silenceAfterMs,
  soundSpans,
  toneAmplitude,
  type Sound,
} from './sound-analysis'
import { encodeWav, joined, noise, SAMPLE_RATE_HZ, silence, speechLike, tone } from './sound-making'

const sound = (...parts: Float32Array[]): Sound => ({
  samples: joined(...parts),
  rateHz: SAMPLE_RATE_HZ,
})

describe('what was heard', () => {
  it('measures loudness and length', () => {
    const heard = sound(tone(440, 1_000, { amplitude: 0.5 }))
    expect(durationMs(heard)).toBe(1_000)
    expect(rms(heard)).toBeCloseTo(0.5 / Math.SQRT2, 3)
    expect(rms(sound(silence(100)))).toBe(0)
    expect(rms(sound())).toBe(0)
  })

  it('tells a tone by its frequency and amplitude', () => {
    const heard = sound(tone(660, 500, { amplitude: 0.25 }))
    expect(dominantFrequency(heard)).toBe(660)
    expect(toneAmplitude(heard, 660)).toBeCloseTo(0.25, 2)
    expect(toneAmplitude(heard, 990)).toBeLessThan(0.01)
  })

  it('finds when sound starts and stops', () => {
    const heard = sound(silence(300), tone(440, 200), silence(400), tone(440, 100), silence(300))
    expect(soundSpans(heard)).toEqual([
      { fromMs: 300, toMs: 500 },
      { fromMs: 900, toMs: 1_000 },
    ])
    expect(firstSoundMs(heard)).toBe(300)
    expect(silenceAfterMs(heard, 350)).toBe(500)
    expect(silenceAfterMs(heard, 600)).toBe(1_000)
  })

  it('gives nothing for what was not heard', () => {
    expect(firstSoundMs(sound(silence(500)))).toBeUndefined()
    expect(silenceAfterMs(sound(silence(500)), 0)).toBeUndefined()
    expect(silenceAfterMs(sound(tone(440, 500)), 0)).toBeUndefined()
  })

  it('takes syllables for one utterance', () => {
    const [span, ...others] = soundSpans(sound(silence(200), speechLike(1_000), silence(500)))
    expect(others).toEqual([])
    expect(span?.fromMs).toBeCloseTo(200, -2)
    expect(span?.toMs).toBeCloseTo(1_200, -2)
  })

  it('is found in what it is a part of, however loud, and nowhere else', () => {
    const wanted = speechLike(100)
    const quieter = wanted.map((sample) => sample / 4)
    const heard = sound(noise(300, { strength: 0.01 }), quieter, noise(200, { strength: 0.01 }))
    const found = findSound(heard, sound(wanted))
    expect(found.atMs).toBeCloseTo(300, 0)
    expect(found.likeness).toBeGreaterThan(0.95)
    const before = cut(heard, { fromMs: 0, toMs: 290 })
    expect(findSound(before, sound(wanted)).likeness).toBeLessThan(0.5)
    expect(findSound(sound(silence(200)), sound(wanted)).likeness).toBe(0)
  })

  it('writes WAV files that read back the same', () => {
    const samples = tone(440, 100, { amplitude: 0.8 })
    const wav = encodeWav(samples, 16_000)
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF')
    expect(wav.readUInt32LE(24)).toBe(16_000)
    expect(wav.readUInt32LE(40)).toBe(samples.length * 2)
    const back = fromPcm16(wav.subarray(44), 16_000)
    expect(back.samples.length).toBe(samples.length)
    expect(Math.abs((back.samples[30] ?? 0) - (samples[30] ?? 0))).toBeLessThan(0.0001)
  })
})
