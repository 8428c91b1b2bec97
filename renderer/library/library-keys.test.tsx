// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLibrary, manyConversations, NOON, reset, settle, showLibrary } from './testing'
import { conversationRow, focused, press } from './testing-list'

beforeEach(() => {
  vi.setSystemTime(NOON)
})
afterEach(() => {
  reset()
  vi.useRealTimers()
})

describe('keys in the list', () => {
  it('lead through it, far past what is in sight', async () => {
    const { api } = fakeLibrary(manyConversations(500))
    await showLibrary(api)
    await press('ArrowDown')
    expect(focused()).toMatch(/^Title of c0/)
    await press('ArrowDown')
    expect(focused()).toMatch(/^Title of c1/)
    await press('End')
    expect(focused()).toMatch(/^Title of c499/)
    await press('PageUp')
    expect(focused()).toMatch(/^Title of c49\d/)
    await press('Home')
    expect(focused()).toMatch(/^Title of c0/)
  })

  it('go back with Escape step by step, and leave', async () => {
    const onClose = vi.fn()
    await showLibrary(fakeLibrary(manyConversations(3)).api, { onClose })
    await press('ArrowDown')
    fireEvent.click(document.activeElement ?? document.body)
    await settle()
    expect(screen.getByRole('heading', { level: 2, name: 'Title of c0' })).toBeTruthy()
    await press('Escape')
    expect(screen.queryByRole('heading', { level: 2, name: 'Title of c0' })).toBeNull()
    expect(focused()).toMatch(/^Title of c0/)
    await press(' ', { ctrlKey: true })
    expect(screen.getByText('1 selected')).toBeTruthy()
    await press('Escape')
    expect(screen.queryByText('1 selected')).toBeNull()
    expect(onClose).not.toHaveBeenCalled()
    await press('Escape')
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('rename in place with F2, and keep the place in the list', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    await showLibrary(api)
    await press('ArrowDown')
    await press('F2')
    const field = screen.getByRole('textbox', { name: 'Title' })
    expect(document.activeElement).toBe(field)
    fireEvent.change(field, { target: { value: ' Groceries ' } })
    await press('Enter')
    expect(api.renameConversation).toHaveBeenCalledExactlyOnceWith({ id: 'c0', title: 'Groceries' })
    expect(focused()).toMatch(/^Title of c0/)
  })

  it('leave a title as it was with Escape', async () => {
    const { api } = fakeLibrary(manyConversations(1))
    await showLibrary(api)
    await press('ArrowDown')
    await press('F2')
    fireEvent.change(screen.getByRole('textbox', { name: 'Title' }), { target: { value: 'x' } })
    await press('Escape')
    expect(screen.queryByRole('textbox', { name: 'Title' })).toBeNull()
    expect(api.renameConversation).not.toHaveBeenCalled()
  })

  it('lead from anywhere to the search with a slash, but for one that is typed', async () => {
    await showLibrary(fakeLibrary(manyConversations(1)).api)
    const search = screen.getByRole('searchbox', { name: 'Search conversations' })
    await press('ArrowDown')
    expect(document.activeElement).not.toBe(search)
    await press('/')
    expect(document.activeElement).toBe(search)
    expect(fireEvent.keyDown(search, { key: '/' })).toBe(true)
  })
})

describe('selecting', () => {
  const selected = (): (string | null)[] =>
    screen
      .getAllByRole<HTMLInputElement>('checkbox')
      .filter(({ checked }) => checked)
      .map((one) => one.getAttribute('aria-label'))

  it('adds one with Ctrl and reaches with Shift', async () => {
    await showLibrary(fakeLibrary(manyConversations(6)).api)
    fireEvent.click(conversationRow('Title of c1'), { ctrlKey: true })
    fireEvent.click(conversationRow('Title of c3'), { shiftKey: true })
    await settle()
    expect(selected()).toEqual(['c1', 'c2', 'c3'].map((id) => `Select “Title of ${id}”`))
    expect(screen.queryByRole('heading', { level: 2, name: /Title/ })).toBeNull()
  })

  it('reaches by the arrows', async () => {
    await showLibrary(fakeLibrary(manyConversations(6)).api)
    await press('ArrowDown')
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    expect(screen.getByText('3 selected')).toBeTruthy()
    await press('ArrowUp', { shiftKey: true })
    expect(screen.getByText('2 selected')).toBeTruthy()
  })

  it('takes all with Ctrl+A, also those that have never been in sight', async () => {
    const { api } = fakeLibrary(manyConversations(730))
    await showLibrary(api)
    await press('ArrowDown')
    await press('a', { ctrlKey: true })
    expect(screen.getByText('730 selected')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Export' }))
    fireEvent.click(screen.getByRole('menuitem', { name: 'Markdown' }))
    await settle()
    const [request] = api.exportConversations.mock.calls[0] ?? []
    expect(request?.format).toBe('markdown')
    expect(new Set(request?.ids).size).toBe(730)
    expect(screen.getByText('730 conversations exported to conversations.md')).toBeTruthy()
  })
})
