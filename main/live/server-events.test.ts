import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDuration, readServerMessage, type ServerEvent } from './server-events'

const PCM = Buffer.from([1, 0, 255, 127])
const pcmPart = (mimeType = 'audio/pcm;rate=24000', data = PCM.toString('base64')) => ({
  inlineData: { mimeType, data },
})
const speech = (...parts: unknown[]) => ({ serverContent: { modelTurn: { parts } } })

const read = (message: unknown) => readServerMessage(JSON.stringify(message))
function eventsOf(message: unknown): readonly ServerEvent[] {
  const result = read(message)
  return result.kind === 'events' ? result.events : [{ type: 'go-away', timeLeftMs: -1 }]
}
const typesOf = (message: unknown) => eventsOf(message).map(({ type }) => type)

describe('a message of the server', () => {
  it.each<[string, unknown, ServerEvent]>([
    ['the end of setup', { setupComplete: {} }, { type: 'setup-complete' }],
    [
      'the user’s words',
      { serverContent: { inputTranscription: { text: ' two  words ', finished: true } } },
      { type: 'input-text', text: ' two  words ' },
    ],
    [
      'the assistant’s words',
      { serverContent: { outputTranscription: { text: ' שלום 世界 नमस्ते\n' } } },
      { type: 'output-text', text: ' שלום 世界 नमस्ते\n' },
    ],
    ['voice', speech(pcmPart()), { type: 'voice', pcm: PCM }],
    ['an interruption', { serverContent: { interrupted: true } }, { type: 'interrupted' }],
    [
      'the end of an answer',
      { serverContent: { generationComplete: true } },
      { type: 'generation-complete' },
    ],
    ['the end of a turn', { serverContent: { turnComplete: true } }, { type: 'turn-complete' }],
    [
      'a tool call, whose arguments are left out',
      { toolCall: { functionCalls: [{ id: '1', name: 'open', args: { path: '/' } }] } },
      { type: 'tool-call', calls: [{ id: '1', name: 'open' }] },
    ],
    [
      'a cancelled tool call',
      { toolCallCancellation: { ids: ['1', '2'] } },
      { type: 'tool-call-cancelled', ids: ['1', '2'] },
    ],
    [
      'a handle',
      { sessionResumptionUpdate: { newHandle: 'h', resumable: true } },
      { type: 'resumption', handle: 'h' },
    ],
    ['a notice', { goAway: { timeLeft: '50s' } }, { type: 'go-away', timeLeftMs: 50_000 }],
    ['a notice without a time', { goAway: {} }, { type: 'go-away', timeLeftMs: null }],
  ])('tells %s', (_name, message, event) => expect(eventsOf(message)).toEqual([event]))

  it('says everything that is in it, words before the ends of their turn', () => {
    expect(
      typesOf({
        goAway: { timeLeft: '1s' },
        sessionResumptionUpdate: { newHandle: 'h', resumable: true },
        usageMetadata: { totalTokenCount: 7 },
        toolCallCancellation: { ids: [] },
        toolCall: { functionCalls: [] },
        serverContent: {
          turnComplete: true,
          generationComplete: true,
          outputTranscription: { text: 'b' },
          modelTurn: { parts: [pcmPart(), { text: 'x' }, pcmPart()] },
          inputTranscription: { text: 'a' },
        },
        setupComplete: {},
      }),
    ).toEqual([
      'setup-complete',
      'input-text',
      'voice',
      'voice',
      'output-text',
      'generation-complete',
      'turn-complete',
      'tool-call',
      'tool-call-cancelled',
      'resumption',
      'go-away',
      'usage',
    ])
  })

  it('leaves out what the cut answer still says in the very message that cuts it', () => {
    expect(
      typesOf({
        serverContent: {
          modelTurn: { parts: [pcmPart()] },
          outputTranscription: { text: 'b' },
          inputTranscription: { text: 'Stop' },
          interrupted: true,
          turnComplete: true,
        },
      }),
    ).toEqual(['interrupted', 'input-text', 'turn-complete'])
  })

  it('never takes thoughts, text parts or pictures for speech', () => {
    const message = speech(
      { text: 'secret', thought: true },
      { text: 'written' },
      { ...pcmPart(), thought: true },
      { executableCode: { code: '1' } },
      pcmPart('image/png'),
      {},
    )
    expect(eventsOf(message)).toEqual([])
  })

  it.each([
    { sessionResumptionUpdate: { newHandle: 'h', resumable: false } },
    { sessionResumptionUpdate: { newHandle: '', resumable: true } },
    { sessionResumptionUpdate: { resumable: true } },
    { sessionResumptionUpdate: { newHandle: 'h'.repeat(1_000_000), resumable: true } },
    { serverContent: {} },
    { serverContent: { interrupted: false, inputTranscription: { text: '' } } },
    { serverContent: { outputTranscription: {}, modelTurn: {}, waitingForInput: true } },
    { usageMetadata: { totalTokenCount: 0 } },
    { voiceActivity: { voiceActivityType: 'ACTIVITY_START' } },
    { interactionStatus: 'IN_PROGRESS' },
  ])('is understood and says nothing: %#', (message) => expect(eventsOf(message)).toEqual([]))
})

