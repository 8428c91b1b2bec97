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
import { conversationList, conversationRow } from './testing-list'

beforeEach(() => {
  vi.setSystemTime(NOON)
})
afterEach(() => {
  reset()
  vi.useRealTimers()
})

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
    expect(conversationRow('Kept').textContent).toMatch(/10 min · 3 lines · 1.2K tokens/)
    expect(conversationRow('Fresh').textContent).not.toMatch(/tokens/)
    expect(conversationRow('Fresh').querySelectorAll('img')).toHaveLength(2)
  })

  it('holds but the rows in sight of five thousand, and tells how many there are', async () => {
    const { api } = fakeLibrary(manyConversations(5_000))
    await showLibrary(api)
    const rows = within(conversationList()).getAllByRole('listitem')
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
    expect(conversationRow('Title of c1')).toBeTruthy()
  })

  it('follows what main tells', async () => {
    const { api, tell } = fakeLibrary(manyConversations(1))
    await showLibrary(api)
    await tell({ kind: 'changed' }, [conversation({ id: 'new', title: 'Just begun' })])
    expect(conversationRow('Just begun')).toBeTruthy()
  })

  it('writes titles in their own direction', async () => {
    await showLibrary(fakeLibrary([conversation({ id: 'a', title: 'שלום' })]).api)
    expect(within(conversationList()).getByText('שלום').getAttribute('dir')).toBe('auto')
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
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/imported/)).toBeNull()
  })
})
