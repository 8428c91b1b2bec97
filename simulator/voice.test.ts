import { expect, test } from 'vitest'
import { join, resample, secondsOf, tone, VOICE_RATE } from './sound'
import { Voice } from './voice'

const peak = (samples: Int16Array): number => samples.reduce((most, one) => Math.max(most, one), 0)

test('sentences are spoken one by one, and remembered', async () => {
  const fallbacks: string[] = []
  const voice = new Voice((why) => fallbacks.push(why))
  const text = 'Hello there. How are you?'
  const spoken = await voice.speak(text)
  expect(spoken.map((one) => one.text).join('')).toBe(text)
  expect(spoken).toHaveLength(2)
  for (const { samples } of spoken) {
    expect(secondsOf(samples)).toBeGreaterThan(0.5)
    expect(peak(samples)).toBeGreaterThan(3_000)
  }
  const again = await voice.speak(text)
  expect(again[0]?.samples).toBe(spoken[0]?.samples)
  expect(fallbacks).toEqual([])
  await voice.close()
})

test('what an English voice cannot say is hummed for about as long', async () => {
  const voice = new Voice(() => expect.unreachable())
  const [spoken] = await voice.speak('今天天气怎么样今天天气怎么样')
  expect(secondsOf(spoken?.samples ?? new Int16Array())).toBeCloseTo(1, 1)
  await voice.close()
})

test('resampling keeps length, pitch and level, and adds no images', () => {
  const low = resample(tone({ hertz: 1_000, seconds: 0.2 }, 16_000), 16_000, VOICE_RATE)
  const ideal = tone({ hertz: 1_000, seconds: 0.2 }, VOICE_RATE)
  expect(low).toHaveLength(ideal.length)
  const middle = [...low.keys()].slice(500, -500)
  const error = Math.max(...middle.map((at) => Math.abs((low[at] ?? 0) - (ideal[at] ?? 0))))
  expect(error).toBeLessThan(330)
  // 11 kHz does not exist at 16 kHz, and must not come back as 5 kHz.
  const high = resample(tone({ hertz: 11_000, seconds: 0.2 }, 48_000), 48_000, 16_000)
  expect(peak(high.subarray(500, -500))).toBeLessThan(500)
  expect(join([low, high])).toHaveLength(low.length + high.length)
})
