import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signatureOf, type Plane } from './frame-signature'

/** 16 by 8 px, brightness counting up along a row; padded, and with a sample of offset. */
const STRIDE = 20
const bytes = new Uint8Array(1 + STRIDE * 8).map((_, at) => ((at - 1) % STRIDE) * 10)
const plane: Plane = { bytes, offset: 1, stride: STRIDE, step: 1, share: 1 }
const whole = { left: 0, top: 0, width: 16, height: 8 }

describe('signatureOf', () => {
  it('gives the mean of each square', () => {
    expect(signatureOf([plane], whole, 4, [])).toEqual({
      columns: 4,
      rows: 2,
      planes: [Uint8Array.of(15, 55, 95, 135, 15, 55, 95, 135)],
    })
  })

  it('looks at the crop alone', () => {
    const crop = { left: 6, top: 2, width: 8, height: 4 }
    expect([...(signatureOf([plane], crop, 4, []).planes[0] ?? [])]).toEqual([75, 115])
  })

  it('reads planes of half the size, and interleaved ones, for the same squares', () => {
    const half: Plane = { bytes, offset: 1, stride: STRIDE, step: 2, share: 2 }
    const { columns, planes } = signatureOf([plane, half], whole, 4, [])
    expect([columns, planes.length]).toEqual([4, 2])
    expect([...(planes[1] ?? [])].slice(0, 4)).toEqual([10, 50, 90, 130])
  })

  it('hides the squares that lie wholly in a box', () => {
    const box = { left: 3, top: 0, width: 9, height: 8 }
    expect([...(signatureOf([plane], whole, 4, [box]).planes[0] ?? [])]).toEqual([
      15, 0, 0, 135, 15, 0, 0, 135,
    ])
  })

  it('hides what of a box that begins outside lies inside', () => {
    const box = { left: -6, top: -3, width: 10, height: 12 }
    expect([...(signatureOf([plane], whole, 4, [box]).planes[0] ?? [])]).toEqual([
      0, 55, 95, 135, 0, 55, 95, 135,
    ])
  })

  it('never reads beyond the picture, nor hides beyond it', () => {
    const length = fc.integer({ min: 0, max: 16 })
    fc.assert(
      fc.property(length, length, (width, height) => {
        const crop = { left: 0, top: 0, width, height: Math.min(8, height) }
        const box = { left: 0, top: 0, width: 100, height: 100 }
        const { columns, rows, planes } = signatureOf([plane], crop, 4, [box])
        expect(planes[0]).toEqual(new Uint8Array(columns * rows))
      }),
    )
  })
})
