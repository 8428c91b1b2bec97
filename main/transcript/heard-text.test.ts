import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CaptionTrack, cutAtWord } from './heard-text'

describe('cutAtWord', () => {
  it.each([
    ['One two three', 13, 'One two three'],
    ['One two three', 0, ''],
    ['One two three', 7.8, 'One two'],
    ['One two three', 6.9, 'One'],
    ['今日は天気がいいです', 5, '今日は天気'],
    ['नमस्ते दुनिया कैसे हो', 8, 'नमस्ते'],
    ['', 0.5, ''],
  ])('leaves of %j %d characters and no part of a word', (text, length, heard) =>
    expect(cutAtWord(text, length)).toBe(heard),
  )
})

type Step = readonly ['voice' | 'text', number]

/** Plays captions and voice, as they come, into a track that starts at place 1,000. */
function track(...steps: readonly Step[]) {
  const captions = new CaptionTrack(1_000)
  let received = 1_000
  let length = 0
  for (const [kind, much] of steps) {
    if (kind === 'voice') received += much
    else captions.caption((length += much), received)
  }
  return {
    captions,
    heard: (samples: number) => captions.heardLength(1_000 + samples, received),
    received,
    length,
  }
}

describe('CaptionTrack', () => {
  it('takes the share of the voice for the share of the text where all came in one burst', () => {
    const behind = track(['voice', 600], ['text', 5], ['text', 25])
    const ahead = track(['text', 5], ['text', 25], ['voice', 600])
    for (const { heard } of [behind, ahead]) {
      expect([0, 150, 300, 600].map(heard)).toEqual([0, 7.5, 15, 30])
    }
  })

  it('follows captions that come with their voice: slow words first, then quick ones', () => {
    const { heard } = track(['voice', 400], ['text', 4], ['voice', 100], ['text', 26])
    expect([200, 400, 450, 500].map(heard)).toEqual([2, 4, 17, 30])
  })

  it('follows captions that come just before their voice', () => {
    const { heard } = track(['text', 4], ['voice', 400], ['text', 26], ['voice', 100])
    expect([200, 400, 450, 500].map(heard)).toEqual([2, 4, 17, 30])
  })

  it('has no text for a voice whose captions have not come, and all that came before it', () => {
    const { heard } = track(['voice', 300], ['text', 30], ['voice', 300])
    expect([150, 300, 500].map(heard)).toEqual([15, 30, 30])
    expect(track(['voice', 300]).heard(200)).toBe(0)
  })

  it('does not stretch over the voice of the next answer', () => {
    const { captions, received } = track(['voice', 600], ['text', 30])
    captions.end(received)
    captions.end(received + 900)
    expect(captions.heardLength(1_300, received + 900)).toBe(15)
    expect(captions.heardLength(1_700, received + 900)).toBe(30)
  })

  it('never goes back as more is heard, nor beyond what there is', () => {
    const step = fc.tuple(fc.constantFrom('voice' as const, 'text' as const), fc.nat(50))
    fc.assert(
      fc.property(fc.array(step), fc.array(fc.nat(2_000)), (steps, places) => {
        const { heard, length } = track(...steps)
        const lengths = places.toSorted((a, b) => a - b).map(heard)
        expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
        for (const one of lengths) {
          expect(one).toBeGreaterThanOrEqual(0)
          expect(one).toBeLessThanOrEqual(length)
        }
        if (length > 0 && steps.some(([kind, much]) => kind === 'voice' && much > 0)) {
          expect(heard(1_000_000)).toBe(length)
        }
      }),
    )
  })
})
