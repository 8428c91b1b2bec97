import type { Page } from '@playwright/test'

/** Presses Tab until what has the focus has this name. */
export async function tabTo(window: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const focused = await window.evaluate(() => {
      const element = document.activeElement
      const label = element?.id ? document.querySelector(`label[for="${element.id}"]`) : null
      return element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? ''
    })
    if (focused.trim() === name) return
    await window.keyboard.press('Tab')
  }
  throw new Error(`Nothing named ${name} can be reached with Tab.`)
}
