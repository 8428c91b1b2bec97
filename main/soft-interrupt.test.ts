import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  LISTENING,
  LONGEST_HOLD_MS,
  MOST_RESUMED,
  QUIET_MS,
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
  it('holds the voice at once, and plays on 600 ms after a cough', () => {
    expect(run([0, SPEECH], [150, QUIET], [749, TIME], [750, TIME])).toEqual({
      state: { kind: 'listening', resumed: 1 },
      commands: ['0 hold', '750 resume'],
    })
  })

  it('does not play on while speech goes on, nor between its words', () => {
    const { state, commands } = run(
      ...[[0, SPEECH] as const, [300, QUIET] as const, [800, SPEECH] as const],
      ...[[900, TIME] as const, [1_400, QUIET] as const, [1_900, QUIET] as const],
    )
    expect(state.kind).toBe('held')
    expect(commands).toEqual(['0 hold'])
    expect(softInterrupt(state, TIME, 2_000).command).toBe('resume')
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

  it('is ignored after it has held the voice three times in vain, as an echo does', () => {
    const coughs = [0, 1_000, 2_000, 3_000].flatMap((at) => [
      [at, SPEECH] as const,
      [at + 100, QUIET] as const,
      [at + 700, TIME] as const,
    ])
    const { state, commands } = run(...coughs)
    expect(state).toEqual({ kind: 'deaf' })
    expect(commands.filter((command) => command.endsWith('hold'))).toHaveLength(MOST_RESUMED)
    expect(run(...coughs, [4_000, OVER]).state).toEqual(LISTENING)
  })

  it('is over with the voice, whose flush ends the hold', () => {
    expect(run([0, SPEECH], [300, OVER], [600, TIME], [700, QUIET])).toEqual({
      state: LISTENING,
      commands: ['0 hold'],
    })
  })

  it('whatever is heard, plays on 600 ms after the last speech, or after 3 s', () => {
    const hearing = fc.record({ after: fc.nat(1_000), heard: fc.boolean() })
    fc.assert(
      fc.property(fc.array(hearing), (hearings) => {
        let state: SoftInterrupt = LISTENING
        let now = 0
        let held = 0
        let quiet: number | null = 0
        const take = (event: SoftInterruptEvent): void => {
          const { state: next, command } = softInterrupt(state, event, now)
          expect(command === 'hold').toBe(state.kind !== 'held' && next.kind === 'held')
          expect(command === 'resume').toBe(state.kind === 'held' && next.kind !== 'held')
          if (command === 'hold') held = now
          if (command === 'resume') {
            const afterQuiet = quiet === null ? Infinity : quiet + QUIET_MS
            expect(now).toBe(Math.min(afterQuiet, held + LONGEST_HOLD_MS))
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
          quiet = heard ? null : (quiet ?? now)
          take({ type: 'speech', heard })
        }
      }),
    )
  })
})
