import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  COUGH_MS,
  LISTENING,
  LONGEST_HOLD_MS,
  softInterrupt,
  wakeAt,
  type SoftInterrupt,
  type SoftInterruptEvent,
} from './soft-interrupt'

const SPEECH: SoftInterruptEvent = { type: 'speech', heard: true }
const QUIET: SoftInterruptEvent = { type: 'speech', heard: false }
const TIME: SoftInterruptEvent = { type: 'time' }
const OVER: SoftInterruptEvent = { type: 'voice-over' }

/** Runs events, each at its moment; returns the state that is left and the commands with theirs. */
function run(...events: readonly (readonly [number, SoftInterruptEvent])[]) {
  let state: SoftInterrupt = LISTENING
  const commands: string[] = []
  for (const [at, event] of events) {
    const step = softInterrupt(state, event, at)
    state = step.state
    if (step.command) commands.push(`${at} ${step.command}`)
  }
  return { state, commands }
}

describe('a soft interrupt', () => {
  it('holds the voice at once, and plays on 600 ms after a cough began', () => {
    expect(run([0, SPEECH], [200, QUIET], [COUGH_MS - 1, TIME], [COUGH_MS, TIME])).toEqual({
      state: LISTENING,
      commands: ['0 hold', '600 resume'],
    })
  })

  it('plays on as soon as speech ends that went on for longer than that', () => {
    expect(run([0, SPEECH], [600, TIME], [1_400, QUIET]).commands).toEqual([
      '0 hold',
      '1400 resume',
    ])
  })

  it('plays on after 3 s of speech that interrupts nothing, and ignores it until all is said', () => {
    const radio = [
      [0, SPEECH],
      [LONGEST_HOLD_MS, TIME],
      [5_000, QUIET],
      [6_000, SPEECH],
    ] as const
    expect(run(...radio)).toEqual({ state: { kind: 'deaf' }, commands: ['0 hold', '3000 resume'] })
    expect(run(...radio, [7_000, OVER], [8_000, SPEECH]).commands.at(-1)).toBe('8000 hold')
  })

  it('is over with the voice, whose flush ends the hold', () => {
    expect(run([0, SPEECH], [300, OVER], [600, TIME], [700, QUIET])).toEqual({
      state: LISTENING,
      commands: ['0 hold'],
    })
  })

  it('waits for speech that begins again', () => {
    expect(run([0, SPEECH], [300, QUIET], [500, SPEECH], [600, TIME]).state.kind).toBe('held')
  })

  it('never holds for longer than 3 s, whatever is heard, if it is woken when it asked to be', () => {
    const hearing = fc.record({ after: fc.nat(1_000), heard: fc.boolean() })
    fc.assert(
      fc.property(fc.array(hearing), (hearings) => {
        let state: SoftInterrupt = LISTENING
        let now = 0
        let held = 0
        const take = (event: SoftInterruptEvent): void => {
          const { state: next, command } = softInterrupt(state, event, now)
          expect(command === 'hold').toBe(state.kind !== 'held' && next.kind === 'held')
          expect(command === 'resume').toBe(state.kind === 'held' && next.kind !== 'held')
          if (command === 'hold') held = now
          if (command === 'resume') {
            expect(now - held).toBeGreaterThanOrEqual(COUGH_MS)
            expect(now - held).toBeLessThanOrEqual(LONGEST_HOLD_MS)
          }
          state = next
        }
        for (const { after, heard } of hearings) {
          const until = now + after
          if (state.kind === 'held' && wakeAt(state) <= until) {
            now = wakeAt(state)
            take(TIME)
          }
          now = until
          take({ type: 'speech', heard })
        }
      }),
    )
  })
})
