// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail } from '@contract/errors'
import {
  conversation,
  fakeLibrary,
  manyConversations,
  NOON,
  reset,
  settle,
  showLibrary,
} from './testing'

beforeEach(() => {
  vi.setSystemTime(NOON)
})
afterEach(() => {
  reset()
  vi.useRealTimers()
})

const list = (): HTMLElement => screen.getByRole('list', { name: 'Conversations' })
const row = (title: string | RegExp): HTMLElement =>
  within(list()).getByRole('button', {
    name: typeof title === 'string' ? new RegExp(`^${title}`) : title,
  })
const press = async (key: string, more: object = {}): Promise<void> => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
  await settle()
}
const focused = (): string => document.activeElement?.textContent ?? ''

describe('the list of conversations', () => {
  it('shows them by days, the pinned ones first, with what is known of each', async () => {
    const day = 24 * 3_600_000
    const { api } = fakeLibrary([
      conversation({ id: 'a', pinned: true, title: 'Kept', tokens: 1200 }),
      conversation({ id: 'b', title: 'Fresh', thumbnails: [7, 8] }),
      conversation({ id: 'c', title: 'Older', startedAt: NOON - day, endedAt: NOON - day }),
    ])
    await showLibrary(api)
    expect(screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
      'Pinned',
      'Today',
      'Yesterday',
    ])
    expect(row('Kept').textContent).toMatch(/10 min · 3 lines · 1,200 tokens/)
    expect(row('Fresh').textContent).not.toMatch(/tokens/)
    expect(row('Fresh').querySelectorAll('img')).toHaveLength(2)
  })

  it('holds but the rows in sight of five thousand, and tells how many there are', async () => {
    const { api } = fakeLibrary(manyConversations(5_000))
    await showLibrary(api)
    const rows = within(list()).getAllByRole('listitem')
    expect(rows.length).toBeLessThan(40)
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('5000')
    expect(api.listConversations).toHaveBeenCalledTimes(1)
  })

  it('says so where there is none yet', async () => {
    await showLibrary(fakeLibrary([]).api)
    expect(screen.getByRole('heading', { name: 'No conversation has been kept yet' })).toBeTruthy()
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('says why it cannot be read, and tries again', async () => {
    const { api } = fakeLibrary(manyConversations(2))
    api.listConversations.mockResolvedValueOnce(fail('transcript-not-read'))
    await showLibrary(api)
    expect(screen.getByRole('alert').textContent).toMatch(/Transcripts not read/)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await settle()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(row('Title of c1')).toBeTruthy()
  })

  it('follows what main tells', async () => {
    const { api, tell } = fakeLibrary(manyConversations(1))
    await showLibrary(api)
    await tell({ kind: 'changed' }, [conversation({ id: 'new', title: 'Just begun' })])
    expect(row('Just begun')).toBeTruthy()
  })

  it('writes titles in their own direction', async () => {
    await showLibrary(fakeLibrary([conversation({ id: 'a', title: 'שלום' })]).api)
    expect(within(list()).getByText('שלום').getAttribute('dir')).toBe('auto')
  })
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
    fireEvent.click(row('Title of c1'), { ctrlKey: true })
    fireEvent.click(row('Title of c3'), { shiftKey: true })
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
    expect(row('Title of c0')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('deletes all that is selected', async () => {
    const { api } = fakeLibrary(manyConversations(6))
    await showLibrary(api)
    fireEvent.click(row('Title of c1'), { ctrlKey: true })
    fireEvent.click(row('Title of c4'), { ctrlKey: true })
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
    expect(row('Title of c0')).toBeTruthy()
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

describe('the filter', () => {
  it('asks for what meets its conditions, and says how many are set', async () => {
    const { api } = fakeLibrary(manyConversations(2))
    await showLibrary(api)
    fireEvent.click(screen.getByRole('button', { name: 'Filter' }))
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-06-14' } })
    fireEvent.change(screen.getByLabelText('What was shown'), { target: { value: 'region' } })
    fireEvent.click(screen.getByLabelText('With marks'))
    await settle()
    expect(api.listConversations).toHaveBeenLastCalledWith({
      from: new Date(2026, 5, 14).getTime(),
      sourceKind: 'region',
      marked: true,
      skip: 0,
      count: 50,
    })
    expect(screen.getByRole('button', { name: 'Filter (3)' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
    await settle()
    expect(api.listConversations).toHaveBeenLastCalledWith({ skip: 0, count: 50 })
  })
})

describe('importing', () => {
  it('tells what came in', async () => {
    const { api } = fakeLibrary([])
    await showLibrary(api)
    fireEvent.click(screen.getByRole('button', { name: 'More' }))
    fireEvent.click(screen.getByRole('menuitem', { name: 'Import conversations…' }))
    await settle()
    expect(screen.getByText('2 conversations imported; 1 had been here before')).toBeTruthy()
  })
})
