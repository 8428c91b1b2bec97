import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appError, type ErrorReason } from '@contract/errors'
import {
  MICROPHONE_OFF,
  nextMicrophone,
  type MicrophoneEvent,
  type MicrophonePhase,
} from './microphone-phase'

const run = (...events: MicrophoneEvent[]) => {
  let phase: MicrophonePhase = MICROPHONE_OFF
  const told: string[] = []
  for (const event of events) {
    const step = nextMicrophone(phase, event)
    phase = step.phase
    told.push(
      ...step.reports.map((report) =>
        report.kind === 'failed' ? `failed ${report.error.reason}` : report.kind,
      ),
    )
  }
  return { phase, told }
}

const opened = (attempt: number, now = 0): MicrophoneEvent => ({
  type: 'opened',
  attempt,
  label: 'Desk',
  use: 'default',
  now,
})
const ended = (attempt: number, now = 0): MicrophoneEvent => ({ type: 'ended', attempt, now })
const stalled = (attempt: number, now = 0): MicrophoneEvent => ({ type: 'stalled', attempt, now })
const refused = (attempt: number, reason: ErrorReason): MicrophoneEvent => ({
  type: 'refused',
  attempt,
  error: appError(reason),
})

describe('nextMicrophone', () => {
  it('opens when wanted and closes when not', () => {
    const { phase, told } = run({ type: 'wanted' }, opened(1), { type: 'unwanted' })
    expect(told).toEqual(['opening', 'on', 'off'])
    expect(phase.kind).toBe('off')
  })

  it('tries again when asked, even after a refusal, and only then', () => {
    const denied = [{ type: 'wanted' }, refused(1, 'microphone-denied')] as const
    expect(run(...denied, { type: 'devices-changed' }).phase.kind).toBe('failed')
    expect(run(...denied, { type: 'retry' }).told.at(-1)).toBe('opening')
    expect(run({ type: 'retry' }).phase.kind).toBe('off')
  })

  it('takes no stream that was overtaken while it was opened', () => {
    const { phase, told } = run(
      { type: 'wanted' },
      { type: 'unwanted' },
      { type: 'wanted' },
      opened(1),
      refused(1, 'microphone-failed'),
    )
    expect(phase).toEqual({ kind: 'opening', attempt: 2, isRetry: false })
    expect(told).toEqual(['opening', 'off', 'opening'])
  })

  it('tries once more when the track ends, then waits for another device', () => {
    const { phase, told } = run(
      { type: 'wanted' },
      opened(1),
      ended(1),
      opened(2, 1000),
      ended(2, 2000),
      { type: 'devices-changed' },
    )
    expect(told).toEqual([
      'opening',
      'on',
      'failed microphone-ended',
      'opening',
      'on',
      'failed microphone-ended',
      'opening',
    ])
    expect(phase).toEqual({ kind: 'opening', attempt: 3, isRetry: false })
  })

  it('tries again each time when the track had lived for long', () => {
    const { phase } = run({ type: 'wanted' }, opened(1), ended(1), opened(2, 0), ended(2, 60_000))
    expect(phase).toEqual({ kind: 'opening', attempt: 3, isRetry: true })
  })

  it('opens when a device comes after none was there, but not after a refusal', () => {
    const changed: MicrophoneEvent = { type: 'devices-changed' }
    const wanted: MicrophoneEvent = { type: 'wanted' }
    expect(run(wanted, refused(1, 'microphone-missing'), changed).phase.kind).toBe('opening')
    expect(run(wanted, refused(1, 'microphone-denied'), changed).phase.kind).toBe('failed')
    expect(run(wanted, opened(1), changed).told).toEqual(['opening', 'on'])
  })

  it('opens once more when no sound comes, and says so when that does not help', () => {
    const { told } = run({ type: 'wanted' }, opened(1), stalled(1, 9_000), opened(2, 9_000))
    expect(told).toEqual(['opening', 'on', 'opening', 'on'])
    expect(
      run({ type: 'wanted' }, opened(1), stalled(1), opened(2), stalled(2, 2_500)).told.at(-1),
    ).toBe('failed microphone-stalled')
    expect(
      run({ type: 'wanted' }, opened(1), stalled(1), opened(2), stalled(2, 60_000)).told.at(-1),
    ).toBe('opening')
  })

  it('tells exact silence and its end, each once, and forgets it with the device', () => {
    const silent: MicrophoneEvent = { type: 'silent', attempt: 1 }
    const sound: MicrophoneEvent = { type: 'sound', attempt: 1 }
    let { phase } = run({ type: 'wanted' }, opened(1))
    const told = [silent, silent, sound, sound, { ...silent, attempt: 7 }].flatMap((event) => {
      const step = nextMicrophone(phase, event)
      phase = step.phase
      return step.reports
    })
    expect(told).toEqual([
      { kind: 'on', label: 'Desk', use: 'default', silent: true },
      { kind: 'on', label: 'Desk', use: 'default', silent: false },
    ])
    const after = run({ type: 'wanted' }, opened(1), silent, { type: 'choice-changed' }, opened(2))
    expect(after.phase).toMatchObject({ kind: 'on', silent: false })
  })

  it('opens anew when another device is chosen, also after a failure, but not while off', () => {
    const changed: MicrophoneEvent = { type: 'choice-changed' }
    expect(run({ type: 'wanted' }, opened(1), changed).told).toEqual(['opening', 'on', 'opening'])
    expect(run({ type: 'wanted' }, refused(1, 'microphone-failed'), changed).phase.kind).toBe(
      'opening',
    )
    expect(run(changed).told).toEqual([])
    // What was opened for the old choice comes too late.
    expect(run({ type: 'wanted' }, changed, opened(1)).phase).toMatchObject({ kind: 'opening' })
  })

  it('is off after unwanted, whatever came before', () => {
    const event = fc.oneof(
      fc.constantFrom<MicrophoneEvent>(
        { type: 'wanted' },
        { type: 'unwanted' },
        { type: 'devices-changed' },
        refused(1, 'microphone-missing'),
      ),
      fc.nat(5).map((attempt) => opened(attempt)),
      fc.nat(5).map((attempt) => ended(attempt)),
      fc.nat(5).map((attempt) => stalled(attempt)),
      fc.nat(5).map((attempt): MicrophoneEvent => ({ type: 'silent', attempt })),
      fc.constant<MicrophoneEvent>({ type: 'choice-changed' }),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { phase, told } = run(...events, { type: 'unwanted' })
        expect(phase.kind).toBe('off')
        expect(told.length === 0 || told.at(-1) === 'off').toBe(true)
      }),
    )
  })
})
