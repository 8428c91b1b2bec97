import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Lifecycle } from './lifecycle'

const app = vi.hoisted(() => ({ on: vi.fn(), relaunch: vi.fn(), exit: vi.fn() }))
vi.mock('electron', () => ({ app }))
vi.mock('./exit', () => ({ exitNow: vi.fn() }))

const started = process.argv
beforeEach(() => {
  vi.clearAllMocks()
  process.argv = ['sightline', '/app', '--restarted-after-fault=1763700000000', '--demo']
})
afterEach(() => {
  process.argv = started
})

const lifecycle = (): Lifecycle => new Lifecycle({ info: vi.fn(), warn: vi.fn() }, {})

it('is restarted by the person as if nothing had happened before', () => {
  lifecycle().restart()
  expect(app.relaunch).toHaveBeenCalledExactlyOnceWith({ args: ['/app', '--demo'] })
})

it('is restarted after faults with the time of the last one alone', () => {
  vi.spyOn(Date, 'now').mockReturnValue(1_763_800_000_000)
  lifecycle().restartAfterFault()
  vi.restoreAllMocks()
  const args = ['/app', '--demo', '--restarted-after-fault=1763800000000']
  expect(app.relaunch).toHaveBeenCalledExactlyOnceWith({ args })
})
