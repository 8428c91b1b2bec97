import { describe, expect, it } from 'vitest'
import { ERROR_REASONS } from '@contract/errors'
import { errorWords } from './error-words'

describe('words for failures', () => {
  it.each(ERROR_REASONS)('says %s in a short title and whole sentences', (reason) => {
    const { title, body } = errorWords[reason]
    expect(title.length).toBeGreaterThan(3)
    expect(title.length).toBeLessThanOrEqual(26)
    expect(body).toMatch(/^[A-Z].+\.$/)
  })

  it('has no word for what cannot happen', () => {
    expect(Object.keys(errorWords).sort()).toEqual([...ERROR_REASONS].sort())
  })

  it('does not show a technical name to anyone', () => {
    const all = Object.values(errorWords).map(({ title, body }) => `${title} ${body}`)
    for (const text of all) expect(text).not.toMatch(/error code|undefined|null|websocket|ipc/i)
  })
})
