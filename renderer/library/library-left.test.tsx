// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { ok } from '@contract/errors'
import { fakeLibrary, manyConversations, reset, settle, showLibrary } from './testing'
import { conversationRow, focused, press } from './testing-list'

afterEach(reset)

const box = (): HTMLInputElement => screen.getByRole('searchbox', { name: 'Search conversations' })
const type = async (query: string): Promise<void> => {
  fireEvent.change(box(), { target: { value: query } })
  await settle()
}

describe('a library that was left', () => {
  it('is opened as it was: its question, its filter and the conversation that was read', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    await showLibrary(api)
    fireEvent.click(conversationRow('Title of c1'))
    fireEvent.click(screen.getByRole('button', { name: 'Filter' }))
    fireEvent.click(screen.getByLabelText('With marks'))
    await type('rain')
    reset()
    await showLibrary(api)
    expect(box().value).toBe('rain')
    expect(screen.getByRole('button', { name: 'Filter (1)' })).toBeTruthy()
    expect(screen.getByRole('heading', { level: 2, name: 'Title of c1' })).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Conversation' }))
  })

  it('forgets what was under way', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    await showLibrary(api)
    fireEvent.click(conversationRow('Title of c1'), { ctrlKey: true })
    await press('ArrowDown')
    fireEvent.click(screen.getByRole('button', { name: 'More' }))
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete everything…' }))
    reset()
    await showLibrary(api)
    expect(screen.queryByText('1 selected')).toBeNull()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(box())
  })

  it('is another one for another library', async () => {
    await showLibrary(fakeLibrary(manyConversations(1)).api)
    await type('rain')
    reset()
    await showLibrary(fakeLibrary(manyConversations(1)).api)
    expect(box().value).toBe('')
  })
})

describe('the focus after Escape', () => {
  it('is in the search when what was found goes away with its words', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    const found = [{ start: 0, end: 4 }]
    const hit = { key: 1, conversationId: 'c1', conversationTitle: 'T', position: 2 }
    api.searchConversations.mockResolvedValue(
      ok([{ ...hit, speaker: 'user', text: 'Line 2', startedAt: 0, found }]),
    )
    await showLibrary(api)
    await type('line')
    fireEvent.keyDown(box(), { key: 'ArrowDown' })
    expect(document.activeElement).not.toBe(box())
    await press('Escape')
    expect(box().value).toBe('')
    expect(document.activeElement).toBe(box())
  })

  it('is in the list when the bar that had it goes away with what was selected', async () => {
    await showLibrary(fakeLibrary(manyConversations(3)).api)
    fireEvent.click(conversationRow('Title of c1'), { ctrlKey: true })
    await settle()
    screen.getByRole('button', { name: 'Clear selection' }).focus()
    await press('Escape')
    expect(screen.queryByText('1 selected')).toBeNull()
    expect(focused()).toMatch(/^Title of c1/)
  })
})
