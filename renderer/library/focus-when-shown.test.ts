// @vitest-environment jsdom
import { fireEvent } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { focusWhenShown } from './focus-when-shown'

let list: HTMLElement
let other: HTMLElement
beforeEach(() => {
  document.body.innerHTML = '<button>Other</button><div></div>'
  other = document.querySelector('button') ?? document.body
  list = document.querySelector('div') ?? document.body
})
afterEach(() => {
  document.body.innerHTML = ''
})

const row = (): HTMLElement | null => list.querySelector('article')
/** jsdom gives the focus to hidden elements, too; one that cannot have it stands for them. */
function addRow(isHidden: boolean): void {
  list.innerHTML = isHidden ? '<article>' : '<article tabindex="-1">'
}
async function show(): Promise<void> {
  row()?.setAttribute('tabindex', '-1')
  row()?.setAttribute('style', 'visibility: visible')
  await Promise.resolve()
}

it('gives a row that is shown the focus at once', () => {
  addRow(false)
  focusWhenShown(list, row)
  expect(document.activeElement).toBe(row())
})

it('waits for a row that is hidden, and for one that is not there', async () => {
  focusWhenShown(list, row)
  addRow(true)
  await Promise.resolve()
  expect(document.activeElement).toBe(document.body)
  await show()
  expect(document.activeElement).toBe(row())
})

it('takes nothing from a user who has gone elsewhere', async () => {
  addRow(true)
  focusWhenShown(list, row)
  other.focus()
  await show()
  expect(document.activeElement).toBe(other)
})

it('waits no longer once a key was pressed, or it was given up', async () => {
  addRow(true)
  focusWhenShown(list, row)
  fireEvent.keyDown(other, { key: 'Tab' })
  await show()
  expect(document.activeElement).toBe(document.body)
  addRow(true)
  focusWhenShown(list, row)()
  await show()
  expect(document.activeElement).toBe(document.body)
})
