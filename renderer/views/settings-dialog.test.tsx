// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppState } from '@contract/state'
import { main, push, QUIET, reset, showApp, type Scope } from './testing'

afterEach(reset)

function open(app: AppState = QUIET): Scope {
  showApp(app)
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  return within(screen.getByRole('dialog', { name: 'Settings' }))
}

describe('the settings', () => {
  it('change one thing at a time', () => {
    const dialog = open()
    fireEvent.click(dialog.getByRole('radio', { name: 'Push-to-talk' }))
    expect(main.updateSettings).toHaveBeenLastCalledWith({ talkMode: 'push-to-talk' })
    fireEvent.click(dialog.getByRole('radio', { name: 'Dark' }))
    expect(main.updateSettings).toHaveBeenLastCalledWith({ theme: 'dark' })
  })

  it('put the theme on the page', () => {
    showApp({ ...QUIET, settings: { ...QUIET.settings, theme: 'dark' } })
    expect(document.documentElement.dataset.theme).toBe('dark')
    push({ app: QUIET })
    expect(document.documentElement.dataset.theme).toBeUndefined()
  })

  it('take any model by its id, once it is one', () => {
    const dialog = open()
    fireEvent.change(dialog.getByLabelText('Model'), { target: { value: 'custom model' } })
    const id = dialog.getByLabelText('Model id')
    fireEvent.change(id, { target: { value: 'not an id' } })
    expect(dialog.queryByRole('button', { name: 'Use this model' })).toBeNull()
    fireEvent.change(id, { target: { value: 'gemini-9-live' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Use this model' }))
    expect(main.updateSettings).toHaveBeenLastCalledWith({ model: 'gemini-9-live' })
  })

  it('record a shortcut, and offer others when it is taken', async () => {
    main.setShortcut.mockResolvedValueOnce({ ok: false, error: { reason: 'shortcut-taken' } })
    const dialog = open()
    fireEvent.click(dialog.getByRole('button', { name: 'Change shortcut' }))
    fireEvent.keyDown(window, { code: 'ControlLeft', key: 'Control', ctrlKey: true })
    fireEvent.keyDown(window, { code: 'KeyK', key: 'k', ctrlKey: true, altKey: true })
    expect(main.setShortcut).toHaveBeenCalledWith({ accelerator: 'Control+Alt+K' })
    expect((await dialog.findByRole('alert')).textContent).toContain('Ctrl+Alt+K is used')
    fireEvent.click(dialog.getByRole('button', { name: 'Ctrl+Alt+Space' }))
    expect(main.setShortcut).toHaveBeenLastCalledWith({ accelerator: 'Control+Alt+Space' })
  })

  it('let Escape end the recording, not the dialog', () => {
    const dialog = open()
    fireEvent.click(dialog.getByRole('button', { name: 'Change shortcut' }))
    fireEvent.keyDown(window, { code: 'Escape', key: 'Escape' })
    expect(main.setShortcut).not.toHaveBeenCalled()
    expect(dialog.getByRole('button', { name: 'Change shortcut' })).toBeTruthy()
  })

  it.each<[AppState['key'], string, boolean]>([
    [
      { kind: 'present', source: 'keychain', lastFour: '1234' },
      'kept in the system keychain',
      true,
    ],
    [{ kind: 'present', source: 'environment', lastFour: '1234' }, 'from GEMINI_API_KEY', false],
    [{ kind: 'present', source: 'this-run', lastFour: '1234' }, 'for this run only', true],
  ])('say where the key is: %o', (key, where, removable) => {
    const dialog = open({ ...QUIET, key })
    expect(dialog.getByText(`•••• 1234, ${where}`)).toBeTruthy()
    expect(dialog.queryByRole('button', { name: 'Remove' }) !== null).toBe(removable)
  })

  it('have a list of their parts, which leads to each', () => {
    const dialog = open()
    const parts = within(dialog.getByRole('navigation', { name: 'Parts of the settings' }))
    const names = parts.getAllByRole('button').map(({ textContent }) => textContent)
    const regions = names.map((name) => dialog.getByRole('region', { name }))
    expect(regions.map((region) => regions.filter((other) => region.contains(other)))).toEqual(
      regions.map((region) => [region]),
    )
    for (const name of names) {
      fireEvent.click(parts.getByRole('button', { name }))
      expect(document.activeElement).toBe(dialog.getByRole('heading', { name }))
    }
  })

  it('close, and give the focus back', () => {
    showApp(QUIET)
    const button = screen.getByRole('button', { name: 'Settings' })
    button.focus()
    fireEvent.click(button)
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(button)
  })

  it('show a change that failed where the user is', async () => {
    main.updateSettings.mockResolvedValue({ ok: false, error: { reason: 'settings-not-saved' } })
    const dialog = open()
    fireEvent.click(dialog.getByRole('radio', { name: 'Dark' }))
    expect((await dialog.findByRole('alert')).textContent).toContain('Settings not saved')
  })
})
