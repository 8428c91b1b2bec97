import { afterEach, describe, expect, it, vi } from 'vitest'
import { ownMotionOn, partOfScreen } from './own-motion'

const VIEWPORT = { width: 1000, height: 500 }
/** A page of 1000 × 500 px in the middle of a screen of 2000 × 1000. */
const PAGE = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 }

describe('where the page moves by itself', () => {
  it('is told in parts of the screen, with a margin', () => {
    const rectangle = { left: 208, top: 108, right: 384, bottom: 144 }
    const [part] = partOfScreen(rectangle, VIEWPORT, PAGE)
    expect(part?.left).toBeCloseTo((500 + 200) / 2000)
    expect(part?.top).toBeCloseTo((250 + 100) / 1000)
    expect(part?.width).toBeCloseTo(200 / 2000)
    expect(part?.height).toBeCloseTo(100 / 1000)
  })

  it('ends where the screen does', () => {
    const beyond = { ...PAGE, left: -0.25 }
    const [part] = partOfScreen({ left: 0, top: 0, right: 700, bottom: 100 }, VIEWPORT, beyond)
    expect(part?.left).toBe(0)
    expect(part?.width).toBeCloseTo((-500 + 716) / 2000)
    expect(partOfScreen({ left: 0, top: 0, right: 300, bottom: 100 }, VIEWPORT, beyond)).toEqual([])
  })

  it('leaves out what has no size', () => {
    expect(partOfScreen({ left: 5, top: 5, right: 5, bottom: 50 }, VIEWPORT, PAGE)).toEqual([])
  })

  describe('in a page', () => {
    afterEach(() => vi.unstubAllGlobals())

    it('is where its marked elements are, as long as the page is seen', () => {
      const rectangle = { left: 0, top: 0, right: 100, bottom: 100 }
      vi.stubGlobal('window', { innerWidth: 1000, innerHeight: 500 })
      vi.stubGlobal('document', {
        querySelectorAll: (selector: string) =>
          selector === '[data-own-motion]' ? [{ getBoundingClientRect: () => rectangle }] : [],
      })
      expect(ownMotionOn(PAGE)).toEqual(partOfScreen(rectangle, VIEWPORT, PAGE))
      expect(ownMotionOn(null)).toEqual([])
    })
  })
})
