// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { LIVE, main, reset, showApp, type Scope } from './testing'

afterEach(reset)

function open(excluded: string[], displayServer: 'x11' | 'wayland' = 'x11'): Scope {
  const { settings, run } = LIVE
  showApp({ ...LIVE, settings: { ...settings, excluded }, run: { ...run, displayServer } })
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  return within(screen.getByRole('region', { name: 'Windows that are never shown' }))
}

function type(section: Scope, text: string): void {
  fireEvent.change(section.getByRole('textbox'), { target: { value: text } })
  fireEvent.submit(section.getByRole('textbox'))
}

describe('windows that are never shown', () => {
  it('adds a title, without the space around it', () => {
    type(open(['Mail']), '  Bank ')
    expect(main.updateSettings).toHaveBeenCalledWith({ excluded: ['Mail', 'Bank'] })
  })

  it.each(['', ' x ', 'MAIL'])('adds nothing for "%s"', (text) => {
    const section = open(['Mail'])
    type(section, text)
    expect(section.getByRole('button', { name: 'Add' })).toHaveProperty('disabled', true)
    expect(main.updateSettings).not.toHaveBeenCalled()
  })

  it('removes one', () => {
    const section = open(['Mail', 'Bank'])
    fireEvent.click(section.getByRole('button', { name: 'Remove Mail' }))
    expect(main.updateSettings).toHaveBeenCalledWith({ excluded: ['Bank'] })
  })

  it('says where it cannot be done', () => {
    open([], 'wayland')
    expect(screen.getByText(/Wayland does not tell/)).toBeTruthy()
  })
})
