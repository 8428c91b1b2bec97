import { describe, expect, it } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { historyOf } from './history'

const line = (speaker: TranscriptLine['speaker'], text: string, position: number) =>
  ({ id: `c:${position}`, conversationId: 'c', position, speaker, text }) as TranscriptLine

const LINES = ['user: Why?', 'assistant: Why?', 'user: Why?', 'assistant: Because.'].map(
  (told, at) => {
    const [speaker = '', text = ''] = told.split(': ')
    return line(speaker === 'user' ? 'user' : 'assistant', text, at)
  },
)

const told = (waiting?: readonly string[]): string[] =>
  historyOf(LINES, waiting).map(({ role, text }) => `${role}: ${text}`)

describe('what a session is told that starts anew', () => {
  it('is all lines when nothing waits', () => {
    expect(told()).toEqual(['user: Why?', 'model: Why?', 'user: Why?', 'model: Because.'])
  })

  it('is not what the user typed and is still to be sent, of equal words the newest', () => {
    expect(told(['Why?'])).toEqual(['user: Why?', 'model: Why?', 'model: Because.'])
    expect(told(['Why?', ' Why?', 'Why?'])).toEqual(['model: Why?', 'model: Because.'])
    expect(told(['What?'])).toHaveLength(4)
  })
})
