// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Settings } from '@contract/settings'
import type { AppState } from '@contract/state'
import type { EchoTestResult } from '../audio/echo-test'
import { LIVE, main, push, QUIET, reset, showApp, type Scope } from './testing'

const testEcho = vi.hoisted(() => vi.fn<() => Promise<EchoTestResult>>())
vi.mock('../audio/echo-test', () => ({ testEcho }))

afterEach(reset)

const set = (settings: Partial<Settings>, app: AppState = QUIET): AppState => ({
  ...app,
  settings: { ...app.settings, ...settings },
})

async function open(app: AppState = QUIET): Promise<Scope> {
  showApp(app)
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  await act(() => Promise.resolve())
  return within(screen.getByRole('region', { name: 'Sound' }))
}

const optionsOf = (scope: Scope, label: string): (string | null)[] =>
  within(scope.getByRole('combobox', { name: label }))
    .getAllByRole('option')
    .map(({ textContent }) => textContent)

describe('the devices', () => {
  it('are those that are connected, and the default', async () => {
    const sound = await open()
    expect(optionsOf(sound, 'Microphone')).toEqual(['System default', 'Desk microphone'])
    fireEvent.change(sound.getByRole('combobox', { name: 'Speakers' }), {
      target: { value: 'headset' },
    })
    expect(main.updateSettings).toHaveBeenLastCalledWith({
      speaker: { id: 'headset', label: 'Headset' },
    })
  })

  it('keep one that is not connected, and let the default take its place', async () => {
    const sound = await open(set({ microphone: { id: 'old', label: 'Old one' } }))
    const select = sound.getByRole<HTMLSelectElement>('combobox', { name: 'Microphone' })
    expect(select.selectedOptions[0]?.textContent).toBe('Old one (not connected)')
    fireEvent.change(select, { target: { value: 'system default' } })
    expect(main.updateSettings).toHaveBeenLastCalledWith({ microphone: null })
  })

  it('are known by their names in a later run', async () => {
    const sound = await open(set({ speaker: { id: 'of an earlier run', label: 'Monitor' } }))
    expect(sound.getByRole<HTMLSelectElement>('combobox', { name: 'Speakers' }).value).toBe(
      'monitor',
    )
  })
})

describe('the soft interrupt', () => {
  it('is a switch, hands-free', async () => {
    const sound = await open()
    const held = sound.getByRole('switch', { name: 'Hold the voice at once when I speak' })
    expect(held).toHaveProperty('checked', true)
    fireEvent.click(held)
    expect(main.updateSettings).toHaveBeenLastCalledWith({ softInterrupt: false })
  })

  it('is not offered in push-to-talk, where it does nothing', async () => {
    const sound = await open(set({ talkMode: 'push-to-talk' }))
    expect(sound.queryByRole('switch')).toBeNull()
  })
})

describe('the echo test', () => {
  const echo = { kind: 'echo', echo: { levelDb: -12.3, delayMs: 118 } } as const

  it('recommends Speakers for an echo, and says what cancelling leaves', async () => {
    testEcho.mockResolvedValueOnce({ raw: echo, cancelled: { kind: 'none' } })
    const sound = await open(set({ echoProfile: 'headphones' }))
    fireEvent.click(sound.getByRole('button', { name: 'Test the echo' }))
    expect(sound.getByText('Microphone on, for this test only')).toBeTruthy()
    expect(await sound.findByText(/−12 dB, after 120 ms.*use Speakers/)).toBeTruthy()
    expect(sound.getByText(/the echo is gone/)).toBeTruthy()
    fireEvent.click(sound.getByRole('button', { name: 'Use Speakers' }))
    expect(main.updateSettings).toHaveBeenLastCalledWith({ echoProfile: 'speakers' })
  })

  it('recommends Headphones where there is none', async () => {
    testEcho.mockResolvedValueOnce({ raw: { kind: 'none' }, cancelled: null })
    const sound = await open()
    fireEvent.click(sound.getByRole('button', { name: 'Test the echo' }))
    fireEvent.click(await sound.findByRole('button', { name: 'Use Headphones' }))
    expect(main.updateSettings).toHaveBeenLastCalledWith({ echoProfile: 'headphones' })
  })

  it('recommends nothing when nothing was heard, or nothing could be opened', async () => {
    testEcho.mockResolvedValueOnce({ raw: { kind: 'dead' }, cancelled: null })
    testEcho.mockRejectedValueOnce(new Error('no'))
    const sound = await open()
    fireEvent.click(sound.getByRole('button', { name: 'Test the echo' }))
    expect(await sound.findByText(/no sound at all/)).toBeTruthy()
    expect(sound.queryByRole('button', { name: /^Use / })).toBeNull()
    fireEvent.click(sound.getByRole('button', { name: 'Test the echo' }))
    expect((await sound.findByRole('alert')).textContent).toContain('did not work')
  })

  it('tells main before the microphone is opened, and once it is closed', async () => {
    const told: string[] = []
    main.setEchoTest.mockImplementation((report) => {
      told.push(JSON.stringify(report))
      return Promise.resolve({ ok: true, value: null })
    })
    testEcho.mockImplementation(() => {
      told.push('test')
      return told.length < 3
        ? Promise.resolve({ raw: { kind: 'none' }, cancelled: null })
        : Promise.reject(new Error('no'))
    })
    const sound = await open()
    fireEvent.click(sound.getByRole('button', { name: 'Test the echo' }))
    await sound.findByText(/No echo/)
    fireEvent.click(sound.getByRole('button', { name: 'Test the echo' }))
    await sound.findByRole('alert')
    const once = ['{"on":true}', 'test', '{"on":false}']
    expect(told).toEqual([...once, ...once])
  })

  it('is not offered during a conversation', async () => {
    const sound = await open(LIVE)
    expect(sound.queryByRole('button', { name: 'Test the echo' })).toBeNull()
  })
})

describe('the notices about sound', () => {
  const notices = () => screen.queryByRole('region', { name: 'Notices' })?.textContent ?? ''
  const microphone = { kind: 'on', label: 'Desk', use: 'fallback', silent: true } as const

  it('stand while a device is missed or silent, and lead to the choice', () => {
    const chosen = { microphone: { id: 'x', label: 'Blue one' } }
    showApp({ ...set(chosen, LIVE), microphone })
    expect(notices()).toContain('“Blue one” is not connected')
    expect(notices()).toContain('We hear nothing')
    fireEvent.click(screen.getAllByRole('button', { name: 'Choose a device' })[0] ?? document.body)
    expect(document.activeElement).toBe(screen.getByLabelText('Microphone'))
    push({ app: LIVE })
    expect(notices()).toBe('')
  })

  it('say nothing of a silence that the user has chosen', () => {
    const muted = { ...LIVE.talk, muted: true }
    showApp({ ...LIVE, talk: muted, microphone: { ...microphone, use: 'default' } })
    expect(notices()).toBe('')
  })
})