describe('voice', () => {
  const voiceOf = (mimeType: string, data?: string) => typesOf(speech(pcmPart(mimeType, data)))

  it.each(['audio/pcm', 'audio/pcm;rate=24000', 'audio/pcm; rate=24000', 'AUDIO/PCM;RATE=24000'])(
    'is taken as %s',
    (mimeType) => expect(voiceOf(mimeType)).toEqual(['voice']),
  )

  it.each(['audio/pcm;rate=16000', 'audio/pcm;rate=0', 'audio/wav', 'image/jpeg', '', 'pcm'])(
    'is not taken as %j',
    (mimeType) => expect(voiceOf(mimeType)).toEqual([]),
  )

  it.each([
    ['no bytes', ''],
    ['too few characters for a byte', 'A'],
    ['half a sample', Buffer.of(1, 2, 3).toString('base64')],
    ['no base64', 'AA*AAA=='],
    ['more after its end', 'AAA=AAAA'],
    ['base64 of 8 MB that is wrong at its end', `${'A'.repeat(8 * 1024 * 1024)}!`],
  ])('is not taken from %s', (_name, data) => expect(voiceOf('audio/pcm', data)).toEqual([]))

  it('keeps what is usable beside what is not', () => {
    const message = speech(pcmPart('audio/wav'), pcmPart(), pcmPart('audio/pcm', '*'))
    expect(eventsOf(message)).toEqual([{ type: 'voice', pcm: PCM }])
  })
})

describe('what cannot be used', () => {
  const nested = (open: string, close: string) => open.repeat(200_000) + close.repeat(200_000)

  it.each([
    ['', 'not-json'],
    ['hello', 'not-json'],
    ['{"serverContent":', 'not-json'],
    ['\uFEFF{"setupComplete":{}}', 'not-json'],
    ['\0', 'not-json'],
    ['null', 'malformed'],
    ['42', 'malformed'],
    ['"setupComplete"', 'malformed'],
    ['[]', 'malformed'],
    ['[{"setupComplete":{}}]', 'malformed'],
    ['{"serverContent":[]}', 'malformed'],
    ['{"serverContent":{"turnComplete":"yes"}}', 'malformed'],
    ['{"serverContent":{"modelTurn":{"parts":"x"}}}', 'malformed'],
    ['{"serverContent":{"inputTranscription":{"text":7}}}', 'malformed'],
    ['{"toolCall":{"functionCalls":[{"id":1,"name":"x"}]}}', 'malformed'],
    ['{"toolCallCancellation":{"ids":[1]}}', 'malformed'],
    ['{"goAway":7}', 'malformed'],
    ['{}', 'empty'],
    ['{"surprise":1}', 'empty'],
    ['{"__proto__":{"toolCall":{"functionCalls":[]},"setupComplete":{}}}', 'empty'],
    ['{"constructor":{"prototype":{"setupComplete":{}}},"toString":1}', 'empty'],
    ['{"text":"x","data":"x"}', 'empty'],
  ])('is dropped: %j is %s', (text, why) =>
    expect(readServerMessage(text)).toEqual({ kind: 'dropped', why }),
  )

  it.each([
    ['in a list', nested('[', ']')],
    ['beside fields', `{"surprise":${nested('[', ']')}}`],
    ['in a field that is read', `{"serverContent":${nested('{"serverContent":', '}')}}`],
  ])('may be nested 200,000 deep %s', (_where, text) =>
    expect(readServerMessage(text).kind).toBe('dropped'),
  )

  it('keeps what is good beside null and beside a part that is not', () => {
    const text = JSON.stringify({
      goAway: null,
      serverContent: {
        interrupted: null,
        modelTurn: { parts: [null, 7, { inlineData: { data: 'AAAA' } }, { text: 'x' }] },
        outputTranscription: { text: 'Hello' },
      },
    })
    expect(readServerMessage(text)).toEqual({
      kind: 'events',
      events: [{ type: 'output-text', text: 'Hello' }],
    })
  })

  it.each([
    [
      { serverContent: { turnComplete: true }, interactionStatus: 'IN_PROGRESS' },
      'generation-complete',
    ],
    [{ serverContent: { turnComplete: true, interactionStatus: 'IDLE' } }, 'turn-complete'],
    [{ interactionStatus: 'IDLE' }, 'turn-complete'],
  ])('a model that thinks at length has finished when it is idle: %j', (message, type) =>
    expect(readServerMessage(JSON.stringify(message))).toEqual({
      kind: 'events',
      events: [{ type }],
    }),
  )

  it('leaves no trace in objects', () => {
    readServerMessage('{"__proto__":{"polluted":1},"serverContent":{"__proto__":{"polluted":1}}}')
    expect('polluted' in {}).toBe(false)
  })
})

