import { describe, expect, it } from 'vitest'
import { DEFAULT_MODEL, settingsSchema } from '@contract/settings'
import { capabilitiesOf, MODEL_CHOICES, MODELS } from './models'

describe('the models', () => {
  it('hold the default, and each id once', () => {
    const ids = MODELS.map(({ id }) => id)
    expect(ids).toContain(DEFAULT_MODEL)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are offered by what the settings show, and each can be chosen', () => {
    for (const choice of MODEL_CHOICES) {
      expect(Object.keys(choice)).toEqual(['id', 'label', 'voiceDetection'])
      expect(settingsSchema.parse({ model: choice.id }).model).toBe(choice.id)
    }
  })

  it('take a resolution of pictures; one that is not known is sent nothing', () => {
    expect(MODELS.every(({ mediaResolution }) => mediaResolution)).toBe(true)
    expect(capabilitiesOf('gemini-9-unheard-of')).toMatchObject({
      mediaResolution: false,
      voiceDetection: { sensitivity: false, longestSilenceMs: null, prefixPadding: false },
    })
  })

  it.each([
    ['gemini-3.8-live', null, true],
    ['gemini-3.8-live-extended-thinking', { thinkingLevel: 'MEDIUM' }, true],
    ['gemini-3.1-flash-live-preview', { thinkingLevel: 'MINIMAL' }, false],
    ['gemini-9-unheard-of', null, false],
  ])('%s: thinking %j, client content in mid-session %s', (id, thinking, client) =>
    expect(capabilitiesOf(id)).toMatchObject({ id, thinking, clientContentMidSession: client }),
  )
})
