import { describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '@contract/errors'
import { itemAt } from './paged-items'
import { PagedReader, readRange, type Portion } from './paged-reader'

/** A list of numbers whose answers wait until a test lets them through. */
function held(total: number) {
  const waiting: { from: number; answer: (result?: Result<Portion<number>>) => void }[] = []
  const read = vi.fn(
    (from: number, count: number) =>
      new Promise<Result<Portion<number>>>((resolve) => {
        const items = Array.from(
          { length: Math.min(count, total - from) },
          (_, index) => from + index,
        )
        waiting.push({ from, answer: (result) => resolve(result ?? ok({ items, total })) })
      }),
  )
  const answerNext = async (result?: Result<Portion<number>>): Promise<void> => {
    waiting.shift()?.answer(result)
    await new Promise<void>((resolve) => setTimeout(resolve))
  }
  return { read, answerNext, waiting }
}

describe('reading a long list by pages', () => {
  it('asks for one page at a time, and for what is in sight by then', async () => {
    const list = held(1000)
    const reader = new PagedReader(10, list.read)
    reader.open()
    await list.answerNext()
    reader.look({ first: 100, last: 115 })
    reader.look({ first: 500, last: 515 })
    expect(list.waiting.map(({ from }) => from)).toEqual([100])
    await list.answerNext()
    expect(list.waiting.map(({ from }) => from)).toEqual([500])
    await list.answerNext()
    await list.answerNext()
    expect(list.waiting).toEqual([])
    expect(itemAt(reader.store.getState().paged, 515)).toBe(515)
  })

  it('reads once more what changed while it was read', async () => {
    const list = held(5)
    const reader = new PagedReader(10, list.read)
    reader.open()
    reader.refresh()
    await list.answerNext()
    expect(list.waiting).toHaveLength(1)
    await list.answerNext()
    expect(list.waiting).toHaveLength(0)
  })

  it('stops at a failure until it is told to try again', async () => {
    const list = held(5)
    const reader = new PagedReader(10, list.read)
    reader.open()
    await list.answerNext(fail('internal'))
    expect(reader.store.getState().error).toEqual({ reason: 'internal' })
    reader.look({ first: 0, last: 3 })
    expect(list.waiting).toHaveLength(0)
    reader.refresh()
    await list.answerNext()
    expect(reader.store.getState().error).toBeNull()
    expect(itemAt(reader.store.getState().paged, 4)).toBe(4)
  })

  it('asks for nothing once it is closed', async () => {
    const list = held(1000)
    const close = new PagedReader(10, list.read).open()
    close()
    await list.answerNext()
    expect(list.read).toHaveBeenCalledTimes(1)
  })
})

it('reads on for one when another has stopped', async () => {
  const list = held(5)
  const reader = new PagedReader(10, list.read)
  reader.open()
  const close = reader.open()
  await list.answerNext()
  close()
  reader.refresh()
  expect(list.waiting).toHaveLength(1)
})

describe('reading a range', () => {
  const read = (from: number, count: number): Promise<Result<Portion<number>>> =>
    Promise.resolve(ok({ items: [0, 1, 2, 3, 4, 5, 6].slice(from, from + count), total: 7 }))

  it('takes all of it, in portions', async () => {
    expect(await readRange(read, { first: 1, last: 5 }, 2)).toEqual(ok([1, 2, 3, 4, 5]))
  })

  it('ends with the list', async () => {
    expect(await readRange(read, { first: 5, last: 100 }, 10)).toEqual(ok([5, 6]))
  })

  it('says why it could not', async () => {
    const failing = (): Promise<Result<never>> => Promise.resolve(fail('internal', 'why'))
    expect(await readRange(failing, { first: 0, last: 1 }, 1)).toEqual(fail('internal', 'why'))
  })
})
