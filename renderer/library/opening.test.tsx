// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { appError } from '@contract/errors'
import type { OpenedPlace } from '@contract/opening'
import { conversation, fakeLibrary, NOON, reset, showLibrary } from './testing'

afterEach(reset)

const LIBRARY = [
  conversation({ id: 'a', title: 'The talk', startedAt: NOON }),
  conversation({ id: 'b', title: 'Another', startedAt: NOON }),
]

async function open(place: OpenedPlace) {
  const { api } = fakeLibrary(LIBRARY)
  await showLibrary(api, { opening: { turn: 3, place } })
  expect(api.noteOpened).toHaveBeenCalledExactlyOnceWith({ turn: 3 })
  return api
}

it('goes to the conversation of a link', async () => {
  const api = await open({ kind: 'conversation', id: 'b' })
  expect(api.readConversation).toHaveBeenCalledWith({ id: 'b' })
  expect(screen.getByRole('heading', { name: 'Another' })).toBeTruthy()
})

it('looks for what a link asks for', async () => {
  await open({ kind: 'search', query: 'harbour' })
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('harbour')
})

it('says what came of a file that was opened', async () => {
  await open({ kind: 'imported', imported: 3, known: 0 })
  expect(screen.getByText('3 conversations imported')).toBeTruthy()
  reset()
  await open({ kind: 'import-failed', error: appError('import-foreign') })
  expect(screen.getByRole('alert').textContent).toMatch(/Sightline/)
})
