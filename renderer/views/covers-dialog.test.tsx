// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { SentFrame, ShareChoice } from '@contract/session'
import type { Box } from '@contract/settings'
import { sharingOn } from '@contract/testing'
import { LIVE, main, push, reset, showApp, type Scope } from './testing'

afterEach(reset)

const SCREEN: ShareChoice = { kind: 'screen', id: 'screen:0:0', name: 'Entire screen' }
const box: Box = { left: 0.2, top: 0.1, width: 0.3, height: 0.4 }
const frame: SentFrame = {
  shareId: 1,
  jpeg: new Uint8Array(3),
  width: 1280,
  height: 720,
  sentAt: 1,
}

const openButton = (): HTMLElement => screen.getByRole('button', { name: 'Cover parts…' })

function open(covers: readonly Box[] = []): Scope {
  showApp({ ...LIVE, sharing: sharingOn(SCREEN, { covers }) })
  push({ lastFrame: frame })
  fireEvent.click(openButton())
  return within(screen.getByRole('dialog', { name: 'Cover parts of the picture' }))
}

/** What main was told last. */
function told(): readonly Box[] {
  const { covers } = main.setCovers.mock.lastCall?.[0] as { covers: readonly Box[] }
  return covers
}

const coversIn = (dialog: Scope): HTMLElement[] =>
  dialog.queryAllByRole('button', { name: /^Cover \d/ })

describe('covering parts of the picture', () => {
  it('waits for a picture, and says so', () => {
    showApp({ ...LIVE, sharing: sharingOn(SCREEN) })
    expect(openButton()).toHaveProperty('disabled', true)
    expect(openButton().getAttribute('aria-describedby')).toBe(
      screen.getByText('Parts can be covered once a picture was sent.').id,
    )
    push({ lastFrame: { ...frame, shareId: 9 } })
    expect(openButton()).toHaveProperty('disabled', true)
    push({ lastFrame: frame })
    expect(openButton()).toHaveProperty('disabled', false)
  })

  it('is done by keys alone, and main hears of each change at once', () => {
    const dialog = open()
    const add = dialog.getByRole('button', { name: 'Add a cover' })
    expect(document.activeElement).toBe(add)
    fireEvent.click(add)
    expect(main.setCovers).toHaveBeenCalledWith({ shareId: 1, covers: [told()[0]] })
    const [cover] = coversIn(dialog)
    expect(document.activeElement).toBe(cover)
    const before = told()[0] ?? box
    if (cover) {
      fireEvent.keyDown(cover, { key: 'ArrowRight' })
      expect(told()[0]?.left).toBeCloseTo(before.left + 0.01)
      fireEvent.keyDown(cover, { key: 'ArrowDown', shiftKey: true })
      expect(told()[0]?.height).toBeCloseTo(before.height + 0.01)
      fireEvent.keyDown(cover, { key: 'Delete' })
    }
    expect(told()).toEqual([])
    expect(document.activeElement).toBe(add)
  })

  it('names each cover, and is left by one Tab', () => {
    const dialog = open([box, { ...box, left: 0.5 }])
    const covers = coversIn(dialog)
    expect(covers[0]?.getAttribute('aria-label')).toBe(
      'Cover 1 of 2, 20 % from left, 10 % from top, 30 % wide, 40 % high',
    )
    expect(covers.map(({ tabIndex }) => tabIndex)).toEqual([0, -1])
    act(() => covers[0]?.focus())
    if (covers[0]) fireEvent.keyDown(covers[0], { key: 'PageDown' })
    expect(document.activeElement).toBe(covers[1])
    expect(covers.map(({ tabIndex }) => tabIndex)).toEqual([-1, 0])
    expect(dialog.getByRole('status').textContent).toContain('Cover 2 of 2, 50 % from left')
    expect(main.setCovers).not.toHaveBeenCalled()
  })

  it('says when there can be no more', () => {
    const dialog = open(Array.from({ length: 19 }, () => box))
    fireEvent.click(dialog.getByRole('button', { name: 'Add a cover' }))
    expect(told()).toHaveLength(20)
    expect(dialog.getByRole('button', { name: 'Add a cover' })).toHaveProperty('disabled', true)
    expect(dialog.getByRole('status').textContent).toContain('There can be 20 covers and no more')
  })

  it('goes when the share ends or gives way to another', () => {
    open([box])
    push({ app: { ...LIVE, sharing: sharingOn(SCREEN, { shareId: 2 }) } })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is in sight while it lasts', () => {
    showApp({ ...LIVE, sharing: sharingOn(SCREEN, { covers: [box, box] }) })
    const sign = within(screen.getByRole('region', { name: 'Captured now' }))
    expect(sign.getByText('2 parts covered')).toBeDefined()
    const panel = within(screen.getByRole('region', { name: 'What the assistant sees' }))
    expect(panel.getByText('2 parts covered')).toBeDefined()
  })
})

describe('covers on a picture that changes its shape', () => {
  const REMARK = /has another shape/
  const covered = (coversRevision: number, covers: readonly Box[]): void => {
    const sharing = sharingOn(SCREEN, { covers, coversRevision })
    push({ app: { ...LIVE, sharing } })
  }

  it('are to be checked, until they are changed or it has its shape again', () => {
    showApp({ ...LIVE, sharing: sharingOn(SCREEN) })
    push({ lastFrame: frame })
    covered(1, [box])
    push({ lastFrame: { ...frame, width: 768, height: 432 } })
    expect(screen.queryByText(REMARK)).toBeNull()
    push({ lastFrame: { ...frame, height: 900 } })
    expect(screen.getByText(REMARK)).toBeDefined()
    push({ lastFrame: frame })
    expect(screen.queryByText(REMARK)).toBeNull()
    push({ lastFrame: { ...frame, height: 900 } })
    covered(2, [{ ...box, left: 0 }])
    expect(screen.queryByText(REMARK)).toBeNull()
    push({ lastFrame: frame })
    expect(screen.getByText(REMARK)).toBeDefined()
    covered(3, [])
    expect(screen.queryByText(REMARK)).toBeNull()
  })
})

describe('the camera in the corner', () => {
  const sharing = sharingOn({ ...SCREEN, camera: { id: 'cam', name: 'Webcam' } })

  it('is named among what is captured', () => {
    showApp({ ...LIVE, sharing })
    const sign = screen.getByRole('region', { name: 'Captured now' })
    expect(sign.textContent).toContain('Screen: Entire screen')
    expect(sign.textContent).toContain('Camera: Webcam')
  })

  it('is moved to another corner, and taken out', () => {
    showApp({ ...LIVE, sharing })
    const corner = screen.getByRole('combobox', { name: 'Corner' })
    fireEvent.change(corner, { target: { value: 'top-left' } })
    expect(main.updateSettings).toHaveBeenCalledWith({ pictureCorner: 'top-left' })
    push({ lastFrame: frame })
    const takeOut = screen.getByRole('button', { name: 'Take the camera out' })
    act(() => takeOut.focus())
    fireEvent.click(takeOut)
    expect(main.reportSharing).toHaveBeenCalledWith({ kind: 'camera-off', shareId: 1 })
    push({ app: { ...LIVE, sharing: sharingOn(SCREEN) } })
    expect(document.activeElement).toBe(openButton())
  })
})
