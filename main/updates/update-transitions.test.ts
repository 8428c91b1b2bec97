import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appError } from '@contract/errors'
import { beginUpdates, shownUpdate, type UpdateEvent, type UpdateModel } from './update-model'
import { nextUpdate, refusalOf } from './update-transitions'

const update = { version: '0.2.0', notes: 'New.' }
const found = { type: 'found', update } as const
const busy = { type: 'busy', on: true } as const
const over = { type: 'busy', on: false } as const
const automatic = { type: 'automatic', on: true } as const
const error = appError('update-feed-unreachable')

/** What becomes of it, and all that was to be done on the way. */
function after(...events: readonly UpdateEvent[]): { model: UpdateModel; effects: string[] } {
  const effects: string[] = []
  let model: UpdateModel = beginUpdates('off')
  for (const event of events) {
    const step = nextUpdate(model, event)
    model = step.model
    effects.push(...step.effects)
  }
  return { model, effects }
}

const shown = (...events: readonly UpdateEvent[]) => shownUpdate(after(...events).model)

describe('looking', () => {
  it('happens when it is due and wanted, and tells what it found', () => {
    expect(after(automatic, { type: 'due' }).effects).toEqual(['check'])
    expect(shown(automatic, { type: 'due' }, { type: 'none' })).toEqual({
      kind: 'idle',
      outcome: 'newest',
    })
    expect(shown(automatic, { type: 'due' }, found)).toEqual({
      kind: 'offered',
      update,
      dismissed: false,
    })
  })

  it('happens not at all by itself where it is switched off, but when the user asks', () => {
    expect(after({ type: 'due' }).effects).toEqual([])
    expect(after({ type: 'check' }).effects).toEqual(['check'])
    expect(shown({ type: 'check' }, { type: 'none' })).toMatchObject({ outcome: 'newest' })
  })

  it('is dropped when it is switched off meanwhile, unless the user asked', () => {
    const off = { type: 'automatic', on: false } as const
    expect(after(automatic, { type: 'due' }, off).effects).toEqual(['check', 'cancel'])
    expect(after(automatic, { type: 'check' }, off).effects).toEqual(['check'])
  })

  it('waits for the end of a conversation, and is made up for then', () => {
    expect(after(automatic, busy, { type: 'due' }).effects).toEqual([])
    expect(after(automatic, busy, { type: 'due' }, over).effects).toEqual(['check'])
    expect(after(automatic, { type: 'due' }, busy, over).effects).toEqual([
      'check',
      'cancel',
      'check',
    ])
  })

  it('leaves an offer in sight, and one that was dismissed out of it', () => {
    const offered = [automatic, { type: 'due' }, found] as const
    expect(shown(...offered, { type: 'due' })).toMatchObject({ kind: 'offered' })
    expect(shown(...offered, { type: 'due' }, { type: 'failed', error })).toMatchObject({
      kind: 'offered',
    })
    const dismissed = [...offered, { type: 'dismiss' }] as const
    expect(shown(...dismissed, { type: 'due' }, found)).toMatchObject({ dismissed: true })
    expect(shown(...dismissed, { type: 'check' }, found)).toMatchObject({ dismissed: false })
    const newer = { type: 'found', update: { version: '0.3.0', notes: '' } } as const
    expect(shown(...dismissed, { type: 'due' }, newer)).toMatchObject({ dismissed: false })
  })
})

