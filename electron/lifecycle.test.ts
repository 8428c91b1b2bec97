import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { exitNow } from './exit'
import { Lifecycle } from './lifecycle'

const app = vi.hoisted(() => ({ on: vi.fn(), relaunch: vi.fn(), exit: vi.fn() }))
vi.mock('electron', () => ({ app }))
vi.mock('./exit', () => ({ exitNow: vi.fn() }))

const started = process.argv
beforeEach(() => {
  vi.clearAllMocks()
  process.argv = [
    'sightline',
    '/app',
    '--restarted-after-fault=1763700000000',
    '--updated-to=0.1.0',
    '--demo',
  ]
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

it('ends at a person’s wish once nothing is lost by it, or the person wants that', async () => {
  const running = lifecycle()
  const answers = [false, true]
  const ask = vi.fn(() => Promise.resolve(answers.shift() ?? false))
  running.onQuit(ask)
  running.quit()
  // Whoever is impatient is not asked twice at once.
  running.quit()
  await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce())
  await Promise.resolve()
  expect(running.isEnding()).toBe(false)
  running.restart()
  await vi.waitFor(() => expect(running.isEnding()).toBe(true))
  expect(ask).toHaveBeenCalledTimes(2)
  expect(app.relaunch).toHaveBeenCalledOnce()
})

it('asks nobody after a fault', () => {
  const running = lifecycle()
  const ask = vi.fn(() => Promise.resolve(false))
  running.onQuit(ask)
  running.quit(1)
  expect(running.isEnding()).toBe(true)
  expect(ask).not.toHaveBeenCalled()
})

it.each([
  ['installed', ['/app', '--demo', '--updated-to=0.2.0']],
  ['failed', ['/app', '--demo', '--updated-to=none']],
] as const)('starts anew after an update that was %s, and only then', async (outcome, args) => {
  const life = lifecycle()
  const done: string[] = []
  life.onEnd(() => done.push('closed'))
  life.restartAfter('0.2.0', () => {
    done.push('update')
    return outcome
  })
  await vi.waitFor(() => expect(exitNow).toHaveBeenCalledWith(0))
  expect(done).toEqual(['closed', 'update'])
  expect(app.relaunch).toHaveBeenCalledExactlyOnceWith({ args })
})

it('leaves the start to an installer that does it itself', async () => {
  lifecycle().restartAfter('0.2.0', () => 'starts-itself')
  await vi.waitFor(() => expect(exitNow).toHaveBeenCalledWith(0))
  expect(app.relaunch).not.toHaveBeenCalled()
})

it('ends and comes back whatever an installation throws', async () => {
  lifecycle().restartAfter('0.2.0', () => {
    throw new Error('no such program')
  })
  await vi.waitFor(() => expect(exitNow).toHaveBeenCalledWith(0))
  expect(app.relaunch).toHaveBeenCalledExactlyOnceWith({
    args: ['/app', '--demo', '--updated-to=none'],
  })
})
