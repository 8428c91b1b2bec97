import { fireEvent, screen, within } from '@testing-library/react'
import { settle } from './testing'

export const conversationList = (): HTMLElement =>
  screen.getByRole('list', { name: 'Conversations' })

/** The row whose title begins so. */
export const conversationRow = (title: string | RegExp): HTMLElement =>
  within(conversationList()).getByRole('button', {
    name: typeof title === 'string' ? new RegExp(`^${title}`) : title,
  })

/** Presses a key where the focus is. */
export const press = async (key: string, more: object = {}): Promise<void> => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
  await settle()
}

/** The text of what has the focus. */
export const focused = (): string => document.activeElement?.textContent ?? ''