describe('whatever comes', () => {
  const KNOWN: ReadonlySet<string> = new Set([
    ...['setup-complete', 'input-text', 'output-text', 'voice', 'interrupted'],
    ...['generation-complete', 'turn-complete', 'tool-call', 'tool-call-cancelled'],
    ...['resumption', 'go-away'],
  ])
  const isKnown = (text: string): boolean => {
    const result = readServerMessage(text)
    return result.kind === 'dropped'
      ? ['not-json', 'malformed', 'empty'].includes(result.why)
      : result.events.every(({ type }) => KNOWN.has(type))
  }
  /** Objects that have the right names and anything in them. */
  const nearly = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue(),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          ...['setupComplete', 'serverContent', 'modelTurn', 'parts', 'inlineData', 'mimeType'],
          ...['data', 'text', 'thought', 'inputTranscription', 'outputTranscription'],
          ...['interrupted', 'turnComplete', 'goAway', 'timeLeft', 'toolCall', 'functionCalls'],
          ...['sessionResumptionUpdate', 'newHandle', 'resumable', '__proto__', 'constructor'],
        ),
        tie('node'),
        { maxKeys: 6 },
      ),
    ),
  })).node

  it('does not throw, and yields only what is known', () => {
    fc.assert(fc.property(fc.string(), isKnown))
    fc.assert(fc.property(fc.json(), isKnown))
    fc.assert(fc.property(nearly, (value) => isKnown(JSON.stringify(value))))
  })
})

describe('readDuration', () => {
  it.each([
    ['50s', 50_000],
    ['0s', 0],
    ['1.5s', 1_500],
    ['0.000001s', 0.001],
    ['999999s', 999_999_000],
    ['1e9s', null],
    ['1000000s', null],
    ['-5s', null],
    ['50', null],
    [' 50s', null],
    ['50s ', null],
    ['abc', null],
    ['', null],
    ['Infinitys', null],
    [50, null],
    [null, null],
    [undefined, null],
    [{ seconds: 50 }, null],
  ])('reads %j as %j', (value, ms) => expect(readDuration(value)).toBe(ms))

  it.each([
    ['de-CH', 'de-CH'],
    ['', undefined],
    ['"><script>', undefined],
    [7, undefined],
    [null, undefined],
  ])('tells the language %j of words as %j', (languageCode, language) => {
    const message = { serverContent: { inputTranscription: { text: 'Grüezi', languageCode } } }
    const [event] = eventsOf(message)
    expect(event).toEqual({ type: 'input-text', text: 'Grüezi', ...(language && { language }) })
  })
})
