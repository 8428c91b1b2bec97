import { describe, expect, it } from 'vitest'
import { KeptSpeech } from './kept-speech'

const CHUNK = Uint8Array.of(1, 2)

/** What it tells next until it tells no more, a word each. */
function drain(kept: KeptSpeech): string {
  const told: string[] = []
  for (let { next } = kept; next; { next } = kept) {
    told.push(next.type)
    kept.shift()
  }
  return told.join(' ')
}

describe('KeptSpeech', () => {
  it('tells a stream that another mode follows as over', () => {
    const kept = new KeptSpeech()
    kept.add(CHUNK, 0)
    kept.begin(10)
    kept.add(CHUNK, 20)
    kept.end(30)
    kept.add(CHUNK, 40)
    expect(drain(kept)).toBe('audio pause begin audio end audio')
  })

  it('says that audio without an activity is outside of one', () => {
    const kept = new KeptSpeech()
    kept.add(CHUNK, 0)
    expect(kept.next).toEqual({ type: 'audio', pcm: CHUNK, outside: true })
    kept.clear()
    kept.begin(0)
    kept.add(CHUNK, 0)
    kept.shift()
    expect(kept.next).toEqual({ type: 'audio', pcm: CHUNK, outside: false })
  })

  it('ends what was begun although all of it was dropped, and forgets what was not', () => {
    const kept = new KeptSpeech()
    kept.begin(0)
    kept.shift()
    kept.add(CHUNK, 0)
    kept.end(0)
    kept.begin(0)
    kept.add(CHUNK, 0)
    kept.end(0)
    expect(kept.discard()).toBe(40)
    expect(drain(kept)).toBe('end')
  })

  it('waits with an utterance that goes on, and takes no second begin for another', () => {
    const kept = new KeptSpeech()
    kept.begin(0)
    kept.begin(0)
    kept.pause(0)
    expect(drain(kept)).toBe('begin')
    kept.end(0)
    expect(drain(kept)).toBe('end')
    kept.end(0)
    expect(drain(kept)).toBe('')
  })

  it('does not gather pauses', () => {
    const kept = new KeptSpeech()
    for (let times = 0; times < 5; times += 1) kept.pause(0)
    expect(drain(kept)).toBe('pause')
  })

  it('keeps five seconds of pieces that each paused, and no pause of those that went', () => {
    const kept = new KeptSpeech()
    for (let piece = 0; piece < 300; piece += 1) {
      kept.add(CHUNK, piece * 20)
      kept.pause(piece * 20)
    }
    expect(kept.trim()).toBe(1_000)
    expect(
      drain(kept)
        .split(' ')
        .filter((word) => word === 'pause').length,
    ).toBeLessThan(252)
  })
})
