import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  NOT_PRESSED,
  press,
  type PressEvent,
  type PressState,
  type PressWord,
} from './shortcut-press'

type Step = readonly [kind: Exclude<PressEvent['kind'], 'hooked'> | 'hook' | 'no-hook', at: number]

const eventOf = (kind: Step[0]): PressEvent => {
  if (kind === 'hook' || kind === 'no-hook') return { kind: 'hooked', hooked: kind === 'hook' }
  return { kind }
}

/** What the engine is told when these things come at these times, in ms. */
function tell(...steps: Step[]): PressWord[] {
  let state: PressState = NOT_PRESSED
  return steps.flatMap(([kind, at]) => {
    const pressed = press(state, eventOf(kind), at)
    state = pressed.state
    return pressed.words
  })
}

const HOOK: Step = ['hook', -1_000]

describe('with the hook, a press', () => {
  it.each<[string, Step[]]>([
    [
      'is one, whichever tells first',
      [
        ['shortcut', 0],
        ['hook-down', 8],
        ['hook-up', 900],
      ],
    ],
    [
      'is one when the hook is first',
      [
        ['hook-down', 0],
        ['shortcut', 8],
        ['hook-up', 900],
      ],
    ],
    [
      'is one when the shortcut comes after the release',
      [
        ['hook-down', 0],
        ['hook-up', 40],
        ['shortcut', 45],
      ],
    ],
    [
      'is one however often the shortcut repeats',
      [
        ['shortcut', 0],
        ['hook-down', 8],
        ['shortcut', 660],
        ['shortcut', 700],
        ['hook-up', 720],
        ['shortcut', 740],
      ],
    ],
  ])('%s', (_, steps) => {
    expect(tell(HOOK, ...steps)).toEqual(['down', 'up'])
  })

  it('may follow another at once', () => {
    const first: Step[] = [
      ['shortcut', 0],
      ['hook-down', 5],
      ['hook-up', 60],
    ]
    const both = ['down', 'up', 'down', 'up']
    const hookFirst = tell(HOOK, ...first, ['hook-down', 160], ['shortcut', 165], ['hook-up', 200])
    expect(hookFirst).toEqual(both)
    const hookLast = tell(HOOK, ...first, ['shortcut', 160], ['hook-down', 165], ['hook-up', 200])
    expect(hookLast).toEqual(both)
  })

  it('that only the hook sees is another key, as on another layout', () => {
    expect(tell(HOOK, ['hook-down', 0], ['hook-up', 50])).toEqual([])
    expect(tell(HOOK, ['hook-down', 0], ['hook-up', 50], ['shortcut', 2_000])).toEqual(['down'])
  })

  it('that the hook does not see is over at once, and once', () => {
    const blind = tell(HOOK, ['shortcut', 0], ['unconfirmed', 150], ['shortcut', 660])
    expect(blind).toEqual(['down', 'unseen-up'])
  })

  it('is lost with the hook, and its repeats start nothing, not even with the next hook', () => {
    const held: Step[] = [
      ['shortcut', 0],
      ['hook-down', 5],
      ['shortcut', 660],
      ['no-hook', 670],
    ]
    const repeats = Array.from({ length: 20 }, (_, index): Step => ['shortcut', 700 + index * 40])
    const next: Step[] = [
      ['hook', 1_490],
      ['hook-down', 1_500],
      ['shortcut', 1_505],
      ['hook-up', 1_600],
    ]
    expect(tell(HOOK, ...held, ...repeats, ...next)).toEqual(['down', 'lost'])
  })
})

describe('a press that the hook came too late for', () => {
  const held: Step[] = [
    ['shortcut', 0],
    ['hook', 300],
    ['shortcut', 660],
    ['hook-down', 662],
    ['hook-down', 690],
    ['shortcut', 692],
    ['hook-up', 900],
  ]

  it('is a tap, whatever repeats of it', () => {
    expect(tell(...held)).toEqual(['tap'])
  })

  it('spoils none after it, whether or not its release was seen', () => {
    const next: Step[] = [
      ['shortcut', 2_000],
      ['hook-down', 2_008],
      ['hook-up', 2_900],
    ]
    expect(tell(...held, ...next)).toEqual(['tap', 'down', 'up'])
    expect(tell(...held.slice(0, -1), ...next)).toEqual(['tap', 'down', 'up'])
  })
})

describe('without the hook, a press', () => {
  it('is a tap, and stays one while the key repeats', () => {
    const repeats = Array.from({ length: 10 }, (_, index): Step => ['shortcut', 660 + index * 40])
    expect(tell(['shortcut', 0], ...repeats, ['shortcut', 2_000])).toEqual(['tap', 'tap'])
  })
})

it('never tells a release without a press, nor two presses without a release', () => {
  const kinds = [
    'shortcut',
    'hook-down',
    'hook-up',
    'unconfirmed',
    'lost',
    'hook',
    'no-hook',
  ] as const
  const step = fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 900 }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (gaps) => {
      let at = 0
      const steps = gaps.map(([kind, gap]): Step => [kind, (at += gap)])
      let isDown = false
      for (const word of tell(...steps)) {
        if (word === 'down' || word === 'tap') expect(isDown).toBe(false)
        else expect(isDown).toBe(true)
        isDown = word === 'down'
      }
    }),
  )
})
