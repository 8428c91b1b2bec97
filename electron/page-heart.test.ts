import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDue, newHeart, nextHeart, type PageHeart } from './page-heart'

const LOOK_MS = 500

interface Run {
  heart: PageHeart
  at: number
}

/** Looks for so long; the page answers each question at once, or none. */
function watch(run: Run, forMs: number, page: 'answers' | 'hangs', paused = false): Run {
  let { heart, at } = run
  for (const end = at + forMs; at < end;) {
    at += LOOK_MS
    const asks = isDue(heart, at)
    heart = nextHeart(heart, { kind: 'look', at, paused })
    if (asks && page === 'answers') heart = nextHeart(heart, { kind: 'answer' })
  }
  return { heart, at }
}

const alive = (): Run => watch({ heart: newHeart(0), at: 0 }, 10_000, 'answers')

describe('the heart of the page', () => {
  it('beats as long as the page answers', () => {
    expect(alive().heart.kind).toBe('beating')
  })

  it('is found to stand still within six seconds, whenever that begins', () => {
    fc.assert(
      fc.property(fc.nat(4_000), (offset) => {
        const before = watch(alive(), Math.max(LOOK_MS, offset), 'answers')
        expect(watch(before, 6_000, 'hangs').heart.kind).toBe('hung')
        expect(watch(before, 2_500, 'hangs').heart.kind).toBe('beating')
      }),
      { seed: 58 },
    )
  })

  it('beats again with the first answer', () => {
    const hung = watch(alive(), 45_000, 'hangs')
    expect(nextHeart(hung.heart, { kind: 'answer' }).kind).toBe('beating')
  })

  it('is not missed while the page loads, however long', () => {
    expect(watch({ heart: newHeart(0), at: 0 }, 60_000, 'hangs').heart.kind).toBe('unknown')
    const reloaded = nextHeart(watch(alive(), 10_000, 'hangs').heart, { kind: 'page-gone' })
    expect(watch({ heart: reloaded, at: 20_000 }, 60_000, 'hangs').heart.kind).toBe('unknown')
  })

  it('is not missed after a sleep of the machine, nor while a debugger holds the page', () => {
    const { heart, at } = watch(alive(), 1_000, 'hangs')
    const woken = {
      heart: nextHeart(heart, { kind: 'look', at: at + 3_600_000, paused: false }),
      at,
    }
    expect(woken.heart.kind).toBe('beating')
    expect(watch(alive(), 60_000, 'hangs', true).heart.kind).toBe('beating')
  })
})
