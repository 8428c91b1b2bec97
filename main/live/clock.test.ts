import { describe, expect, it, vi } from 'vitest'
import { systemClock } from './clock'
import { FakeClock } from './testing'

describe('FakeClock', () => {
  it('runs what is due at its time and in order, also what is scheduled meanwhile', () => {
    const clock = new FakeClock()
    const ran: string[] = []
    const note = (name: string) => () => void ran.push(`${name} ${clock.now()}`)
    clock.schedule(note('late'), 30)
    clock.schedule(() => {
      note('early')()
      clock.schedule(note('chained'), 5)
    }, 10)
    clock.schedule(note('early too'), 10)
    clock.advance(20)
    expect(ran).toEqual(['early 10', 'early too 10', 'chained 15'])
    expect([clock.now(), clock.waiting]).toEqual([20, 1])
  })

  it('runs nothing that was cancelled', () => {
    const clock = new FakeClock()
    const task = vi.fn()
    clock.schedule(task, 10)()
    clock.advance(100)
    expect(task).not.toHaveBeenCalled()
  })
})

describe('systemClock', () => {
  it('goes on, runs a task and runs nothing that was cancelled', async () => {
    const before = systemClock.now()
    const cancelled = vi.fn()
    const cancel = systemClock.schedule(cancelled, 5)
    cancel()
    await new Promise<void>((resolve) => systemClock.schedule(resolve, 20))
    expect(systemClock.now()).toBeGreaterThanOrEqual(before + 15)
    expect(cancelled).not.toHaveBeenCalled()
  })
})
