// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MenuButton } from './menu-button'

const chosen = vi.fn()
const items = ['First', 'Second', 'Third'].map((label) => ({
  label,
  onChoose: () => void chosen(label),
}))

beforeEach(() => {
  chosen.mockReset()
  render(<MenuButton label="Things" icon={null} items={items} />)
})
afterEach(cleanup)

const button = (): HTMLElement => screen.getByRole('button', { name: 'Things' })
const press = (key: string): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key })
}

describe('a button with a menu', () => {
  it('opens, and gives the focus to the first item', () => {
    expect(screen.queryByRole('menu')).toBeNull()
    fireEvent.click(button())
    expect(button().getAttribute('aria-expanded')).toBe('true')
    expect(document.activeElement?.textContent).toBe('First')
  })

  it('is walked through by the arrows, round its ends', () => {
    fireEvent.click(button())
    press('ArrowDown')
    expect(document.activeElement?.textContent).toBe('Second')
    press('End')
    expect(document.activeElement?.textContent).toBe('Third')
    press('ArrowDown')
    expect(document.activeElement?.textContent).toBe('First')
    press('ArrowUp')
    expect(document.activeElement?.textContent).toBe('Third')
  })

  it('does what was chosen, and gives the focus back', () => {
    fireEvent.click(button())
    fireEvent.click(screen.getByRole('menuitem', { name: 'Second' }))
    expect(chosen).toHaveBeenCalledExactlyOnceWith('Second')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement).toBe(button())
  })

  it('closes on Escape, which does nothing else', () => {
    fireEvent.click(button())
    const isFree = fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })
    expect(isFree).toBe(false)
    expect(screen.queryByRole('menu')).toBeNull()
    expect(chosen).not.toHaveBeenCalled()
  })

  it('closes when the focus goes elsewhere', () => {
    fireEvent.click(button())
    fireEvent.blur(document.activeElement ?? document.body, { relatedTarget: document.body })
    expect(screen.queryByRole('menu')).toBeNull()
  })
})
