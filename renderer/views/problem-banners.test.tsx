// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { LIVE, main, reset, showApp } from './testing'

afterEach(reset)

const notices = [{ id: 1, error: { reason: 'not-answered' } as const }]

describe('a question without an answer', () => {
  it('is sent again with one click', () => {
    showApp({ ...LIVE, notices })
    fireEvent.click(screen.getByRole('button', { name: 'Send it again' }))
    expect(main.sendAgain).toHaveBeenCalledOnce()
  })

  it('is not offered to be sent again once the conversation is over', () => {
    showApp({ ...LIVE, session: { kind: 'ended', at: 1 }, notices })
    expect(screen.queryByRole('button', { name: 'Send it again' })).toBeNull()
  })
})
