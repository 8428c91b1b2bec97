import { describe, expect, it } from 'vitest'
import { NO_COUNTS, type AppState } from '@contract/state'
import { countOne, setCounts } from './counts'
import { StateCell } from './state-cell'

function counted() {
  const state = new StateCell({ counters: NO_COUNTS } as AppState)
  const told: unknown[] = []
  state.subscribe(({ counters }) => told.push(counters))
  return { state, told }
}

describe('the counts', () => {
  it('count one more of something, and leave the others', () => {
    const { state } = counted()
    countOne(state, 'framesSent')
    countOne(state, 'framesSent')
    countOne(state, 'messagesDropped')
    expect(state.current.counters).toEqual({ ...NO_COUNTS, framesSent: 2, messagesDropped: 1 })
  })

  it('are told only when one has changed', () => {
    const { state, told } = counted()
    setCounts(state, { voiceUnderruns: 1, voiceLeadMs: 80 })
    setCounts(state, { voiceUnderruns: 1, voiceLeadMs: 80 })
    expect(told).toEqual([{ ...NO_COUNTS, voiceUnderruns: 1, voiceLeadMs: 80 }])
    setCounts(state, { voiceUnderruns: 1, voiceLeadMs: 120 })
    expect(told).toHaveLength(2)
  })
})
