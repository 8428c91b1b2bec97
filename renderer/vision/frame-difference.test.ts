import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf } from './frame-difference'
import { CELL, signatureOf, type Plane } from './frame-signature'

const SIZE = { width: 640, height: 360 }

/** A drawn picture of one plane, light like a page. */
class Drawing {
  readonly bytes = new Uint8Array(SIZE.width * SIZE.height).fill(245)

  rectangle(left: number, top: number, width: number, height: number, value = 20): this {
    for (let y = top; y < top + height; y += 1) {
      this.bytes.fill(value, y * SIZE.width + left, y * SIZE.width + left + width)
    }
    return this
  }

  /** Letters of 5 by 7 px, 7 px apart, drawn in strokes of 1 px like small print. */
  word(left: number, top: number, letters: string, value = 60): this {
    const glyphs: Record<string, string[]> = {
      o: ['.###.', '#...#', '#...#', '#...#', '#...#', '#...#', '.###.'],
      k: ['#....', '#...#', '#..#.', '###..', '#..#.', '#...#', '#...#'],
      i: ['..#..', '.....', '.##..', '..#..', '..#..', '..#..', '.###.'],
      f: ['..##.', '.#...', '.#...', '####.', '.#...', '.#...', '.#...'],
    }
    for (const [index, letter] of letters.split('').entries()) {
      for (const [y, row] of (glyphs[letter] ?? []).entries()) {
        for (const [x, dot] of row.split('').entries()) {
          if (dot === '#') this.rectangle(left + index * 7 + x, top + y, 1, 1, value)
        }
      }
    }
    return this
  }

  noise(random: () => number, deviation: number): this {
    for (let at = 0; at < this.bytes.length; at += 1) {
      // Three even distributions make nearly a normal one.
      const normal = (random() + random() + random() - 1.5) * 2
      this.bytes[at] = Math.max(0, Math.min(255, (this.bytes[at] ?? 0) + normal * deviation))
    }
    return this
  }

  signature(hidden: Parameters<typeof signatureOf>[3] = []) {
    const plane: Plane = { bytes: this.bytes, offset: 0, stride: SIZE.width, step: 1, share: 1 }
    return signatureOf([plane], { left: 0, top: 0, ...SIZE }, CELL, hidden)
  }
}

const page = (): Drawing =>
  new Drawing().word(40, 40, 'okokokok').word(40, 56, 'fifikoko').rectangle(300, 100, 200, 120, 180)
const before = page().signature()
const place = fc.record({
  left: fc.integer({ min: 0, max: 560 }),
  top: fc.integer({ min: 0, max: 300 }),
})

/** A repeatable source of numbers from 0 to 1: https://en.wikipedia.org/wiki/Xorshift */
function randomNumbers(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

describe('differenceOf', () => {
  it('finds none in the same picture', () => {
    expect(differenceOf(before, page().signature())).toBe('none')
  })

  it('takes a thin cursor for slight, wherever it blinks', () => {
    const thickness = fc.integer({ min: 1, max: 3 })
    const height = fc.integer({ min: 8, max: 44 })
    fc.assert(
      fc.property(place, thickness, height, ({ left, top }, thick, tall) => {
        const after = page().rectangle(left, top, thick, tall).signature()
        expect(differenceOf(before, after)).not.toBe('change')
      }),
    )
  })

  it('takes a block cursor for slight', () => {
    fc.assert(
      fc.property(place, ({ left, top }) => {
        const after = page().rectangle(left, top, 8, 18).signature()
        expect(differenceOf(before, after)).not.toBe('change')
      }),
    )
  })

  it('takes a cursor that has moved for slight', () => {
    const from = page().rectangle(40, 200, 2, 18).signature()
    expect(differenceOf(from, page().rectangle(240, 216, 2, 18).signature())).toBe('slight')
  })

  it.each(['ok', 'of', 'kif', 'oko'])('sees the word %s, wherever it is new', (letters) => {
    fc.assert(
      fc.property(place, ({ left, top }) => {
        // On clear ground: print over print is of no language.
        const clear = new Drawing()
        const after = new Drawing().word(left, top, letters)
        expect(differenceOf(clear.signature(), after.signature())).toBe('change')
      }),
    )
  })

  it('sees grey print', () => {
    const after = page().word(40, 120, 'okokok', 150).signature()
    expect(differenceOf(before, after)).toBe('change')
  })

  it('sees a line that has scrolled by a few pixels', () => {
    const text = (top: number) => new Drawing().word(40, top, 'okokokokok').signature()
    expect(differenceOf(text(60), text(63))).toBe('change')
  })

  it('sees a window that has moved', () => {
    const window = (left: number) => new Drawing().rectangle(left, 80, 200, 100, 200).signature()
    expect(differenceOf(window(100), window(108))).toBe('change')
  })

  it('sees many cursors at once for what they are: a change', () => {
    const after = page()
    for (let row = 0; row < 3; row += 1) after.rectangle(200, 20 + row * 80, 6, 9)
    expect(differenceOf(before, after.signature())).toBe('change')
  })

  it('does not see the noise of a camera', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
        const random = randomNumbers(seed)
        const noisy = page().noise(random, 6).signature()
        expect(differenceOf(page().noise(random, 6).signature(), noisy)).not.toBe('change')
      }),
      { numRuns: 20 },
    )
  })

  it('does not see what is hidden', () => {
    const hidden = [{ left: 300, top: 100, width: 200, height: 120 }]
    const after = page().rectangle(304, 104, 150, 80).signature(hidden)
    expect(differenceOf(page().signature(hidden), after)).toBe('none')
  })

  it('takes another size for a change', () => {
    expect(differenceOf(before, { ...before, columns: before.columns + 1 })).toBe('change')
  })
})
