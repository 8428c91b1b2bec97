import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NoteQueue } from './note-queue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const taken: number[] = []
  const library = { works: true }
  const onDropped = vi.fn()
  const queue = new NoteQueue(onDropped)
  const add = (number: number, of = 'one'): void =>
    queue.add(of, () => {
      if (!library.works) return Promise.reject(new Error('full'))
      taken.push(number)
      return Promise.resolve()
    })
  return { taken, library, onDropped, queue, add }
}

describe('NoteQueue', () => {
  it('notes in order', async () => {
    const { taken, add, queue } = setUp()
    for (const number of [1, 2, 3]) add(number)
    await queue.close()
    expect(taken).toEqual([1, 2, 3])
  })

  it('tries again what was not taken, in order', async () => {
    const { taken, add, library } = setUp()
    library.works = false
    for (const number of [1, 2]) add(number)
    await vi.advanceTimersByTimeAsync(4_000)
    library.works = true
    add(3)
    await vi.advanceTimersByTimeAsync(500)
    expect(taken).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(taken).toEqual([1, 2, 3])
  })

  it('drops the oldest when too many wait, and tells', async () => {
    const { taken, add, library, onDropped, queue } = setUp()
    library.works = false
    for (let number = 0; number < 200; number += 1) add(number)
    await vi.advanceTimersByTimeAsync(0)
    expect(onDropped).toHaveBeenCalledTimes(79)
    library.works = true
    await queue.close()
    expect(taken).toHaveLength(121)
    expect(taken.at(-1)).toBe(199)
  })

  it('ends although nothing is taken', async () => {
    const { add, library, queue, taken } = setUp()
    library.works = false
    add(1)
    await queue.close()
    library.works = true
    await vi.advanceTimersByTimeAsync(60_000)
    expect(taken).toEqual([])
  })

  it('notes nothing of what was deleted, also of what the library was just asked for', async () => {
    const { add, library, queue, taken } = setUp()
    library.works = false
    add(1, 'deleted')
    add(2, 'deleted')
    add(3, 'kept')
    queue.forget((id) => id === 'deleted')
    await vi.advanceTimersByTimeAsync(0)
    library.works = true
    await vi.advanceTimersByTimeAsync(5_000)
    expect(taken).toEqual([3])
  })
})
