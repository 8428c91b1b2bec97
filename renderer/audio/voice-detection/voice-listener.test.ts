import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DetectorReport } from './detector-messages'
import { VoiceListener } from './voice-listener'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A worker whose thread is the test. */
class FakeWorker extends EventTarget {
  terminated = false
  readonly postMessage = vi.fn()
  terminate(): void {
    this.terminated = true
  }
  report(data: DetectorReport): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

function setUp() {
  const workers: FakeWorker[] = []
  const told: string[] = []
  const listener = new VoiceListener({
    attach: (port) => told.push(port ? 'attached' : 'detached'),
    onFailure: (detail) => told.push(detail === null ? 'well' : `failed: ${detail}`),
    startWorker: () => {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker as unknown as Worker
    },
  })
  /** What the newest worker says. */
  const report = (message: DetectorReport): void => workers.at(-1)?.report(message)
  return { listener, workers, told, report }
}

describe('VoiceListener', () => {
  it('has a worker only while it is wanted, and attaches it once it listens', () => {
    const { listener, workers, told, report } = setUp()
    listener.setWanted(false)
    expect(workers).toEqual([])
    listener.setWanted(true)
    expect(told).toEqual([])
    report({ kind: 'ready' })
    expect(told).toEqual(['attached'])
    listener.setWanted(false)
    expect(told).toEqual(['attached', 'detached'])
    expect(workers.map(({ terminated }) => terminated)).toEqual([true])
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each<[string, (worker: FakeWorker, listener: VoiceListener) => void, string]>([
    ['cannot load', (w) => w.report({ kind: 'failed', name: 'TypeError' }), 'TypeError'],
    ['throws', (w) => w.dispatchEvent(new Event('error')), 'Error'],
    ['never begins', () => vi.advanceTimersByTime(10_000), 'TimeoutError'],
    [
      'hangs',
      (w, listener) => {
        w.report({ kind: 'ready' })
        listener.noteHung()
      },
      'TimeoutError',
    ],
  ])('starts a worker that %s once more, and then gives up and says so', (_what, fail, detail) => {
    const { listener, workers, told } = setUp()
    listener.setWanted(true)
    const failNewest = (): void => {
      const worker = workers.at(-1)
      if (worker) fail(worker, listener)
    }
    failNewest()
    expect(workers).toHaveLength(2)
    expect(workers[0]?.terminated).toBe(true)
    expect(told).not.toContain(`failed: ${detail}`)
    failNewest()
    expect(workers).toHaveLength(2)
    expect(workers[1]?.terminated).toBe(true)
    expect(told.slice(-2)).toEqual(['detached', `failed: ${detail}`])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tries again when the user asks for it, and takes the failure back', () => {
    const { listener, workers, told, report } = setUp()
    listener.setWanted(true)
    listener.retry()
    expect(workers).toHaveLength(1)
    report({ kind: 'failed', name: 'TypeError' })
    report({ kind: 'failed', name: 'TypeError' })
    listener.retry()
    report({ kind: 'ready' })
    expect(workers).toHaveLength(3)
    expect(told.slice(-2)).toEqual(['well', 'attached'])
  })

  it('heeds no word of a worker that it has given up', () => {
    const { listener, workers, told } = setUp()
    listener.setWanted(true)
    listener.setWanted(false)
    workers[0]?.report({ kind: 'ready' })
    workers[0]?.dispatchEvent(new Event('error'))
    listener.noteHung()
    expect(told).toEqual(['detached'])
    expect(workers).toHaveLength(1)
  })
})
