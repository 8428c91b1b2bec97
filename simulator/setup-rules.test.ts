import { expect, test } from 'vitest'
import { parseClientMessage } from './protocol'
import { refuseSetup } from './setup-rules'

const MODELS = {
  live: 'models/gemini-3.8-live',
  extended: 'models/gemini-3.8-live-extended-thinking',
  flash: 'models/gemini-3.1-flash-live-preview',
  native: 'models/gemini-2.5-flash-native-audio-preview-12-2025',
}

/** What is wrong with a setup: the close's code and reason, or nothing. */
function verdict(setup: object): string {
  const parsed = parseClientMessage(JSON.stringify({ setup }))
  if (!parsed.ok) return `malformed: ${parsed.detail}`
  if (parsed.message.setup === undefined) return 'no setup'
  const refusal = refuseSetup(parsed.message.setup, 'v1beta')
  return refusal === null ? 'taken' : `${refusal.code} ${refusal.reason}`
}

const thinking = (thinkingConfig: object): object => ({ generationConfig: { thinkingConfig } })
const declares = (behavior: string): object => ({
  tools: [{ functionDeclarations: [{ name: 'open_app', behavior }] }],
})

const FULL = {
  model: MODELS.live,
  generationConfig: {
    responseModalities: ['AUDIO'],
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
    mediaResolution: 'MEDIA_RESOLUTION_LOW',
    temperature: 0.7,
  },
  systemInstruction: { role: 'user', parts: [{ text: 'You are a desktop assistant.' }] },
  tools: [{ googleSearch: {} }, { functionDeclarations: [{ name: 'a', parameters: {} }] }],
  realtimeInputConfig: {
    automaticActivityDetection: { disabled: false, silenceDurationMs: 700 },
    activityHandling: 'START_OF_ACTIVITY_INTERRUPTS',
    turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
  },
  inputAudioTranscription: {},
  outputAudioTranscription: { customVocabulary: ['Sightline'] },
  sessionResumption: {},
  contextWindowCompression: { triggerTokens: '25000', slidingWindow: { targetTokens: '8000' } },
}

test.each([
  FULL,
  { model: MODELS.live, proactivity: { proactiveAudio: true } },
  { model: MODELS.live, ...declares('BLOCKING') },
  { model: MODELS.extended, ...thinking({ thinkingLevel: 'low' }) },
  { model: MODELS.extended, ...thinking({ thinkingLevel: 'HIGH', includeThoughts: true }) },
  { model: MODELS.flash, ...thinking({ thinkingLevel: 'MINIMAL' }) },
  { model: MODELS.native, ...thinking({ thinkingBudget: 0 }) },
  { model: MODELS.native, generationConfig: { enableAffectiveDialog: true } },
])('is taken: %j', (setup) => {
  expect(verdict(setup)).toBe('taken')
})

test.each([
  [
    { model: 'models/gemini-2.0-flash-live-001' },
    /^1008 models\/gemini-2\.0.* is not found for API/,
  ],
  [{ model: 'gemini-3.8-live' }, /^1008 gemini-3\.8-live is not found/],
  [
    { model: MODELS.live, ...thinking({}) },
    /^1007 Request contains an invalid arg.*thinkingConfig/,
  ],
  [{ model: MODELS.live, proactivity: { proactiveAudio: false } }, /^1007 .*proactiveAudio/],
  [
    { model: MODELS.live, generationConfig: { responseModalities: ['TEXT'] } },
    /^1007 .*AUDIO only/,
  ],
  [
    { model: MODELS.live, generationConfig: { responseModalities: ['TEXT'], speechConfig: {} } },
    /^1007 Cannot extract voices from a non-audio request\.$/,
  ],
  [{ model: MODELS.live, generationConfig: { enableAffectiveDialog: false } }, /^1007 .*Affective/],
  [{ model: MODELS.live, tools: [{ codeExecution: {} }] }, /^1007 .*codeExecution/],
  [{ model: MODELS.extended, ...thinking({ thinkingLevel: 'minimal' }) }, /^1007 .*MINIMAL/],
  [{ model: MODELS.extended, ...thinking({ thinkingBudget: 1 }) }, /^1007 .*thinkingBudget/],
  [{ model: MODELS.extended, ...declares('BLOCKING') }, /^1007 .*BLOCKING/],
  [{ model: MODELS.flash, ...declares('NON_BLOCKING') }, /^1007 .*NON_BLOCKING/],
  [{ model: MODELS.flash, proactivity: {} }, /^1007 .*proactivity/],
  [{ model: MODELS.native, ...thinking({ thinkingLevel: 'LOW' }) }, /^1007 .*thinkingLevel/],
  [{ model: MODELS.live, responseModalities: ['AUDIO'] }, /unknown name "responseModalities"/],
  [{ model: MODELS.live, sessionResumption: { transparent: true } }, /sessionResumption: unknown/],
  [{ model: MODELS.live, explicitVadSignal: true }, /unknown name "explicitVadSignal"/],
  [{ model: MODELS.live, systemInstruction: 'text' }, /^malformed: setup\.systemInstruction/],
  [{}, /^malformed: setup\.model/],
])('is refused: %j', (setup, reason) => {
  expect(verdict(setup)).toMatch(reason)
})

test('a message has exactly one top-level field, all of them known', () => {
  const detail = (message: unknown): string => {
    const parsed = parseClientMessage(
      typeof message === 'string' ? message : JSON.stringify(message),
    )
    return parsed.ok ? 'ok' : parsed.detail
  }
  expect(detail({})).toMatch(/one top-level field/)
  expect(detail({ realtimeInput: {}, clientContent: {} })).toMatch(/one top-level field/)
  expect(detail({ config: { model: MODELS.live } })).toBe('unknown name "config"')
  expect(detail([])).not.toBe('ok')
  expect(detail('{')).toBe('not JSON')
  const audio = { mimeType: 'audio/pcm;rate=16000', data: 'not base64!' }
  expect(detail({ realtimeInput: { audio } })).toBe('realtimeInput.audio.data: not base64')
  expect(detail({ realtimeInput: { audio: { ...audio, data: 'AAAA' } } })).toBe('ok')
  expect(detail({ realtimeInput: { mediaChunks: [] } })).toMatch(/mediaChunks/)
})
