import { describe, expect, it } from 'vitest'
import { onKeyDown, onKeyUp, type KeyEvent, type WatchedKey, type WatchState } from './watched-key'

const SPACE = 57
const CTRL = 29
const RIGHT_SHIFT = 54
const ALT = 56
const KEY: WatchedKey = { keycode: SPACE, modifiers: ['ctrl', 'shift'] }
const BOTH = { ctrlKey: true, shiftKey: true }

type Stroke = readonly [way: 'down' | 'up', keycode: number, flags?: Partial<KeyEvent>]

/** What leaves the process when these keys go down and up. */
function watch(...strokes: Stroke[]): string[] {
  let state: WatchState = 'up'
  return strokes.flatMap(([way, keycode, flags]) => {
    const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
    const step = way === 'down' ? onKeyDown : onKeyUp
    const next = step(state, { ...none, ...flags, keycode }, KEY)
    state = next.state
    return next.report ? [next.report] : []
  })
}

describe('the watched key', () => {
  it('is told once, however often it repeats', () => {
    const repeats = Array.from({ length: 23 }, (): Stroke => ['down', SPACE, BOTH])
    expect(watch(['down', SPACE, BOTH], ...repeats, ['up', SPACE, BOTH])).toEqual(['down', 'up'])
  })

  it.each([CTRL, RIGHT_SHIFT])(
    'is let go with its modifier %d, and repeats no press',
    (modifier) => {
      const strokes = watch(
        ['down', SPACE, BOTH],
        ['up', modifier, { ctrlKey: true }],
        ['down', modifier, BOTH],
        ['down', SPACE, BOTH],
        ['up', SPACE, BOTH],
      )
      expect(strokes).toEqual(['down', 'up'])
    },
  )

  it('can be pressed again', () => {
    const once: Stroke[] = [
      ['down', SPACE, BOTH],
      ['up', SPACE, BOTH],
    ]
    expect(watch(...once, ...once)).toEqual(['down', 'up', 'down', 'up'])
  })

  it.each<[string, Stroke[]]>([
    [
      'another key',
      [
        ['down', 30, BOTH],
        ['up', 30, BOTH],
      ],
    ],
    [
      'the key without its modifiers',
      [
        ['down', SPACE, { ctrlKey: true }],
        ['up', SPACE],
      ],
    ],
    [
      'the key with one more',
      [
        ['down', SPACE, { ...BOTH, altKey: true }],
        ['up', SPACE],
      ],
    ],
    [
      'its modifiers alone',
      [
        ['down', CTRL],
        ['up', CTRL],
      ],
    ],
  ])('is all that is told, not %s', (_, strokes) => {
    expect(watch(...strokes)).toEqual([])
  })

  it('stays held while other keys come and go', () => {
    expect(watch(['down', SPACE, BOTH], ['down', 30, BOTH], ['up', 30], ['up', ALT])).toEqual([
      'down',
    ])
  })
})
