// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { NoUpdatesReason, UpdateState } from '@contract/updates'
import { LIVE, main, push, QUIET, reset, showApp } from './testing'

afterEach(reset)

const update = { version: '0.2.0', notes: 'One\n<b>two</b>' }
const OFFERED: UpdateState = { kind: 'offered', update, dismissed: false }
const READY: UpdateState = { kind: 'ready', update, dismissed: false }
const bar = () => screen.queryByRole('region', { name: 'Update' })
const inBar = (name: string) => within(bar() as HTMLElement).getByRole('button', { name })
const show = (updates: UpdateState) => showApp({ ...QUIET, updates })

describe('the line in the window', () => {
  it('offers a newer version with what is new, as it is written', () => {
    show(OFFERED)
    expect(bar()?.textContent).toContain('Sightline 0.2.0 can be downloaded.')
    expect(bar()?.textContent).toContain('<b>two</b>')
    fireEvent.click(inBar('Download'))
    expect(main.downloadUpdate).toHaveBeenCalledOnce()
    fireEvent.click(inBar('Later'))
    expect(main.dismissUpdate).toHaveBeenCalledOnce()
  })

  it('is not there during a conversation, nor in one that can be gone on with', () => {
    show(READY)
    expect(bar()).not.toBeNull()
    push({ app: { ...LIVE, updates: READY } })
    expect(bar()).toBeNull()
    const paused = { kind: 'paused', since: 1, why: 'gave-up' } as const
    push({ app: { ...LIVE, session: paused, updates: READY } })
    expect(bar()).toBeNull()
    push({ app: { ...LIVE, session: { kind: 'ended', at: 2 }, updates: READY } })
    expect(bar()).not.toBeNull()
  })

  it('keeps quiet of what nobody asked for', () => {
    const error = { reason: 'update-feed-unreachable' } as const
    const quiet: UpdateState[] = [
      { kind: 'off' },
      { kind: 'idle', outcome: 'newest' },
      { kind: 'checking' },
      { kind: 'impossible', why: 'no-feed' },
      { kind: 'failed', during: 'check', error, update: null },
      { ...OFFERED, dismissed: true },
      { ...READY, dismissed: true },
    ]
    show({ kind: 'off' })
    for (const updates of quiet) {
      push({ app: { ...QUIET, updates } })
      expect(bar(), updates.kind).toBeNull()
    }
  })

  it('tells how far a download is, and keeps the place of the keyboard', () => {
    show(OFFERED)
    inBar('Download').focus()
    push({ app: { ...QUIET, updates: { kind: 'downloading', update, percent: 42 } } })
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('42 %')
    expect(document.activeElement).toBe(inBar('Cancel download'))
    push({ app: { ...QUIET, updates: READY } })
    expect(document.activeElement).toBe(inBar('Restart and install'))
    fireEvent.click(inBar('Restart and install'))
    expect(main.installUpdate).toHaveBeenCalledOnce()
  })

  it('says what failed of what the user asked for, and the way on', () => {
    const error = { reason: 'update-damaged' } as const
    show({ kind: 'failed', during: 'download', error, update })
    expect(bar()?.textContent).toContain('Update refused')
    fireEvent.click(inBar('Try again'))
    expect(main.downloadUpdate).toHaveBeenCalledOnce()
  })
})

describe('the settings', () => {
  const open = (app: typeof QUIET): HTMLElement => {
    showApp(app)
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
    return screen.getByRole('region', { name: 'Updates' })
  }

  it('look for updates until the user says otherwise, and say what that sends', () => {
    const part = within(open(QUIET))
    const choice = part.getByRole('switch', { name: 'Look for updates' })
    expect(choice).toHaveProperty('checked', true)
    expect(part.getByText(/the server sees your network address/)).toBeTruthy()
    fireEvent.click(choice)
    expect(main.updateSettings).toHaveBeenCalledWith({ lookForUpdates: false })
  })

  it('look at once when asked, and say what came of it and when', () => {
    const part = within(open(QUIET))
    expect(part.getByText('Not checked yet.')).toBeTruthy()
    fireEvent.click(part.getByRole('button', { name: 'Check now' }))
    expect(main.checkForUpdates).toHaveBeenCalledOnce()
    const settings = { ...QUIET.settings, updatesLookedAt: Date.UTC(2026, 0, 2, 12) }
    push({ app: { ...QUIET, settings, updates: { kind: 'idle', outcome: 'newest' } } })
    expect(part.getByRole('status').textContent).toBe(
      'Sightline 0.1.0 is the newest version offered to you.',
    )
    expect(part.getByText(/^Last checked: .*2026/)).toBeTruthy()
  })

  it('let nothing begin during a conversation, and say so', () => {
    const part = within(open({ ...LIVE, updates: OFFERED }))
    expect(part.getByRole('button', { name: 'Download' })).toHaveProperty('disabled', true)
    expect(part.getByRole('button', { name: 'Check now' })).toHaveProperty('disabled', true)
    expect(part.getByText(/Updates wait until the conversation is over/)).toBeTruthy()
  })

  it.each<[NoUpdatesReason, RegExp]>([
    ['development', /started from its source/],
    ['test-runtime', /built for tests/],
    ['no-feed', /without an address/],
    ['not-ours', /cannot replace itself/],
    ['no-administrator', /password/],
  ])('say why there are none: %s', (why, expected) => {
    const part = open({ ...QUIET, updates: { kind: 'impossible', why } })
    expect(part.textContent).toMatch(expected)
    expect(within(part).queryByRole('switch')).toBeNull()
    expect(within(part).queryByRole('button')).toBeNull()
  })
})
