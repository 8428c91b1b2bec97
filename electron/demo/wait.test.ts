import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { StepFailed, waitFor } from './wait'

const events = new EventEmitter()
const subscribe = (look: () => void) => {
  events.on('event', look)
  return () => events.off('event', look)
}

describe('waitFor', () => {
  it('finds what is already there, and listens no longer', async () => {
    await expect(waitFor('it', 1_000, subscribe, () => 3)).resolves.toBe(3)
    expect(events.listenerCount('event')).toBe(0)
  })

  it('looks after each event', async () => {
    let value: string | null = null
    const found = waitFor('it', 1_000, subscribe, () => value)
    events.emit('event')
    value = 'here'
    events.emit('event')
    await expect(found).resolves.toBe('here')
    expect(events.listenerCount('event')).toBe(0)
  })

  it('says what did not come', async () => {
    const waiting = waitFor('the answer', 20, subscribe, () => null)
    await expect(waiting).rejects.toThrow(StepFailed)
    await expect(waiting).rejects.toThrow('the answer did not come within 0.02 s')
    expect(events.listenerCount('event')).toBe(0)
  })
})
