// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Box } from '@contract/settings'
import { RegionPicker } from './region-picker'

const onAnswer = vi.fn<(region: Box | null) => void>()

beforeEach(() => {
  // jsdom lays nothing out: the view is half as large as the screen.
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 960, 540)
  Element.prototype.setPointerCapture = () => undefined
  render(
    <RegionPicker
      picture="blob:still"
      screen={{ width: 1920, height: 1080 }}
      onAnswer={onAnswer}
    />,
  )
})

afterEach(() => {
  cleanup()
  onAnswer.mockReset()
})

const area = (): HTMLElement => screen.getByRole('application')
const status = (): string | null => screen.getByRole('status').textContent
const press = (key: string, more: object = {}): boolean =>
  fireEvent.keyDown(document.activeElement ?? area(), { key, ...more })

function drag(from: [number, number], to: [number, number]): void {
  const at = ([clientX, clientY]: [number, number]): object => ({ clientX, clientY, button: 0 })
  fireEvent.pointerDown(area(), at(from))
  fireEvent.pointerMove(area(), at(to))
  fireEvent.pointerUp(area(), at(to))
}

describe('the overlay', () => {
  it('has the keyboard, a name and a hint', () => {
    expect(document.activeElement).toBe(area())
    expect(area().getAttribute('aria-label')).toBe('Choose a part of the screen')
    expect(area().getAttribute('aria-describedby')?.split(' ')).toHaveLength(2)
  })

  it('shares what is drawn, in parts of the screen', () => {
    drag([96, 54], [480, 270])
    expect(screen.getByText('768 × 432 px')).toBeTruthy()
    expect(status()).toBe('768 × 432 px, 192 px from the left, 108 px from the top')
    fireEvent.click(screen.getByRole('button', { name: 'Share this part' }))
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({
      left: 0.1,
      top: 0.1,
      width: 0.4,
      height: 0.4,
    })
  })

  it('goes by the keys alone', () => {
    press('ArrowDown')
    press('ArrowDown')
    press('ArrowLeft', { ctrlKey: true })
    press('ArrowRight', { shiftKey: true })
    expect(status()).toBe('980 × 540 px, 478 px from the left, 290 px from the top')
    press('Enter')
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({
      left: 478 / 1920,
      top: 290 / 1080,
      width: 980 / 1920,
      height: 0.5,
    })
  })

  it('says why it does not share, and what to do', () => {
    press('Enter')
    expect(status()).toMatch(/Choose a part first/)
    drag([96, 54], [100, 270])
    expect(status()).toBe('Too small: a part has at least 64 × 64 px.')
    press('Enter')
    expect(onAnswer).not.toHaveBeenCalled()
  })

  it('is left by Esc and by the button', () => {
    drag([96, 54], [480, 270])
    press('Escape')
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(onAnswer.mock.calls).toEqual([[null], [null]])
  })

  it('leaves Enter on a button to that button', () => {
    press('ArrowDown')
    screen.getByRole('button', { name: 'Cancel' }).focus()
    press('Enter')
    expect(onAnswer).not.toHaveBeenCalled()
  })
})
