import { describe, expect, it } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { withLine, withoutConversations } from './lines'

function line(conversationId: string, position: number, text = ''): TranscriptLine {
  const id = `${conversationId}:${position}`
  const spoken = { speaker: 'user', channel: 'voice', interrupted: false } as const
  return { id, conversationId, position, text, startedAt: 0, endedAt: null, ...spoken }
}

describe('withLine', () => {
  it('puts a line where it was spoken, whenever it comes', () => {
    const came = [line('a', 1), line('b', 1000), line('b', 999), line('b', 1001)]
    const order = came.reduce(withLine, []).map(({ id }) => id)
    expect(order).toEqual(['a:1', 'b:999', 'b:1000', 'b:1001'])
  })

  it('replaces a line that has grown, and keeps the others as they are', () => {
    const before = [line('a', 1), line('a', 2, 'One')]
    const after = withLine(before, line('a', 2, 'One two'))
    expect(after.map(({ text }) => text)).toEqual(['', 'One two'])
    expect(after[0]).toBe(before[0])
  })

  it('puts what was said before, and comes late, before what is said now', () => {
    const came = [line('b', 1), line('a', 2), line('a', 1)]
    expect(came.reduce(withLine, []).map(({ id }) => id)).toEqual(['a:1', 'a:2', 'b:1'])
  })
})

it('forgets conversations that were deleted, and no others', () => {
  const lines = [line('a', 1), line('b', 1), line('c', 1), line('c', 2)]
  expect(withoutConversations(lines, ['a', 'c']).map(({ id }) => id)).toEqual(['b:1'])
})
