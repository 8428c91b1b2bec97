import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fragments, planReply } from './reply-plan'
import { PACES } from './scenario'
import { tone } from './sound'

const WISHES = { heard: 'what time is it', outputTranscription: true }
const spoken = [
  { text: 'It is noon. ', samples: tone({ hertz: 440, seconds: 1 }) },
  { text: 'Or nearly so.', samples: tone({ hertz: 440, seconds: 1 }) },
]

test('fragments concatenate to the text, in any script', () => {
  expect(fragments('It is ten to five.')).toEqual(['It is', ' ten to', ' five.'])
  expect(fragments('')).toEqual([])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fragments(text).join('')).toBe(text)
    }),
  )
  const mixed = '你好，世界。今天天气怎么样？ 👩‍👩‍👧‍👦👩‍👩‍👧‍👦 مرحبا بالعالم'
  expect(fragments(mixed).join('')).toBe(mixed)
  expect(fragments(mixed).length).toBeGreaterThan(2)
})

test('a reply is heard words, voice with its words, and the two ends', () => {
  const steps = planReply(spoken, {}, WISHES)
  const kinds = steps.map(({ kind }) => kind)
  expect(kinds.slice(0, 3)).toEqual(['content', 'content', 'voice'])
  expect(kinds.slice(-2)).toEqual(['generationComplete', 'turnComplete'])
  expect(kinds.filter((kind) => kind === 'voice')).toHaveLength(20)
  expect(steps.map(({ words = '' }) => words).join('')).toBe('It is noon. Or nearly so.')
  const second = steps.find(({ words = '' }) => words.includes('Or'))
  expect(second?.offsetMs).toBe(1_000)
})

test('sound is sent ahead of its time, and turnComplete waits for it', () => {
  const voice = planReply(spoken, {}, WISHES).filter(({ kind }) => kind === 'voice')
  expect(voice.slice(0, 5).map(({ atMs }) => Math.round(atMs))).toEqual([0, 0, 0, 0, 33])
  expect(voice.at(-1)?.atMs).toBeCloseTo(1_600 / 3)
  const end = (reply: object): number => planReply(spoken, reply, WISHES).at(-1)?.atMs ?? -1
  expect(end({})).toBe(2_000)
  expect(end({ playback: 'none' })).toBeCloseTo(1_600 / 3)
  expect(end({ pace: PACES.burst, playback: 'none' })).toBe(0)
  expect(end({ pace: PACES.slow })).toBe(3_800)
})

test('the heard words can come after the answer has begun, or after its end', () => {
  const where = (heardWhen: 'afterStart' | 'afterTurnComplete'): string[] =>
    planReply(spoken, { heardWhen }, WISHES).map((step) =>
      JSON.stringify(step.message).includes('inputTranscription') ? 'heard' : step.kind,
    )
  expect(where('afterStart').slice(0, 4)).toEqual(['voice', 'heard', 'heard', 'voice'])
  expect(where('afterTurnComplete').slice(-3)).toEqual(['turnComplete', 'heard', 'heard'])
})

test('thoughts, stray interruptions and litter are put where they are asked for', () => {
  const reply = { thoughts: ['Hm.'], strayInterruption: true, litter: true }
  const messages = planReply(spoken, reply, { ...WISHES, heard: null }).map(
    ({ message }) => message,
  )
  expect(messages.slice(0, 3)).toEqual([
    { serverContent: { interrupted: true } },
    { serverContent: { turnComplete: true } },
    { serverContent: { modelTurn: { role: 'model', parts: [{ text: 'Hm.', thought: true }] } } },
  ])
  expect(messages).toContainEqual({})
})

test('words without sound are a caption of their own', () => {
  const [first] = planReply(
    [{ text: 'Aha', samples: new Int16Array() }],
    {},
    { ...WISHES, heard: null },
  )
  expect(first?.message).toEqual({ serverContent: { outputTranscription: { text: 'Aha' } } })
})
