import { describe, expect, it } from 'vitest'
import { DEFAULT_VOICE_DETECTION, type ServerVoiceDetection } from '@contract/settings'
import { isSameSetup, sessionConfig, type SetupWishes } from './session-config'

const wishes: SetupWishes = {
  model: 'gemini-3.8-live',
  talkMode: 'hands-free',
  voiceDetection: DEFAULT_VOICE_DETECTION,
  detail: 'standard',
  resumptionHandle: null,
}

describe('sessionConfig', () => {
  it('says explicitly what must not be left to defaults', () => {
    expect(sessionConfig(wishes)).toMatchObject({
      responseModalities: ['AUDIO'],
      inputAudioTranscription: {},
      outputAudioTranscription: {},
      contextWindowCompression: {
        triggerTokens: '25000',
        slidingWindow: { targetTokens: '8000' },
      },
      realtimeInputConfig: {
        automaticActivityDetection: { disabled: false },
        activityHandling: 'START_OF_ACTIVITY_INTERRUPTS',
        turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
      },
    })
  })

  it('holds nothing beyond, such as what the newest model refuses', () => {
    expect(Object.keys(sessionConfig(wishes)).sort()).toEqual([
      'contextWindowCompression',
      'inputAudioTranscription',
      'outputAudioTranscription',
      'realtimeInputConfig',
      'responseModalities',
      'sessionResumption',
      'systemInstruction',
    ])
  })

  it('asks for handles from the first connection on, and resumes with one', () => {
    expect(sessionConfig(wishes).sessionResumption).toEqual({})
    expect(sessionConfig({ ...wishes, resumptionHandle: 'h' }).sessionResumption).toEqual({
      handle: 'h',
    })
  })

  it('leaves it to the user to mark speech in push-to-talk', () => {
    const config = sessionConfig({ ...wishes, talkMode: 'push-to-talk' })
    expect(config.realtimeInputConfig?.automaticActivityDetection).toEqual({ disabled: true })
  })

  it('is a new object each time, down to its leaves', () => {
    const [a, b] = [sessionConfig(wishes), sessionConfig(wishes)]
    expect(a).toEqual(b)
    const shared = Object.entries(a).filter(
      ([name, value]) => typeof value === 'object' && value === b[name as keyof typeof b],
    )
    expect(shared).toEqual([])
  })
})

const ALL_WISHED: ServerVoiceDetection = {
  startSensitivity: 'low',
  endSensitivity: 'high',
  silenceMs: 4_000,
  prefixPaddingMs: 300,
}

describe('the server’s voice detection', () => {
  it.each<[string, Partial<SetupWishes>, object]>([
    ['nothing where nothing is wished', {}, { disabled: false }],
    [
      'what is wished',
      { voiceDetection: ALL_WISHED },
      {
        disabled: false,
        startOfSpeechSensitivity: 'START_SENSITIVITY_LOW',
        endOfSpeechSensitivity: 'END_SENSITIVITY_HIGH',
        silenceDurationMs: 4_000,
        prefixPaddingMs: 300,
      },
    ],
    [
      'one wish alone, and zero is one',
      { voiceDetection: { ...DEFAULT_VOICE_DETECTION, prefixPaddingMs: 0 } },
      { disabled: false, prefixPaddingMs: 0 },
    ],
    [
      'no longer silence than the model keeps to',
      {
        model: 'gemini-3.1-flash-live-preview',
        voiceDetection: { ...DEFAULT_VOICE_DETECTION, silenceMs: 4_000 },
      },
      { disabled: false, silenceDurationMs: 2_000 },
    ],
    [
      'nothing to a model that is not known',
      { model: 'gemini-9', voiceDetection: ALL_WISHED },
      { disabled: false },
    ],
    [
      'nothing in push-to-talk',
      { talkMode: 'push-to-talk', voiceDetection: ALL_WISHED },
      { disabled: true },
    ],
  ])('is sent %s', (_what, change, expected) => {
    const { realtimeInputConfig } = sessionConfig({ ...wishes, ...change })
    expect(realtimeInputConfig?.automaticActivityDetection).toEqual(expected)
  })
})

describe('the resolution of pictures', () => {
  it.each([
    ['gemini-3.8-live', 'economy', 'MEDIA_RESOLUTION_LOW'],
    ['gemini-3.8-live', 'standard', undefined],
    ['gemini-3.8-live', 'read-text', 'MEDIA_RESOLUTION_HIGH'],
    ['gemini-9', 'read-text', undefined],
  ] as const)('of %s with detail %s is %s', (model, detail, expected) =>
    expect(sessionConfig({ ...wishes, model, detail }).mediaResolution).toBe(expected),
  )
})

describe('isSameSetup', () => {
  it.each<[string, Partial<SetupWishes>, boolean]>([
    ['the same wishes', { voiceDetection: { ...DEFAULT_VOICE_DETECTION } }, true],
    ['another model with the same fields', { model: 'gemini-9' }, false],
    ['another detail', { detail: 'economy' }, false],
    ['another pause', { voiceDetection: { ...DEFAULT_VOICE_DETECTION, silenceMs: 900 } }, false],
  ])('%s', (_what, change, expected) =>
    expect(isSameSetup(wishes, { ...wishes, ...change })).toBe(expected),
  )

  it('does not change over for what is not sent', () => {
    const talking: SetupWishes = { ...wishes, talkMode: 'push-to-talk' }
    expect(isSameSetup(talking, { ...talking, voiceDetection: ALL_WISHED })).toBe(true)
  })
})
