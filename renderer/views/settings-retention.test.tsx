// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ok } from '@contract/errors'
import { openSettings } from './ui-store'
import { main, push, QUIET, reset, showApp } from './testing'

afterEach(reset)
beforeEach(() => {
  main.measureLibrary.mockResolvedValue(ok({ conversations: 12, bytes: 84_400_000 }))
})

const select = (name: string): HTMLSelectElement => screen.getByRole('combobox', { name })
const choose = (name: string, value: string): void => {
  fireEvent.change(select(name), { target: { value } })
}

async function open(): Promise<void> {
  showApp(QUIET)
  openSettings()
  await screen.findByText('Now: 12 conversations, 84.4 MB')
}

it('asks before a choice deletes conversations, and can leave it', async () => {
  await open()
  choose('Keep conversations', '7')
  expect(main.updateSettings).not.toHaveBeenCalled()
  const question = screen.getByRole('alertdialog', { name: 'Delete what is older now?' })
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(question.isConnected).toBe(false)
  expect(select('Keep conversations').value).toBe('')
  choose('Keep conversations', '30')
  fireEvent.click(screen.getByRole('button', { name: 'Delete them' }))
  expect(main.updateSettings).toHaveBeenCalledExactlyOnceWith({ keepDays: 30 })
})

it('keeps more without a question', async () => {
  await open()
  push({ app: { ...QUIET, settings: { ...QUIET.settings, keepDays: 7 } } })
  choose('Keep conversations', '')
  expect(main.updateSettings).toHaveBeenCalledExactlyOnceWith({ keepDays: null })
})

it('asks before a limit of size, too', async () => {
  await open()
  choose('Size of the library', '1000')
  fireEvent.click(screen.getByRole('button', { name: 'Delete them' }))
  expect(main.updateSettings).toHaveBeenCalledExactlyOnceWith({ libraryLimitMb: 1_000 })
})
