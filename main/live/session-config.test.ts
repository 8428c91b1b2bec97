import { describe, expect, it } from 'vitest'
import { sessionConfig, type SetupWishes } from './session-config'

const wishes: SetupWishes = {
  model: 'gemini-3.8-live',
  talkMode: 'hands-free',
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
