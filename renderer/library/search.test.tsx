// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '@contract/errors'
import type { SearchHit } from '@contract/library'
import { fakeLibrary, manyConversations, NOON, reset, settle, showLibrary } from './testing'

afterEach(reset)

const hit = (
  key: number,
  text: string,
  word: string,
  changes: Partial<SearchHit> = {},
): SearchHit => ({
  key,
  conversationId: 'c1',
  conversationTitle: 'Title of c1',
  position: 2,
  speaker: 'user',
  text,
  startedAt: NOON,
  found: [{ start: text.indexOf(word), end: text.indexOf(word) + word.length }],
  ...changes,
})

const box = (): HTMLElement => screen.getByRole('searchbox', { name: 'Search conversations' })
const type = async (query: string): Promise<void> => {
  fireEvent.change(box(), { target: { value: query } })
  await settle()
}
const results = (): HTMLElement => screen.getByRole('list', { name: 'Search results' })
const texts = (): (string | null)[] =>
  within(results())
    .getAllByRole('button')
    .map((one) => one.querySelector('.entry-text')?.textContent ?? null)

describe('searching', () => {
  it('marks what was found, and reads out how much', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    api.searchConversations.mockResolvedValue(ok([hit(1, 'Does it rain there?', 'rain')]))
    await showLibrary(api)
    await type('rai')
    expect(results().querySelector('mark')?.textContent).toBe('rain')
    expect(screen.getByText('1 line found').getAttribute('role')).toBe('status')
    expect(screen.queryByRole('list', { name: 'Conversations' })).toBeNull()
    expect(api.searchConversations).toHaveBeenCalledExactlyOnceWith({ query: 'rai', count: 50 })
  })

  it('shows what was asked for last, however the answers come', async () => {
    const { api } = fakeLibrary(manyConversations(1))
    const answers: ((answer: Result<SearchHit[]>) => void)[] = []
    api.searchConversations.mockImplementation(
      () => new Promise((resolve) => answers.push(resolve)),
    )
    await showLibrary(api)
    await type('w')
    await type('we')
    await type('wea')
    expect(answers).toHaveLength(1)
    answers[0]?.(ok([hit(1, 'old', 'old')]))
    await settle()
    expect(screen.queryByRole('list', { name: 'Search results' })).toBeNull()
    expect(api.searchConversations).toHaveBeenCalledTimes(2)
    expect(api.searchConversations).toHaveBeenLastCalledWith({ query: 'wea', count: 50 })
    answers[1]?.(ok([hit(2, 'weather', 'wea')]))
    await settle()
    expect(texts()).toEqual(['weather'])
  })

  it('goes back to the conversations when the words are taken away', async () => {
    const { api } = fakeLibrary(manyConversations(2))
    api.searchConversations.mockResolvedValue(ok([hit(1, 'rain', 'rain')]))
    await showLibrary(api)
    await type('rain')
    fireEvent.keyDown(box(), { key: 'Escape' })
    await settle()
    expect(screen.queryByRole('list', { name: 'Search results' })).toBeNull()
    expect(screen.getByRole('list', { name: 'Conversations' })).toBeTruthy()
    expect(box()).toHaveProperty('value', '')
  })

  it('says when nothing was found, and when it failed', async () => {
    const { api } = fakeLibrary(manyConversations(1))
    await showLibrary(api)
    await type('nowhere')
    expect(screen.getByText('Nothing found')).toBeTruthy()
    api.searchConversations.mockResolvedValueOnce(fail('internal'))
    await type('nowhere else')
    expect(screen.getByRole('alert')).toBeTruthy()
    api.searchConversations.mockResolvedValue(ok([hit(1, 'here', 'here')]))
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await settle()
    expect(texts()).toEqual(['here'])
  })

  it('reads on when the end comes into sight', async () => {
    const { api } = fakeLibrary(manyConversations(1))
    const page = (from: number): SearchHit[] =>
      Array.from({ length: 50 }, (_, index) => hit(from - index, `find ${from - index}`, 'find'))
    api.searchConversations.mockResolvedValueOnce(ok(page(1000)))
    api.searchConversations.mockResolvedValueOnce(ok(page(950).slice(0, 5)))
    await showLibrary(api)
    await type('find')
    expect(screen.getByText('More than 50 lines found')).toBeTruthy()
    expect(api.searchConversations).toHaveBeenCalledTimes(1)
    fireEvent.keyDown(box(), { key: 'ArrowDown' })
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'End' })
    await settle()
    expect(api.searchConversations).toHaveBeenLastCalledWith({
      query: 'find',
      after: 951,
      count: 50,
    })
    expect(screen.getByText('55 lines found')).toBeTruthy()
  })

  it('opens a find at its line, marked there too, and comes back to it', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    api.searchConversations.mockResolvedValue(ok([hit(1, 'Line 2', 'Line')]))
    await showLibrary(api)
    await type('line')
    fireEvent.keyDown(box(), { key: 'ArrowDown' })
    fireEvent.click(document.activeElement ?? document.body)
    await settle()
    const lines = screen.getByRole('list', { name: 'Lines' })
    expect(lines.querySelector('mark')?.textContent).toBe('Line')
    expect(lines.querySelectorAll('mark')).toHaveLength(1)
    expect(document.activeElement?.textContent).toMatch(/Line 2/)
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })
    await settle()
    expect(within(results()).getByRole('button')).toBe(document.activeElement)
  })

  it('keeps each text in its own direction', async () => {
    const { api } = fakeLibrary(manyConversations(1))
    api.searchConversations.mockResolvedValue(ok([hit(1, 'مرحبا بالعالم', 'مرحبا')]))
    await showLibrary(api)
    await type('مرحبا')
    expect(results().querySelector('mark')?.closest('[dir]')?.getAttribute('dir')).toBe('auto')
  })
})
