import { describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '@contract/errors'
import { PictureLoader } from './picture-loader'

type Answer = Result<Uint8Array<ArrayBuffer> | null>

function held() {
  const waiting: { key: number; answer: (answer: Answer) => void }[] = []
  const read = vi.fn(
    ({ key }: { key: number }) =>
      new Promise<Answer>((answer) => {
        waiting.push({ key, answer })
      }),
  )
  const answerNext = async (answer: Answer = ok(new Uint8Array([1]))): Promise<void> => {
    waiting.shift()?.answer(answer)
    await new Promise<void>((resolve) => setTimeout(resolve))
  }
  return { read, answerNext, keys: () => waiting.map(({ key }) => key) }
}

describe('the pictures of the library', () => {
  it('are read a few at once, the newest first, without those that went out of sight', async () => {
    const main = held()
    const loader = new PictureLoader(main.read)
    const takeBack = [1, 2, 3, 4, 5, 6, 7].map((key) => loader.load(key, 'thumbnail', vi.fn()))
    expect(main.keys()).toEqual([1, 2, 3, 4])
    takeBack[6]?.()
    await main.answerNext()
    await main.answerNext()
    expect(main.keys()).toEqual([3, 4, 6, 5])
  })

  it('are told of once, and kept', async () => {
    const main = held()
    const loader = new PictureLoader(main.read)
    const first = vi.fn()
    loader.load(1, 'thumbnail', first)
    await main.answerNext()
    expect(first).toHaveBeenCalledExactlyOnceWith(expect.any(Blob))
    const second = vi.fn()
    loader.load(1, 'thumbnail', second)
    expect(second).toHaveBeenCalledExactlyOnceWith(expect.any(Blob))
    expect(main.read).toHaveBeenCalledTimes(1)
  })

  it('are asked for again after a failure', async () => {
    const main = held()
    const loader = new PictureLoader(main.read)
    const listener = vi.fn()
    loader.load(1, 'thumbnail', listener)
    await main.answerNext(fail('internal'))
    expect(listener).toHaveBeenCalledExactlyOnceWith(null)
    loader.load(1, 'thumbnail', listener)
    expect(main.read).toHaveBeenCalledTimes(2)
  })

  it('are not told of to whom they no longer concern', async () => {
    const main = held()
    const listener = vi.fn()
    new PictureLoader(main.read).load(1, 'thumbnail', listener)()
    await main.answerNext()
    expect(listener).not.toHaveBeenCalled()
  })
})
