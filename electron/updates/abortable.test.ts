import { EventEmitter } from 'node:events'
import type { AppUpdater } from 'electron-updater'
import { expect, it, vi } from 'vitest'
import { abortable } from './abortable'

class FakeRequest extends EventEmitter {
  abort = vi.fn()
}

it('ends what is under way, and that alone, and tells who waits for it', () => {
  const made: FakeRequest[] = []
  const answers: ((response: EventEmitter) => void)[] = []
  const httpExecutor = {
    createRequest(_options: unknown, onResponse: (response: EventEmitter) => void): FakeRequest {
      const request = new FakeRequest()
      made.push(request)
      answers.push(onResponse)
      return request
    },
  }
  const abort = abortable({ httpExecutor } as unknown as AppUpdater)
  const errors: string[] = []
  const ask = (): void => {
    const request = httpExecutor.createRequest({}, () => undefined)
    request.on('error', ({ message }: Error) => errors.push(message))
    request.emit('close') // all is sent
  }
  ask() // answered whole
  const whole = new EventEmitter()
  answers[0]?.(whole)
  whole.emit('end')
  ask() // answered in part
  answers[1]?.(new EventEmitter())
  ask() // not answered
  abort()
  expect(made.map(({ abort: { mock } }) => mock.calls.length)).toEqual([0, 1, 1])
  expect(errors).toEqual(['net::ERR_ABORTED', 'net::ERR_ABORTED'])
  abort()
  expect(errors).toHaveLength(2)
})
