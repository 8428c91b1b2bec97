import { describe, expect, it } from 'vitest'
import type { ShareChoice, SharingState } from '@contract/session'
import { sharingOn } from '@contract/testing'
import { coversEnded, keptCovers } from './share-covers'

const SCREEN: ShareChoice = { kind: 'screen', id: 'screen:1:0', name: 'Screen 1' }
const WINDOW: ShareChoice = { kind: 'window', id: 'window:2:0', name: 'Notes' }
const box = { left: 0, top: 0, width: 0.5, height: 0.5 }
const covered = { covers: [box], coversRevision: 4 }
const before = sharingOn(SCREEN, covered)

describe('keptCovers', () => {
  it.each<[string, SharingState, ShareChoice, boolean]>([
    ['the same source', before, { ...SCREEN, name: 'Entire screen' }, true],
    ['the same with a camera', before, { ...SCREEN, camera: { id: 'c', name: 'C' } }, true],
    ['another source', before, WINDOW, false],
    ['a part of the same screen', before, { ...SCREEN, kind: 'region', region: box }, false],
    [
      'the same part of a screen',
      sharingOn({ ...SCREEN, kind: 'region', region: box }, covered),
      { ...SCREEN, kind: 'region', region: { ...box } },
      true,
    ],
    [
      'another part of a screen',
      sharingOn({ ...SCREEN, kind: 'region', region: box }, covered),
      { ...SCREEN, kind: 'region', region: { ...box, left: 0.1 } },
      false,
    ],
    ['what starts anew', { kind: 'starting', shareId: 1, source: SCREEN }, SCREEN, false],
  ])('for %s', (_what, sharing, source, areKept) => {
    expect(keptCovers(sharing, source)).toEqual(
      areKept ? covered : { covers: [], coversRevision: 0 },
    )
  })
})

describe('coversEnded', () => {
  const other = sharingOn(WINDOW, { shareId: 2 })
  it.each<[string, SharingState, SharingState, boolean]>([
    ['another source took its place', before, other, true],
    [
      'it went, and another is awaited',
      before,
      { kind: 'starting', shareId: 2, source: WINDOW },
      true,
    ],
    ['the same goes on under another number', before, { ...before, shareId: 2 }, false],
    ['the user removed them', before, sharingOn(SCREEN, { coversRevision: 5 }), false],
    ['nothing is shared any more', before, { kind: 'off' }, false],
    ['there were none', sharingOn(SCREEN), other, false],
  ])('when %s', (_when, from, to, ended) => {
    expect(coversEnded(from, to)).toBe(ended)
  })
})
