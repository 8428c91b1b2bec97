import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  nextTalkKey,
  TALK_KEY_IDLE,
  TAP_MS,
  type TalkKeyEffect,
  type TalkKeyEvent,
  type TalkKeyPhase,
} from './push-to-talk'

const down = (at: number, releaseSeen = true): TalkKeyEvent => ({ type: 'down', at, releaseSeen })
const up = (at: number): TalkKeyEvent => ({ type: 'up', at })

function run(events: readonly TalkKeyEvent[]): {
  phase: TalkKeyPhase
  effects: (TalkKeyEffect | null)[]
} {
  let phase = TALK_KEY_IDLE
  const effects = events.map((event) => {
    const step = nextTalkKey(phase, event)
    phase = step.phase
    return step.effect
  })
  return { phase, effects }
}

describe('the key of push-to-talk', () => {
  it.each<[string, TalkKeyEvent[], (TalkKeyEffect | null)[], TalkKeyPhase['kind']]>([
    ['held: until it is let go', [down(0), up(TAP_MS)], ['start', 'stop'], 'idle'],
    ['tapped: goes on', [down(0), up(TAP_MS - 1)], ['start', null], 'latched'],
    [
      'tapped twice: until the second press',
      [down(0), up(100), down(5_000), up(5_900)],
      ['start', null, 'stop', null],
      'idle',
    ],
    [
      'repeated while it is held: nothing',
      [down(0), down(500), down(530), up(600)],
      ['start', null, null, 'stop'],
      'idle',
    ],
    ['lost while held: ends', [down(0), { type: 'lost' }], ['start', 'stop'], 'idle'],
    [
      'lost after a tap: goes on',
      [down(0), up(9), { type: 'lost' }],
      ['start', null, null],
      'latched',
    ],
    ['held for too long: cut off', [down(0), { type: 'expired' }], ['start', 'cut-off'], 'idle'],
    [
      'where no release is seen: every press toggles',
      [down(0, false), down(100, false), down(200, false)],
      ['start', 'stop', 'start'],
      'latched',
    ],
    [
      'ends what the button began',
      [{ type: 'talking', talking: true }, down(0), up(900)],
      [null, 'stop', null],
      'idle',
    ],
    [
      'let go after the talk was cancelled: nothing',
      [down(0), { type: 'talking', talking: false }, up(2_000)],
      ['start', null, null],
      'idle',
    ],
  ])('%s', (_name, events, effects, kind) => {
    const result = run(events)
    expect(result.effects).toEqual(effects)
    expect(result.phase.kind).toBe(kind)
  })

  it('starts only when idle, and stops only what is on', () => {
    const event = fc.oneof(
      fc.record({ type: fc.constant('down' as const), at: fc.nat(), releaseSeen: fc.boolean() }),
      fc.record({ type: fc.constant('up' as const), at: fc.nat() }),
      fc.record({ type: fc.constantFrom('lost' as const, 'expired' as const) }),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let talking = false
        for (const effect of run(events).effects) {
          if (effect === null) continue
          expect(effect === 'start').toBe(!talking)
          talking = effect === 'start'
        }
        expect(talking).toBe(run(events).phase.kind !== 'idle')
      }),
    )
  })
})
