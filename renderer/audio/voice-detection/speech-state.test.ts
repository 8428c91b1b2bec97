import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  nextSpeech,
  nextSpeechState,
  PAUSE_MS,
  SILENCE,
  UNHEARD,
  verdictOf,
  type SpeechState,
} from './speech-state'

const PIECE_MS = 32

/** What is known after each piece of sound of these probabilities. */
function follow(probabilities: readonly number[], from: SpeechState = SILENCE): boolean[] {
  let state = from
  return probabilities.map((probability) => {
    state = nextSpeechState(state, probability, PIECE_MS, PAUSE_MS)
    return state.speech
  })
}

const SPEAKING: SpeechState = { speech: true, contraryMs: 0 }
const pieces = (ms: number, probability: number): number[] =>
  Array.from({ length: Math.ceil(ms / PIECE_MS) }, () => probability)

describe('speech', () => {
  it('begins with the second piece in a row', () => {
    expect(follow([0.9, 0.9, 0.9])).toEqual([false, true, true])
  })

  it('does not begin with a click, however many there are', () => {
    expect(follow([0.9, 0.1, 0.9, 0.1, 0.9, 0.1])).not.toContain(true)
  })

  it('goes on through a doubt', () => {
    expect(follow(pieces(10_000, 0.4), SPEAKING)).not.toContain(false)
  })

  it('goes on through a breath of a second, and ends after it', () => {
    const breath = Math.floor(PAUSE_MS / PIECE_MS)
    const heard = follow(pieces(2_000, 0), SPEAKING)
    expect(heard.indexOf(false)).toBe(breath)
  })

  it('ends only after a whole pause in a row', () => {
    const almost = [...pieces(900, 0), 0.8]
    expect(follow([...almost, ...almost, ...almost], SPEAKING)).not.toContain(false)
  })

  it('never ends within a second of what was speech', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (probabilities) => {
        follow(probabilities, SPEAKING).forEach((speech, index, all) => {
          if (speech || all[index - 1] === false) return
          const quiet = Math.floor(PAUSE_MS / PIECE_MS) + 1
          const before = probabilities.slice(Math.max(0, index + 1 - quiet), index + 1)
          expect(before).toHaveLength(quiet)
          expect(Math.max(...before)).toBeLessThan(0.35)
        })
      }),
    )
  })
})

describe('the verdict', () => {
  function verdicts(probabilities: readonly number[]): string[] {
    let speech = UNHEARD
    return probabilities.map((probability) => {
      speech = nextSpeech(speech, probability, PIECE_MS)
      return verdictOf(speech)
    })
  }
  /** Without what repeats. */
  const changes = (all: readonly string[]): string[] =>
    all.filter((verdict, index) => verdict !== all[index - 1])

  it('is a long pause only after a second of silence, also at first', () => {
    const all = verdicts(pieces(2_000, 0))
    expect(changes(all)).toEqual(['short-pause', 'long-pause'])
    expect(all.indexOf('long-pause')).toBe(Math.floor(PAUSE_MS / PIECE_MS))
  })

  it('on a cough of 150 ms is a pause at once, and its end a second later', () => {
    const all = verdicts([...pieces(2_000, 0), ...pieces(150, 0.9), ...pieces(2_000, 0)])
    const from = all.indexOf('speech')
    expect(all.lastIndexOf('speech') - from + 1).toBe(4)
    expect(changes(all.slice(from))).toEqual(['speech', 'short-pause', 'long-pause'])
  })

  it('is speech only while what is said goes on', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(probability, { size: 'large' }), (probabilities) => {
        let speech = UNHEARD
        for (const each of probabilities) {
          speech = nextSpeech(speech, each, PIECE_MS)
          expect(speech.word.speech && !speech.said.speech).toBe(false)
          // The first piece of silence ends a word.
          if (each < 0.35) expect(verdictOf(speech)).not.toBe('speech')
        }
      }),
    )
  })
})
