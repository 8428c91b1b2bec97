// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppState } from '@contract/state'
import { main, QUIET, reset, showApp } from './testing'

afterEach(reset)

const NO_WAY = { ...QUIET.access, ready: false }
const KEYLESS: AppState = { ...QUIET, key: { kind: 'none' }, access: NO_WAY }
const WEAK: AppState = { ...KEYLESS, run: { ...QUIET.run, keyStorage: 'weak' } }

const enter = (key: string): HTMLElement => {
  fireEvent.click(screen.getByRole('button', { name: 'Enter an API key' }))
  const field = screen.getByLabelText('API key')
  fireEvent.change(field, { target: { value: key } })
  return field
}
const submit = (): void => {
  fireEvent.click(screen.getByRole('button', { name: 'Check and save' }))
}

describe('the welcome page', () => {
  it('offers the demo', () => {
    showApp(KEYLESS)
    fireEvent.click(screen.getByRole('button', { name: 'Try the demo' }))
    expect(main.startDemo).toHaveBeenCalledOnce()
  })

  it('tells the truth before the first byte leaves', () => {
    showApp(KEYLESS)
    const text = document.body.textContent
    expect(text).toContain('at most one per second')
    expect(text).toContain('people may read it')
    expect(text).toContain('Transcripts stay on this computer')
    expect(text).toContain('Switzerland')
  })

  it('is for those without a key alone', () => {
    showApp({ ...KEYLESS, demo: true })
    expect(screen.queryByRole('button', { name: 'Try the demo' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Start conversation' })).toBeTruthy()
  })

  it('says that an unreadable key was kept', () => {
    showApp({ ...QUIET, key: { kind: 'unreadable' }, access: NO_WAY })
    expect(screen.getByRole('note').textContent).toContain('The key was kept')
  })
})

describe('the key form', () => {
  it('empties the field at once and says that it checks', () => {
    main.submitKey.mockReturnValue(new Promise(() => undefined))
    showApp(KEYLESS)
    const field = enter(' AIza-secret ')
    expect(field.getAttribute('type')).toBe('password')
    submit()
    expect(field).toHaveProperty('value', '')
    expect(main.submitKey).toHaveBeenCalledWith({ key: 'AIza-secret', keep: 'keychain' })
    expect(screen.getByRole('button', { name: 'Checking…' })).toBeTruthy()
  })

  it('gives a clear verdict', async () => {
    main.submitKey.mockResolvedValue({ ok: false, error: { reason: 'key-refused' } })
    showApp(KEYLESS)
    enter('wrong')
    submit()
    await screen.findByText(/Google does not accept this API key/)
    expect(screen.getByRole('button', { name: 'Check and save' })).toBeTruthy()
  })

  it('stores a key weakly only when told to', () => {
    showApp(WEAK)
    enter('key-one')
    expect(screen.getByText(/offers no safe keychain/)).toBeTruthy()
    submit()
    expect(main.submitKey).toHaveBeenLastCalledWith({ key: 'key-one', keep: 'this-run' })
  })

  it('takes the explicit choice', () => {
    showApp(WEAK)
    enter('key-two')
    fireEvent.click(screen.getByRole('radio', { name: /Store anyway/ }))
    submit()
    expect(main.submitKey).toHaveBeenLastCalledWith({ key: 'key-two', keep: 'keychain' })
  })
})
