import { expect, it } from 'vitest'
import { copiedLines } from './copied-lines'

const lines = [
  { speaker: 'user', text: 'Does it rain?', startedAt: 1_000 },
  { speaker: 'assistant', text: '', startedAt: 2_000 },
  { speaker: 'assistant', text: 'Yes,\nit pours.', startedAt: 63_000 },
] as const

it('copies who said what', () => {
  expect(copiedLines(lines, null)).toBe('You: Does it rain?\n\nAssistant: Yes,\nit pours.')
})

it('copies when it was said, from the start of the conversation', () => {
  expect(copiedLines(lines, 1_000)).toBe(
    '[0:00] You: Does it rain?\n\n[1:02] Assistant: Yes,\nit pours.',
  )
})
