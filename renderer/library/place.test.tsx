// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { microphoneOn } from '@contract/testing'
import { LIVE, main, reset } from '../views/testing'
import { fakeLibrary, manyConversations, settle } from './testing'

// The page reaches for what the preload offers as it is loaded: after the fakes.
const { App } = await import('../App')
const { LibraryContext } = await import('./library-context')
const { useMirror } = await import('../state/app-store')
const { closeLibrary } = await import('../views/ui-store')

beforeEach(() => {
  useMirror.setState({ app: LIVE, lines: [], lastFrame: null })
})
afterEach(() => {
  act(closeLibrary)
  reset()
})

const button = (name: string): HTMLElement => screen.getByRole('button', { name })

it('shows the library in the place of a live conversation, which goes on and stays in sight', async () => {
  render(
    <LibraryContext value={fakeLibrary(manyConversations(2)).api}>
      <App />
    </LibraryContext>,
  )
  fireEvent.click(button('Library'))
  await settle()
  expect(screen.getByRole('list', { name: 'Conversations' })).toBeTruthy()
  expect(screen.queryByRole('log', { name: 'Transcript' })).toBeNull()
  expect(screen.getByRole('status', { name: 'Session status' }).textContent).toMatch(/Live/)
  expect(screen.getByText('Desk microphone')).toBeTruthy()
  act(() => useMirror.setState({ app: { ...LIVE, microphone: microphoneOn('Headset') } }))
  expect(screen.getByText('Headset')).toBeTruthy()
  fireEvent.click(button('End conversation'))
  expect(main.endConversation).toHaveBeenCalledTimes(1)
  fireEvent.click(button('Back to conversation'))
  expect(screen.getByRole('log', { name: 'Transcript' })).toBeTruthy()
})

it('says that a moment was marked while the library hides the transcript', async () => {
  render(
    <LibraryContext value={fakeLibrary(manyConversations(2)).api}>
      <App />
    </LibraryContext>,
  )
  fireEvent.click(button('Library'))
  await settle()
  const status = screen.getByRole('status', { name: 'Marks' })
  expect(status.textContent).toBe('')
  const happenings = [{ kind: 'mark', key: 1, at: 1, note: '' }] as const
  act(() => useMirror.setState({ app: { ...LIVE, happenings } }))
  expect(status.textContent).toMatch(/^Marked at/)
})

it('offers no library where the window has none', () => {
  render(<App />)
  expect(screen.queryByRole('button', { name: 'Library' })).toBeNull()
})

it('gives the focus back to what opened it when Escape leaves it', async () => {
  render(
    <LibraryContext value={fakeLibrary(manyConversations(2)).api}>
      <App />
    </LibraryContext>,
  )
  fireEvent.click(button('Library'))
  await settle()
  expect(document.activeElement).toBe(screen.getByRole('searchbox'))
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' })
  await settle()
  expect(document.activeElement).toBe(button('Library'))
})
