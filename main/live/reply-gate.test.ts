import { describe, expect, it } from 'vitest'
import { gateEvent, type GatedEvent, type ReplyGate } from './reply-gate'

/** Runs events through the gate; returns those that pass, and the gate that is left. */
function run(gate: ReplyGate, ...events: GatedEvent[]) {
  const passed: GatedEvent[] = []
  for (const event of events) {
    const next = gateEvent(gate, event, 10)
    gate = next.gate
    if (next.passes) passed.push(event)
  }
  return { gate, passed }
}

describe('gateEvent', () => {
  it('lets everything pass while nothing was stopped', () => {
    const events: GatedEvent[] = [
      ...(['input-text', 'voice', 'output-text', 'generation-complete'] as const),
      'turn-complete',
    ]
    expect(run('open', ...events)).toEqual({ gate: 'open', passed: events })
  })

  it('holds what is left of an answer that was stopped here, up to the end of its turn', () => {
    expect(
      run('stopped-here', 'voice', 'output-text', 'generation-complete', 'turn-complete', 'voice'),
    ).toEqual({ gate: 'open', passed: ['voice'] })
  })

  it('goes on to listen to the user whatever was stopped', () => {
    expect(run('stopped-here', 'input-text').passed).toEqual(['input-text'])
    expect(run('stopped-there', 'input-text').passed).toEqual(['input-text'])
  })

  it('holds an answer to what was taken back, also after the end of the one before', () => {
    expect(
      run('taken-back', 'interrupted', 'turn-complete', 'input-text', 'voice', 'output-text'),
    ).toEqual({ gate: 'taken-back', passed: ['interrupted', 'turn-complete', 'input-text'] })
    expect(gateEvent('taken-back', 'voice', 9_999).passes).toBe(false)
    expect(gateEvent('taken-back', 'voice', 10_000)).toEqual({ gate: 'open', passes: true })
  })

  it('holds captions that run past an interruption', () => {
    expect(
      run('open', 'interrupted', 'output-text', 'turn-complete', 'output-text', 'voice'),
    ).toEqual({ gate: 'open', passed: ['interrupted', 'output-text', 'voice'] })
  })

  it('holds late captions of the cut answer also when the user’s words come first', () => {
    expect(
      run('open', 'interrupted', 'input-text', 'output-text', 'turn-complete', 'output-text'),
    ).toEqual({ gate: 'open', passed: ['interrupted', 'input-text', 'output-text'] })
  })

  it('holds what comes between a stop made here and the server’s word of it', () => {
    expect(run('stopped-here', 'voice', 'interrupted', 'turn-complete', 'voice')).toEqual({
      gate: 'open',
      passed: ['interrupted', 'voice'],
    })
  })

  it('lets the next voice be heard when the end of the turn never comes', () => {
    expect(run('open', 'interrupted', 'voice', 'output-text')).toEqual({
      gate: 'open',
      passed: ['interrupted', 'voice', 'output-text'],
    })
  })

  it.each(['stopped-here', 'stopped-there'] as const)(
    'swallows no next answer when the %s one simply never ends',
    (gate) => {
      for (const event of ['voice', 'output-text'] as const) {
        expect(gateEvent(gate, event, 2_000)).toEqual({ gate: 'open', passes: true })
      }
      // An end that comes late is still that of the old one.
      expect(gateEvent(gate, 'turn-complete', 9_000)).toEqual({ gate: 'open', passes: false })
    },
  )
})
