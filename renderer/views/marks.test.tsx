// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Happening } from '@contract/library'
import { line, LIVE, main, push, QUIET, reset, showApp } from './testing'

afterEach(reset)

const NOON = Date.UTC(2026, 0, 1, 12)
const MARK: Happening = { kind: 'mark', key: 7, at: NOON + 1_000, note: '' }
const log = (): HTMLElement => screen.getByRole('log', { name: 'Transcript' })

describe('marks', () => {
  it('are made by a button while a conversation is on', () => {
    showApp(LIVE)
    fireEvent.click(screen.getByRole('button', { name: 'Mark this moment' }))
    expect(main.markMoment).toHaveBeenCalledWith({ note: '' })
  })

  it('have no button while none is on', () => {
    showApp(QUIET)
    expect(screen.queryByRole('button', { name: 'Mark this moment' })).toBeNull()
  })

  it('stand between the lines, and are taken back there', () => {
    showApp(LIVE, [
      line({ id: 'a', text: 'One', startedAt: NOON }),
      line({ id: 'b', text: 'Two', position: 1, startedAt: NOON + 5_000 }),
    ])
    push({ app: { ...LIVE, happenings: [MARK] } })
    expect(log().textContent).toMatch(/One.*Marked at.*Two/)
    fireEvent.click(within(log()).getByRole('button', { name: /^Remove the mark/ }))
    expect(main.removeMark).toHaveBeenCalledWith({ key: 7 })
    push({ app: { ...LIVE, happenings: [] } })
    expect(log().textContent).not.toMatch(/Marked/)
  })

  it('say why one could not be made', async () => {
    main.markMoment.mockResolvedValue({ ok: false, error: { reason: 'library-unavailable' } })
    showApp(LIVE)
    fireEvent.click(screen.getByRole('button', { name: 'Mark this moment' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})

it('shows what happens in a conversation in which nothing was said yet', () => {
  const happenings: Happening[] = [
    { kind: 'shared', at: 1, sourceKind: 'window', name: '<b>Report</b>' },
    { kind: 'share-ended', at: 4, sourceKind: 'camera', name: '' },
    { kind: 'rotation', at: 2 },
    { kind: 'gap', at: 3, lostMs: 1_500 },
  ]
  showApp({ ...LIVE, happenings })
  expect([...log().querySelectorAll('.event-line')].map(({ textContent }) => textContent)).toEqual([
    'Sharing: <b>Report</b>',
    'The connection was renewed',
    '1.5 s could not be heard',
    'No longer shared: Camera',
  ])
})

describe('their shortcut, in the settings', () => {
  const open = () => {
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
    return within(screen.getByRole('region', { name: 'Shortcut that marks a moment' }))
  }

  it('is changed by pressing another', () => {
    showApp(LIVE)
    const section = open()
    expect(section.getByText('Ctrl+Alt+Shift+M')).toBeTruthy()
    fireEvent.click(section.getByRole('button', { name: /Change the shortcut/ }))
    fireEvent.keyDown(window, { code: 'KeyK', key: 'k', ctrlKey: true, shiftKey: true })
    expect(main.setMarkShortcut).toHaveBeenCalledWith({ accelerator: 'Control+Shift+K' })
    expect(main.setShortcut).not.toHaveBeenCalled()
  })

  it('says when it is taken', () => {
    showApp({ ...LIVE, markShortcut: 'taken' })
    expect(open().getByText(/Another app/)).toBeTruthy()
  })
})

it('keeps whole pictures only when that is switched on', () => {
  showApp(LIVE)
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  const keep = screen.getByRole('switch', { name: 'Keep pictures whole' })
  expect(keep).toHaveProperty('checked', false)
  fireEvent.click(keep)
  expect(main.updateSettings).toHaveBeenCalledWith({ keepPictures: true })
})
