// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail } from '@contract/errors'
import { fakeLibrary, manyConversations, NOON, reset, settle, showLibrary } from './testing'
import { conversationRow, focused, press } from './testing-list'

beforeEach(() => {
  vi.setSystemTime(NOON)
})
afterEach(() => {
  reset()
  vi.useRealTimers()
})

describe('deleting', () => {
  it('takes a conversation away, and brings it back', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    await showLibrary(api)
    await press('ArrowDown')
    await press('Delete')
    expect(api.discardConversations).toHaveBeenCalledWith({ ids: ['c0'] })
    expect(focused()).toMatch(/^Title of c1/)
    expect(screen.getByText('1 conversation deleted')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await settle()
    expect(api.restoreConversations).toHaveBeenCalledWith({ ids: ['c0'] })
    expect(conversationRow('Title of c0')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('brings back the only one, too', async () => {
    const { api } = fakeLibrary(manyConversations(1))
    await showLibrary(api)
    await press('ArrowDown')
    await press('Delete')
    expect(screen.queryByRole('list', { name: 'Conversations' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await settle()
    expect(conversationRow('Title of c0')).toBeTruthy()
  })

  it('is done by the keys of a Mac too', async () => {
    const { api } = fakeLibrary(manyConversations(3))
    await showLibrary(api)
    await press('ArrowDown')
    await press('Backspace')
    expect(api.discardConversations).not.toHaveBeenCalled()
    await press('Backspace', { metaKey: true })
    expect(api.discardConversations).toHaveBeenCalledWith({ ids: ['c0'] })
  })

  it('deletes all that is selected', async () => {
    const { api } = fakeLibrary(manyConversations(6))
    await showLibrary(api)
    fireEvent.click(conversationRow('Title of c1'), { ctrlKey: true })
    fireEvent.click(conversationRow('Title of c4'), { ctrlKey: true })
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await settle()
    expect(api.discardConversations).toHaveBeenCalledWith({ ids: ['c1', 'c4'] })
    expect(screen.queryByText(/selected/)).toBeNull()
  })

  it('offers no undo once main has erased it', async () => {
    const { api, tell } = fakeLibrary(manyConversations(2))
    await showLibrary(api)
    await press('ArrowDown')
    await press('Delete')
    await tell({ kind: 'erased', ids: ['c0'] })
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('offers no undo after its time', async () => {
    vi.useFakeTimers({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    await showLibrary(fakeLibrary(manyConversations(2)).api)
    await press('ArrowDown')
    await press('Delete')
    await vi.advanceTimersByTimeAsync(7_900)
    await settle()
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
    await vi.advanceTimersByTimeAsync(200)
    await settle()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('says why it could not, and leaves the conversation', async () => {
    const { api } = fakeLibrary(manyConversations(2))
    api.discardConversations.mockResolvedValue(fail('transcript-not-saved'))
    await showLibrary(api)
    await press('ArrowDown')
    await press('Delete')
    expect(screen.getByRole('alert').textContent).toMatch(/Transcript not saved/)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
    expect(conversationRow('Title of c0')).toBeTruthy()
  })

  it('asks once more before everything goes', async () => {
    const { api } = fakeLibrary(manyConversations(2))
    await showLibrary(api)
    const choose = (): void => {
      fireEvent.click(screen.getByRole('button', { name: 'More' }))
      fireEvent.click(screen.getByRole('menuitem', { name: 'Delete everything…' }))
    }
    choose()
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }))
    expect(api.eraseLibrary).not.toHaveBeenCalled()
    choose()
    fireEvent.click(screen.getByRole('button', { name: 'Delete everything' }))
    await settle()
    expect(api.eraseLibrary).toHaveBeenCalledTimes(1)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText('Everything was deleted')).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'No conversation has been kept yet' })).toBeTruthy()
  })
})
