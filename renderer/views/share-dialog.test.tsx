// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '@contract/state'
import { sharingOn } from '@contract/testing'
import { LIVE, main, push, reset, showApp, type Scope } from './testing'

afterEach(() => {
  vi.useRealTimers()
  reset()
})

const candidate = (kind: 'screen' | 'window', name: string): object => ({
  kind,
  id: `${kind}:${name}`,
  name,
  thumbnail: 'data:image/png;base64,AA==',
})

async function open(app: AppState = LIVE): Promise<Scope> {
  showApp(app)
  fireEvent.click(screen.getByRole('button', { name: 'Share' }))
  // The first look is answered.
  await act(() => Promise.resolve())
  return within(screen.getByRole('dialog', { name: 'Share with the assistant' }))
}

const offer = (...candidates: object[]): void => {
  main.listShareCandidates.mockResolvedValue({ ok: true, value: candidates })
}
const names = (dialog: Scope): (string | null)[] =>
  within(dialog.getByRole('listbox'))
    .getAllByRole('option')
    .map((option) => option.getAttribute('aria-label'))

const chosenIn = (dialog: Scope): HTMLElement =>
  within(dialog.getByRole('listbox')).getByRole('option', { selected: true })

describe('the share dialog', () => {
  it('offers screens, windows, cameras, in this order', async () => {
    offer(candidate('window', 'Mail'), candidate('screen', 'Left'))
    expect(names(await open())).toEqual(['Screen: Left', 'Window: Mail', 'Camera: Webcam'])
  })

  it('shares what is chosen, within the click', async () => {
    offer(candidate('screen', 'Left'), candidate('window', 'Mail'))
    const dialog = await open()
    const start = dialog.getByRole('button', { name: 'Start sharing' })
    expect(start).toHaveProperty('disabled', true)
    fireEvent.click(dialog.getByRole('option', { name: 'Window: Mail' }))
    fireEvent.click(start)
    expect(main.startSharing).toHaveBeenCalledWith({
      kind: 'window',
      id: 'window:Mail',
      name: 'Mail',
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('shares a camera in the corner of what is chosen, and of no camera', async () => {
    offer(candidate('screen', 'Left'))
    const dialog = await open()
    const corner = dialog.getByRole('combobox', { name: 'Camera in the corner' })
    fireEvent.change(corner, { target: { value: 'cam' } })
    fireEvent.change(dialog.getByRole('combobox', { name: 'Corner' }), {
      target: { value: 'top-right' },
    })
    expect(main.updateSettings).toHaveBeenCalledWith({ pictureCorner: 'top-right' })
    fireEvent.doubleClick(dialog.getByRole('option', { name: 'Camera: Webcam' }))
    expect(main.startSharing).toHaveBeenLastCalledWith({
      kind: 'camera',
      id: 'cam',
      name: 'Webcam',
    })
    fireEvent.click(screen.getByRole('button', { name: 'Share' }))
    await act(() => Promise.resolve())
    const again = within(screen.getByRole('dialog'))
    fireEvent.change(again.getByRole('combobox', { name: 'Camera in the corner' }), {
      target: { value: 'cam' },
    })
    fireEvent.click(again.getByRole('option', { name: 'Screen: Left' }))
    fireEvent.click(again.getByRole('button', { name: 'Start sharing' }))
    expect(main.startSharing).toHaveBeenLastCalledWith({
      kind: 'screen',
      id: 'screen:Left',
      name: 'Left',
      camera: { id: 'cam', name: 'Webcam' },
    })
  })

  it('keeps the camera, and says that covers end, where something is shared already', async () => {
    offer(candidate('screen', 'Left'))
    const source = {
      kind: 'window',
      id: 'window:1',
      name: 'Mail',
      camera: { id: 'cam', name: 'Webcam' },
    } as const
    const covers = [{ left: 0, top: 0, width: 1, height: 1 }]
    showApp({ ...LIVE, sharing: sharingOn(source, { covers }) })
    fireEvent.click(screen.getByRole('button', { name: 'Switch source' }))
    await act(() => Promise.resolve())
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByRole('combobox', { name: 'Camera in the corner' })).toHaveProperty(
      'value',
      'cam',
    )
    expect(dialog.getByText(/1 part is covered now/)).toBeDefined()
  })

  it('goes by the keys alone', async () => {
    offer(candidate('screen', 'Left'), candidate('window', 'Mail'))
    const list = (await open()).getByRole('listbox')
    expect(document.activeElement).toBe(list)
    fireEvent.keyDown(list, { key: 'End' })
    fireEvent.keyDown(list, { key: 'ArrowLeft' })
    fireEvent.keyDown(list, { key: 'Enter' })
    expect(main.startSharing).toHaveBeenCalledWith(expect.objectContaining({ name: 'Mail' }))
  })

  it('keeps order and choice when the system lists anew', async () => {
    vi.useFakeTimers()
    offer(candidate('window', 'Mail'), candidate('window', 'Notes'))
    const dialog = await open()
    fireEvent.click(dialog.getByRole('option', { name: 'Window: Notes' }))
    offer(candidate('window', 'Notes'), candidate('window', 'New'), candidate('window', 'Mail'))
    await act(() => vi.advanceTimersByTimeAsync(1_100))
    expect(names(dialog).slice(0, 3)).toEqual(['Window: Mail', 'Window: Notes', 'Window: New'])
    expect(chosenIn(dialog).getAttribute('aria-label')).toBe('Window: Notes')
  })

  it('looks one at a time', async () => {
    vi.useFakeTimers()
    main.listShareCandidates.mockReturnValue(new Promise(() => undefined))
    await open()
    await act(() => vi.advanceTimersByTimeAsync(5_000))
    expect(main.listShareCandidates).toHaveBeenCalledOnce()
  })

  it('says what to do where macOS refuses the screen; cameras stay', async () => {
    main.listShareCandidates.mockResolvedValue({ ok: false, error: { reason: 'screen-denied' } })
    const dialog = await open({ ...LIVE, run: { ...LIVE.run, platform: 'darwin' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Open system settings' }))
    expect(main.openPermissionSettings).toHaveBeenCalledWith({ permission: 'screen' })
    fireEvent.click(dialog.getByRole('button', { name: 'Restart Sightline' }))
    expect(main.restartApp).toHaveBeenCalledOnce()
    expect(names(dialog)).toEqual(['Camera: Webcam'])
  })

  it('saves the detail', async () => {
    offer(candidate('screen', 'Left'))
    const dialog = await open()
    fireEvent.click(dialog.getByRole('radio', { name: 'Read text' }))
    expect(main.updateSettings).toHaveBeenCalledWith({ detail: 'read-text' })
  })

  it('goes when the conversation ends', async () => {
    offer(candidate('screen', 'Left'))
    await open()
    push({ app: { ...LIVE, session: { kind: 'ended', at: 1 } } })
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('a part of a screen', () => {
  const REGION = { left: 0.25, top: 0, width: 0.5, height: 0.5 }
  const offered = (dialog: Scope): HTMLElement =>
    dialog.getByRole('button', { name: 'Part of a screen…' })

  it('is chosen on the only screen there is, and then shared', async () => {
    offer(candidate('screen', 'Entire screen'), candidate('window', 'Mail'))
    main.selectRegion.mockResolvedValue({ ok: true, value: REGION })
    const dialog = await open()
    fireEvent.click(offered(dialog))
    expect(main.selectRegion).toHaveBeenCalledWith({ screenId: 'screen:Entire screen' })
    await act(() => Promise.resolve())
    expect(main.startSharing).toHaveBeenCalledWith({
      kind: 'region',
      id: 'screen:Entire screen',
      name: 'Entire screen',
      region: REGION,
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('needs to know the screen where there are two', async () => {
    offer(candidate('screen', 'Left'), candidate('screen', 'Right'))
    const dialog = await open()
    expect(offered(dialog)).toHaveProperty('disabled', true)
    fireEvent.click(dialog.getByRole('option', { name: 'Screen: Right' }))
    fireEvent.click(offered(dialog))
    expect(main.selectRegion).toHaveBeenCalledWith({ screenId: 'screen:Right' })
    await act(() => Promise.resolve())
  })

  it('shares nothing when the user thought better of it, and says so when it failed', async () => {
    offer(candidate('screen', 'Left'))
    const dialog = await open()
    fireEvent.click(offered(dialog))
    await act(() => Promise.resolve())
    main.selectRegion.mockResolvedValue({ ok: false, error: { reason: 'region-failed' } })
    expect(dialog.queryByRole('alert')).toBeNull()
    fireEvent.click(offered(dialog))
    await act(() => Promise.resolve())
    expect(dialog.getByRole('alert').textContent).toContain('No region')
    expect(main.startSharing).not.toHaveBeenCalled()
  })

  it('is explained, not offered, under Wayland', async () => {
    offer(candidate('screen', 'Left'))
    const dialog = await open({ ...LIVE, run: { ...LIVE.run, displayServer: 'wayland' } })
    expect(dialog.queryByRole('button', { name: 'Part of a screen…' })).toBeNull()
    expect(dialog.getByText(/Under Wayland a part of a screen/)).toBeTruthy()
  })
})
