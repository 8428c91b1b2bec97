/** A recorded conversation under review, for tests of how it is played. */
import { fireEvent, screen } from '@testing-library/react'
import { vi } from 'vitest'
import type { ConversationDetail, LibraryLine } from '@contract/library'
import {
  conversation,
  fakeLibrary,
  libraryLine,
  NOON,
  reset,
  settle,
  showLibrary,
} from '../testing'
import { fakeElement, forgetFakeAudio, installFakeAudio } from './fake-audio'

installFakeAudio()
/** Told of each element that is brought into sight. */
export const scrolledTo = vi.fn<(element: Element) => void>()
Element.prototype.scrollIntoView = function scrollIntoView(this: Element) {
  scrolledTo(this)
}
/** What the pointer is over; jsdom lays nothing out. */
export const pointer: { caret: { offsetNode: Node; offset: number } | null } = { caret: null }
Object.defineProperty(document, 'caretPositionFromPoint', { value: () => pointer.caret })

export function resetPlayer(): void {
  reset()
  forgetFakeAudio()
  scrolledTo.mockClear()
  pointer.caret = null
}

/** Ten seconds of each line, from its start on; a word of a second each. */
export const WORDS = 'one two three four five six seven eight nine ten'
export const spokenLine = (index: number, changes: Partial<LibraryLine> = {}): LibraryLine =>
  libraryLine(index, {
    speaker: 'assistant',
    text: WORDS,
    startedAt: NOON + index * 10_000,
    endedAt: NOON + index * 10_000 + 9_000,
    ...changes,
  })
export const LINES = Array.from({ length: 60 }, (_, index) => spokenLine(index))
export const RECORDING = { key: 7, startedAt: NOON, durationMs: 600_000 }

export async function open(
  detail: Partial<ConversationDetail> = { recordings: [RECORDING] },
  lines: readonly LibraryLine[] = LINES,
  options: { isOn?: boolean } = {},
) {
  const library = fakeLibrary(
    [conversation({ id: 'c', title: 'The talk', startedAt: NOON, endedAt: NOON + 600_000 })],
    lines,
    detail,
  )
  await showLibrary(library.api, options)
  fireEvent.click(screen.getByRole('button', { name: /^The talk/ }))
  await settle()
  return library
}
export const button = (name: string): HTMLElement => screen.getByRole('button', { name })
export const press = async (name: string): Promise<void> => {
  fireEvent.click(button(name))
  await settle()
}
export const playTo = async (seconds: number): Promise<void> => {
  fakeElement().playTo(seconds)
  await settle()
}
export const lineList = (): HTMLElement => screen.getByRole('list', { name: 'Lines' })
export const timeline = (): HTMLInputElement => screen.getByRole('slider', { name: 'Timeline' })
export const currentLine = (): Element | null =>
  lineList().querySelector('article[aria-current=true]')
export const currentWord = (): string | undefined =>
  lineList().querySelector('span[aria-current=true]')?.textContent
export const space = (element: Element): boolean => fireEvent.keyDown(element, { key: ' ' })
