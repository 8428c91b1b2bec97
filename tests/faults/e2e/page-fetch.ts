import type { Page } from '@playwright/test'

/** What the page gets of each address: its status as text, or `refused`. */
export const fetchedByPage = (window: Page, addresses: readonly string[]): Promise<string[]> =>
  window.evaluate(
    (list) =>
      Promise.all(
        list.map((address) =>
          fetch(address).then(
            ({ status: code }) => `${code}`,
            () => 'refused',
          ),
        ),
      ),
    addresses,
  )
