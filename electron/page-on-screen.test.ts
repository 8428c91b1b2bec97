import { describe, expect, it } from 'vitest'
import type { ShareChoice, SharingState } from '@contract/session'
import { pageOnScreen } from './page-on-screen'

const LEFT = { id: 1, bounds: { x: 0, y: 0, width: 2000, height: 1000 } }
const RIGHT = { id: 2, bounds: { x: 2000, y: 0, width: 1000, height: 1000 } }
const CONTENT = { x: 500, y: 100, width: 1000, height: 800 }

const sharing = (kind: ShareChoice['kind'], id = 'screen:2:0'): SharingState => ({
  kind: 'on',
  shareId: 1,
  source: { kind, id, name: 'x' },
  since: 0,
  paused: null,
  covers: [],
  coversRevision: 0,
  next: null,
})
const place = { content: CONTENT, isProtected: false }
const noNumber = (): string => ''
const PARTS = { left: 0.25, top: 0.1, width: 0.5, height: 0.8 }

describe('where the page lies on the shared screen', () => {
  it('is told in parts of that screen', () => {
    expect(pageOnScreen(sharing('screen'), place, [LEFT], noNumber)).toEqual(PARTS)
    expect(pageOnScreen(sharing('region'), place, [LEFT], noNumber)).toEqual(PARTS)
  })

  it('reaches beyond the screen where the window does', () => {
    const content = { ...CONTENT, x: -500 }
    const parts = pageOnScreen(sharing('screen'), { ...place, content }, [LEFT], noNumber)
    expect(parts).toEqual({ ...PARTS, left: -0.25 })
  })

  it('finds the screen among several by its number', () => {
    const both = [LEFT, RIGHT]
    expect(pageOnScreen(sharing('screen'), place, both, () => '1')).toEqual(PARTS)
    expect(pageOnScreen(sharing('screen'), place, both, () => '2')).toBeNull()
    expect(pageOnScreen(sharing('screen'), place, both, noNumber)).toBeNull()
  })

  it('is nowhere when it cannot be seen', () => {
    expect(pageOnScreen({ kind: 'off' }, place, [LEFT], noNumber)).toBeNull()
    expect(pageOnScreen(sharing('window'), place, [LEFT], noNumber)).toBeNull()
    expect(pageOnScreen(sharing('camera'), place, [LEFT], noNumber)).toBeNull()
    const unseen = { content: null, isProtected: false }
    expect(pageOnScreen(sharing('screen'), unseen, [LEFT], noNumber)).toBeNull()
    const kept = { content: CONTENT, isProtected: true }
    expect(pageOnScreen(sharing('screen'), kept, [LEFT], noNumber)).toBeNull()
  })
})
