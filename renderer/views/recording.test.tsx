// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { LIVE, main, push, QUIET, reset, showApp } from './testing'

afterEach(reset)

const ON = { ...LIVE, recording: { kind: 'on', since: 1 } } as const
const button = (name: string) =>
  within(screen.getByRole('region', { name: 'Captured now' })).getByRole('button', { name })

it('is offered while a conversation is on, and only then', () => {
  showApp(QUIET)
  expect(screen.queryByRole('button', { name: /Record/ })).toBeNull()
  push({ app: LIVE })
  fireEvent.click(button('Record this conversation'))
  expect(main.setRecording).toHaveBeenCalledWith({ on: true })
})

it('is in sight while it is on, and ends with a click', () => {
  showApp(ON)
  const sign = button('Recording. Click to stop it')
  expect(sign.textContent).toBe('Recording')
  expect(sign.dataset.on).toBe('true')
  fireEvent.click(sign)
  expect(main.setRecording).toHaveBeenCalledWith({ on: false })
})

it('says that it has stopped when it could not be written, and can be tried again', () => {
  const error = { reason: 'recording-failed', detail: 'full' } as const
  showApp({ ...LIVE, recording: { kind: 'failed', error }, notices: [{ id: 1, error }] })
  expect(button('Record this conversation').dataset.on).toBe('false')
  expect(screen.getByText('Recording stopped')).toBeTruthy()
})

it('is a choice for all conversations, off until the user says so', () => {
  showApp(QUIET)
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  const choice = screen.getByRole('switch', { name: 'Record conversations' })
  expect(choice).toHaveProperty('checked', false)
  fireEvent.click(choice)
  expect(main.updateSettings).toHaveBeenCalledWith({ recordConversations: true })
})
