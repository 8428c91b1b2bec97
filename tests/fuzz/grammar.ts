/** Messages of the server as they might be: nearly right, in every field. */
import fc from 'fast-check'

const PCM = Buffer.from([1, 0, 255, 127]).toString('base64')

const odd = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1e308, '', '\0', [], {}) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

/** Mostly what belongs there. */
const mostly = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 200, arbitrary: right }, { weight: 1, arbitrary: odd })

const some = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  mostly(fc.record(fields, { requiredKeys: [] }))

const words = mostly(
  fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('\u202Eevil', '<img src=x onerror=alert(1)>', '\uD800', 'ＡＢ', ' ', '\n'),
  ),
)
const flag = mostly(fc.boolean())
const part = some({
  text: words,
  thought: flag,
  inlineData: some({
    mimeType: mostly(
      fc.constantFrom('audio/pcm;rate=24000', 'audio/pcm', 'audio/pcm;rate=0', 'image/png', 'x'),
    ),
    data: mostly(fc.oneof(fc.constant(PCM), fc.base64String({ maxLength: 24 }), fc.string())),
  }),
})
const status = mostly(fc.constantFrom('IN_PROGRESS', 'IDLE', 'idle'))
const call = some({
  id: mostly(fc.string({ maxLength: 6 })),
  name: mostly(fc.constantFrom('openUrl', 'constructor', '__proto__')),
  args: odd,
})

const message = some({
  setupComplete: some({}),
  serverContent: some({
    modelTurn: some({ parts: mostly(fc.array(part, { maxLength: 3 })), role: words }),
    inputTranscription: some({ text: words, finished: flag }),
    outputTranscription: some({ text: words, finished: flag }),
    interrupted: flag,
    generationComplete: flag,
    turnComplete: flag,
    interactionStatus: status,
    waitingForInput: flag,
  }),
  toolCall: some({ functionCalls: mostly(fc.array(call, { maxLength: 3 })) }),
  toolCallCancellation: some({ ids: mostly(fc.array(fc.string({ maxLength: 4 }))) }),
  sessionResumptionUpdate: some({
    newHandle: mostly(fc.oneof(fc.string({ maxLength: 9 }), fc.constant('h'.repeat(20_000)))),
    resumable: flag,
  }),
  goAway: some({
    timeLeft: mostly(fc.constantFrom('50s', '0s', '1.5s', '-1s', 'abc', '1e9s', '999999s')),
  }),
  interactionStatus: status,
  usageMetadata: odd,
  voiceActivity: odd,
})

/** With keys that are parsed, and not set, as JSON.parse makes them. */
const hostileKeys = fc
  .tuple(fc.constantFrom('__proto__', 'constructor', 'toString', 'text', 'data'), message)
  .map(([key, value]) => `{${JSON.stringify(key)}:${JSON.stringify(value)}}`)

/** Texts as they come over the socket. */
export const serverText: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: message.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: hostileKeys },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