describe('downloading', () => {
  const offered = [{ type: 'check' }, found] as const
  const begun = [...offered, { type: 'download' }] as const

  it('begins when the user says so, and ends with something to be installed', () => {
    expect(after(...begun).effects).toEqual(['check', 'download'])
    expect(shown(...begun, { type: 'progress', percent: 40 })).toMatchObject({ percent: 40 })
    expect(shown(...begun, { type: 'downloaded' })).toMatchObject({ kind: 'ready' })
  })

  it('is dropped by a conversation, and begun anew after it', () => {
    expect(shown(...begun, busy)).toEqual({ kind: 'held', update })
    expect(after(...begun, busy, over).effects).toEqual(['check', 'download', 'cancel', 'download'])
  })

  it('is not begun with another version than the one that the user agreed to', () => {
    const other = { type: 'found', update: { version: '0.3.0', notes: '' } } as const
    expect(shown(...begun, other)).toMatchObject({ kind: 'offered', update: { version: '0.3.0' } })
    expect(shown(...begun, { type: 'none' })).toMatchObject({ kind: 'idle' })
    expect(shown(...begun, found)).toMatchObject({ kind: 'downloading' })
  })

  it('can be cancelled, and tried again after a failure', () => {
    expect(after(...begun, { type: 'dismiss' }).effects.at(-1)).toBe('cancel')
    const failed = [...begun, { type: 'failed', error: appError('update-damaged') }] as const
    expect(shown(...failed)).toMatchObject({ kind: 'failed', during: 'download' })
    expect(shown(...failed, { type: 'download' })).toMatchObject({ kind: 'downloading' })
  })
})

describe('installing', () => {
  const ready = [{ type: 'check' }, found, { type: 'download' }, { type: 'downloaded' }] as const

  it('happens when the user says so, and not during a conversation', () => {
    expect(after(...ready, { type: 'install' }).effects.at(-1)).toBe('install')
    expect(after(...ready, busy, { type: 'install' }).effects).not.toContain('install')
    const { model } = after(...ready, busy)
    expect(refusalOf(model, 'install')).toEqual({ reason: 'conversation-is-on' })
  })

  it('is given up for a conversation that begins while it is checked once more', () => {
    const stopped = after(...ready, { type: 'install' }, busy)
    expect(stopped.effects.at(-1)).toBe('cancel')
    expect(shownUpdate(stopped.model)).toMatchObject({ kind: 'ready' })
  })

  it('needs something to install', () => {
    expect(refusalOf(beginUpdates('off'), 'install')).toEqual({ reason: 'update-gone' })
    expect(refusalOf(beginUpdates('off'), 'download')).toEqual({ reason: 'update-gone' })
  })
})

const event: fc.Arbitrary<UpdateEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('automatic', 'busy'), on: fc.boolean() }),
  fc.record({
    type: fc.constant('found'),
    update: fc.constantFrom(update, { version: '0.3.0', notes: '' }),
  }),
  fc.record({ type: fc.constant('progress'), percent: fc.nat(100) }),
  fc.record({ type: fc.constant('failed'), error: fc.constant(error) }),
  fc.record({
    type: fc.constantFrom('due', 'check', 'none', 'download', 'downloaded', 'dismiss', 'install'),
  }),
)

describe('whatever happens', () => {
  it('nothing is under way during a conversation, and never two things at once', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let model: UpdateModel = beginUpdates('off')
        let underWay: string | null = null
        for (const each of events) {
          const { phase } = model
          // Only what is under way tells how it went.
          const isAnswer = ['found', 'none', 'progress', 'downloaded', 'failed'].includes(each.type)
          if (isAnswer && underWay === null) continue
          const step = nextUpdate(model, each)
          model = step.model
          for (const effect of step.effects) {
            if (effect === 'cancel') {
              expect(underWay).not.toBeNull()
              underWay = null
            } else {
              expect(underWay, `${each.type} in ${phase.kind}`).toBeNull()
              expect(model.busy).toBe(false)
              underWay = effect
            }
          }
          const working = ['checking', 'downloading', 'installing'].includes(model.phase.kind)
          if (!working) underWay = null
          expect(working).toBe(underWay !== null)
          if (model.busy) expect(working).toBe(false)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('a copy that cannot be updated does nothing and stays so', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let model: UpdateModel = beginUpdates({ kind: 'impossible', why: 'no-feed' })
        for (const each of events) {
          const step = nextUpdate(model, each)
          expect(step.effects).toEqual([])
          model = step.model
        }
        expect(shownUpdate(model)).toEqual({ kind: 'impossible', why: 'no-feed' })
      }),
    )
  })
})
