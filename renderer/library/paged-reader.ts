import { createStore } from 'zustand/vanilla'
import { fail, ok, type AppError, type Result } from '@contract/errors'
import {
  missingPage,
  noItems,
  outdated,
  withPage,
  type ItemRange,
  type PagedItems,
} from './paged-items'

/** Some items of a long list, and how many there are in all. */
export interface Portion<Item> {
  readonly items: readonly Item[]
  readonly total: number
}

export type ReadPortion<Item> = (from: number, count: number) => Promise<Result<Portion<Item>>>

interface PagedView<Item> {
  readonly paged: PagedItems<Item>
  /** Why the last page could not be read; nothing more is asked for until somebody tries again. */
  readonly error: AppError | null
}

/** Reads what is in sight of a long list, one page at a time, and again when it may have changed. */
export class PagedReader<Item> {
  readonly store
  readonly #read: ReadPortion<Item>
  #range: ItemRange = { first: 0, last: 0 }
  #isReading = false
  /** How many have opened it and not stopped it yet. */
  #openers = 0

  constructor(pageSize: number, read: ReadPortion<Item>) {
    this.#read = read
    this.store = createStore<PagedView<Item>>(() => ({ paged: noItems(pageSize), error: null }))
  }

  /** Begins to read; it stops once each that has opened it has called what this returns. */
  open(): () => void {
    this.#openers += 1
    void this.#readOn()
    return () => {
      this.#openers -= 1
    }
  }

  /** Tells what is in sight. */
  look(range: ItemRange): void {
    this.#range = range
    void this.#readOn()
  }

  /** Reads again what is in sight, and the rest once it comes into sight. */
  refresh(): void {
    this.store.setState(({ paged }) => ({ paged: outdated(paged), error: null }))
    void this.#readOn()
  }

  async #readOn(): Promise<void> {
    if (this.#isReading) return
    this.#isReading = true
    for (let page = this.#wanted(); page !== null; page = this.#wanted()) await this.#readPage(page)
    this.#isReading = false
  }

  #wanted(): number | null {
    const { paged, error } = this.store.getState()
    return this.#openers > 0 && error === null ? missingPage(paged, this.#range) : null
  }

  async #readPage(page: number): Promise<void> {
    const { generation, pageSize } = this.store.getState().paged
    const answer = await this.#read(page * pageSize, pageSize)
    if (!answer.ok) {
      this.store.setState({ error: answer.error })
      return
    }
    this.store.setState(({ paged }) => ({
      paged: withPage(paged, { page, ...answer.value, generation }),
    }))
  }
}

/** Reads all from `first` to `last`, both included, in portions of `portion`. */
export async function readRange<Item>(
  read: ReadPortion<Item>,
  { first, last }: ItemRange,
  portion: number,
): Promise<Result<readonly Item[]>> {
  const items: Item[] = []
  while (first + items.length <= last) {
    const from = first + items.length
    const answer = await read(from, Math.min(portion, last - from + 1))
    if (!answer.ok) return fail(answer.error.reason, answer.error.detail)
    if (answer.value.items.length === 0) break
    items.push(...answer.value.items)
  }
  return ok(items)
}
