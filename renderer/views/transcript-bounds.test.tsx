// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { SHOWN_LINES } from '@contract/transcript-bounds'
import { line, LIVE, reset, showApp } from './testing'
import { useUi } from './ui-store'

afterEach(reset)

/** Lines of so many turns, one in each. */
const turns = (count: number) =>
  Array.from({ length: count }, (_, turn) =>
    line({ id: `${turn}`, position: turn * 1_000, text: `Words ${turn}` }),
  )
const log = () => within(screen.getByRole('log', { name: 'Transcript' }))

it('shows the newest lines of a long conversation, and where the others are', () => {
  showApp(LIVE, turns(SHOWN_LINES + 50))
  const shown = log().getAllByRole('article')
  expect(shown).toHaveLength(SHOWN_LINES)
  expect(shown.at(-1)?.textContent).toContain(`Words ${SHOWN_LINES + 49}`)
  fireEvent.click(screen.getByRole('button', { name: 'Earlier lines are in the library' }))
  expect(useUi.getState().place).toBe('library')
})

it('shows all of a short one, and all of one that is not kept', () => {
  showApp(LIVE, turns(10))
  expect(log().getAllByRole('article')).toHaveLength(10)
  expect(screen.queryByRole('button', { name: /Earlier lines/ })).toBeNull()
  reset()
  showApp({ ...LIVE, isConversationKept: false }, turns(SHOWN_LINES + 50))
  expect(log().getAllByRole('article')).toHaveLength(SHOWN_LINES + 50)
})
