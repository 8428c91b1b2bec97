import { describe, expect, it } from 'vitest'
import { readServerMessage, type ServerEvent } from './server-events'
import { readUsage } from './usage'
import { UsageCount } from './usage-count'

const RECEIPT = {
  promptTokenCount: 522,
  responseTokenCount: 42,
  totalTokenCount: 564,
  promptTokensDetails: [
    { modality: 'TEXT', tokenCount: 332 },
    { modality: 'AUDIO', tokenCount: 165 },
  ],
  responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 42 }],
  thoughtsTokenCount: 136,
}

describe('readUsage', () => {
  it('reads a receipt by side and modality', () => {
    expect(readUsage(RECEIPT)).toEqual({
      total: 564,
      prompt: 522,
      response: 42,
      thoughts: 136,
      promptText: 332,
      promptAudio: 165,
      responseAudio: 42,
    })
  })

  it('names kinds so that they can be exported and imported again', () => {
    const details = [{ modality: 'AUDIO_DETAIL_', tokenCount: 2 }]
    const usage = readUsage({ toolUsePromptTokenCount: 1, promptTokensDetails: details })
    expect(usage).toEqual({ total: 0, toolUse: 1, promptAudioDetail: 2 })
    const names = Object.keys(usage ?? {})
    expect(names.every((name) => /^[a-z][A-Za-z]{0,39}$/.test(name))).toBe(true)
  })

  it('adds up what has no total', () => {
    expect(readUsage({ promptTokenCount: 5, responseTokenCount: 2 })).toMatchObject({ total: 7 })
  })

  it.each([
    null,
    'many',
    {},
    { totalTokenCount: 0 },
    { totalTokenCount: -5 },
    { totalTokenCount: 1e300 },
    { promptTokensDetails: [{ modality: '__proto__', tokenCount: 3 }] },
  ])('reads nothing of %j', (value) => {
    expect(readUsage(value)).toBeNull()
  })

  it('rides with any message, and spoils none', () => {
    const read = (usageMetadata: unknown): unknown =>
      readServerMessage(JSON.stringify({ serverContent: { turnComplete: true }, usageMetadata }))
    expect(read({ totalTokenCount: 3 })).toEqual({
      kind: 'events',
      events: [{ type: 'turn-complete' }, { type: 'usage', usage: { total: 3 } }],
    })
    expect(read('nonsense')).toEqual({ kind: 'events', events: [{ type: 'turn-complete' }] })
  })
})

describe('UsageCount', () => {
  const usage = (total: number): ServerEvent => ({ type: 'usage', usage: { total } })
  const said: ServerEvent = { type: 'output-text', text: 'Yes' }
  const over: ServerEvent = { type: 'turn-complete' }

  const totalOf = (...events: readonly (ServerEvent | 'new-connection')[]): number | undefined => {
    const count = new UsageCount()
    for (const event of events) {
      if (event === 'new-connection') count.settle()
      else count.receive(event)
    }
    return count.total?.total
  }

  it.each([
    ['nothing', [said, over], undefined],
    ['the last report of a turn', [said, usage(5), said, usage(8), over], 8],
    ['each turn', [said, usage(5), over, said, over, usage(7)], 12],
    ['a turn whose report comes late and again', [said, over, usage(5), usage(6), said], 6],
    ['what a connection that broke has told', [said, usage(5), 'new-connection', usage(3)], 8],
  ] as const)('counts %s', (_what, events, total) => {
    expect(totalOf(...events)).toBe(total)
  })

  it('adds up by kind', () => {
    const count = new UsageCount()
    count.receive({ type: 'usage', usage: { total: 5, prompt: 3 } })
    count.settle()
    count.receive({ type: 'usage', usage: { total: 2, response: 2 } })
    expect(count.total).toEqual({ total: 7, prompt: 3, response: 2 })
  })
})
