import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { TranscriptAssembler } from './assembler'

function conversation(start = 1_000) {
  let now = start
  const lines = new Map<string, TranscriptLine>()
  const assembler = new TranscriptAssembler({ conversationId: 'c', now: () => now })
  return {
    assembler,
    wait: (ms: number) => {
      now += ms
    },
    keep: (changed: readonly TranscriptLine[]) =>
      changed.forEach((line) => lines.set(line.id, line)),
    read: () =>
      [...lines.values()]
        .sort((a, b) => a.position - b.position)
        .map(({ speaker, text }) => `${speaker}: ${text}`),
    lines,
  }
}

describe('TranscriptAssembler', () => {
  it('joins fragments as they are', () => {
    const { assembler, keep, read } = conversation()
    for (const text of ['Wie ', 'spät', ' ist', ' es?']) keep(assembler.userSpoke(text))
    for (const text of ['今は', '三時', 'です。']) keep(assembler.assistantSaid(text))
    keep(assembler.turnCompleted())
    expect(read()).toEqual(['user: Wie spät ist es?', 'assistant: 今は三時です。'])
  })

  it('places late words of the user before their answer', () => {
    const { assembler, keep, read } = conversation()
    keep(assembler.assistantSaid('It is three.'))
    keep(assembler.userSpoke('What time is it?'))
    keep(assembler.assistantSaid(' Exactly.'))
    keep(assembler.turnCompleted())
    expect(read()).toEqual(['user: What time is it?', 'assistant: It is three. Exactly.'])
  })

  it('places words that come just after the whole turn before their answer too', () => {
    const { assembler, keep, wait, read } = conversation()
    keep(assembler.assistantSaid('Yes.'))
    keep(assembler.turnCompleted())
    wait(200)
    keep(assembler.userSpoke('Is it '))
    keep(assembler.userSpoke('raining?'))
    expect(read()).toEqual(['user: Is it raining?', 'assistant: Yes.'])
  })

  it('takes words that come later for the next question', () => {
    const { assembler, keep, wait, read } = conversation()
    keep(assembler.assistantSaid('Hello!'))
    keep(assembler.turnCompleted())
    wait(1_500)
    keep(assembler.userSpoke('Hi.'))
    expect(read()).toEqual(['assistant: Hello!', 'user: Hi.'])
  })

  it('gives a message typed into an answer a turn of its own', () => {
    const { assembler, keep, read } = conversation()
    keep(assembler.userTyped('First'))
    keep(assembler.assistantSaid('One'))
    keep(assembler.userTyped('Second'))
    keep(assembler.assistantSaid(' and a half'))
    keep(assembler.answerInterrupted())
    keep(assembler.assistantSaid('Two'))
    keep(assembler.turnCompleted())
    expect(read()).toEqual([
      'user: First',
      'assistant: One and a half',
      'user: Second',
      'assistant: Two',
    ])
  })

  it('keeps two typed messages and speech of one turn apart, in order', () => {
    const { assembler, keep, read } = conversation()
    keep(assembler.userTyped('a'))
    keep(assembler.userTyped('b'))
    keep(assembler.userSpoke('c'))
    keep(assembler.assistantSaid('d'))
    expect(read()).toEqual(['user: a', 'user: b', 'user: c', 'assistant: d'])
  })

  it('has each line in its language, where that is told', () => {
    const { assembler, keep, lines } = conversation()
    keep(assembler.userSpoke('Grüezi', 'de-CH'))
    keep(assembler.userSpoke(' mitenand'))
    keep(assembler.assistantSaid('Bon'))
    keep(assembler.assistantSaid('jour', 'fr'))
    keep(assembler.userTyped('?'))
    const told = [...lines.values()].map(({ text, language }) => [text, language])
    expect(told).toEqual([
      ['Grüezi mitenand', 'de-CH'],
      ['Bonjour', 'fr'],
      ['?', undefined],
    ])
  })

  it('marks an interrupted answer, and ends its turn', () => {
    const { assembler, keep, read, lines } = conversation()
    keep(assembler.assistantSaid('One two'))
    keep(assembler.answerInterrupted())
    expect([...lines.values()]).toMatchObject([{ interrupted: true, endedAt: 1_000 }])
    keep(assembler.assistantSaid('Three'))
    expect(read()).toEqual(['assistant: One two', 'assistant: Three'])
  })

  it('marks a completed answer only while its voice is still heard', () => {
    const { assembler, keep, read, lines, wait } = conversation()
    keep(assembler.assistantSaid('One two'))
    keep(assembler.turnCompleted())
    wait(2_000)
    expect(assembler.answerInterrupted(false)).toEqual([])
    keep(assembler.userSpoke('Stop'))
    keep(assembler.answerInterrupted(true))
    keep(assembler.assistantSaid('Three'))
    expect(read()).toEqual(['assistant: One two', 'user: Stop', 'assistant: Three'])
    expect([...lines.values()].map(({ interrupted }) => interrupted)).toEqual([true, false, false])
    // Until then it was heard, long after the server had completed it.
    expect([...lines.values()][0]).toMatchObject({ endedAt: 3_000 })
  })

  it('takes words well into an answer, that then interrupt it, for the next question', () => {
    const { assembler, keep, read, wait } = conversation()
    keep(assembler.userSpoke('Tell me'))
    keep(assembler.assistantSaid('Once upon'))
    keep(assembler.userSpoke(' a story.'))
    wait(3_000)
    keep(assembler.assistantSaid(' a time'))
    keep(assembler.userSpoke(' Wait'))
    keep(assembler.userSpoke(', stop.'))
    keep(assembler.answerInterrupted())
    keep(assembler.userSpoke(' Please.'))
    keep(assembler.assistantSaid('Yes?'))
    keep(assembler.turnCompleted())
    expect(read()).toEqual([
      'user: Tell me a story.',
      'assistant: Once upon a time',
      'user: Wait, stop. Please.',
      'assistant: Yes?',
    ])
  })

  it('leaves words where they came that interrupt nothing', () => {
    const { assembler, keep, read, wait } = conversation()
    keep(assembler.userSpoke('Tell me a story.'))
    keep(assembler.assistantSaid('Once upon'))
    wait(3_000)
    keep(assembler.userSpoke(' Yes.'))
    keep(assembler.turnCompleted())
    keep(assembler.answerInterrupted(false))
    keep(assembler.userSpoke('And now?'))
    expect(read()).toEqual([
      'user: Tell me a story. Yes.',
      'assistant: Once upon',
      'user: And now?',
    ])
  })

  it('marks no answer for the voice of another', () => {
    const { assembler, keep } = conversation()
    keep(assembler.assistantSaid('One two'))
    keep(assembler.turnCompleted())
    keep(assembler.userTyped('And now?'))
    expect(assembler.answerInterrupted(true)).toEqual([])
  })

  it('ignores an interruption of nothing and empty turns', () => {
    const { assembler } = conversation()
    expect(assembler.answerInterrupted()).toEqual([])
    expect(assembler.turnCompleted()).toEqual([])
  })

  it('loses no fragment and keeps every id at one place, whatever the order', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constantFrom('spoke', 'said', 'typed'),
        text: fc.string({ minLength: 1 }),
      }),
      fc.record({ do: fc.constantFrom('complete', 'interrupt') }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { assembler, keep, lines } = conversation()
        const positions = new Map<string, number>()
        let given = ''
        for (const one of steps) {
          const changed =
            'text' in one
              ? one.do === 'spoke'
                ? assembler.userSpoke(one.text)
                : one.do === 'said'
                  ? assembler.assistantSaid(one.text)
                  : assembler.userTyped(one.text)
              : one.do === 'complete'
                ? assembler.turnCompleted()
                : assembler.answerInterrupted()
          if ('text' in one) given += one.text
          for (const { id, position } of changed) {
            expect(positions.get(id) ?? position).toBe(position)
            positions.set(id, position)
          }
          keep(changed)
        }
        const letters = (text: string): string =>
          Array.from(text.replace(/\s/g, '')).sort().join('')
        const kept = [...lines.values()].map(({ text }) => text).join('')
        expect(letters(kept)).toBe(letters(given))
      }),
    )
  })
})
