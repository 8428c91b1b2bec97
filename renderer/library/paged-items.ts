/**
 * A long list of which only the pages near what is in sight are held. Pure. What has grown old stays
 * in sight until it has been read anew, so that nothing flickers.
 */

/** Pages that are held at most: the one in sight, and what is soon scrolled back to. */
const HELD_PAGES = 12

interface Page<Item> {
  readonly items: readonly Item[]
  /** The `PagedItems.generation` in which it was read. */
  readonly generation: number
}

export interface PagedItems<Item> {
  readonly pageSize: number
  /** How many there are in all; `null` until that is known. */
  readonly total: number | null
  readonly pages: ReadonlyMap<number, Page<Item>>
  /** Goes up when what was read may have changed. */
  readonly generation: number
}

/** Items from `first` to `last`, both included. */
export interface ItemRange {
  readonly first: number
  readonly last: number
}

export const noItems = <Item>(pageSize: number): PagedItems<Item> => ({
  pageSize,
  total: null,
  pages: new Map(),
  generation: 0,
})

export function itemAt<Item>({ pageSize, pages }: PagedItems<Item>, index: number): Item | null {
  return pages.get(Math.floor(index / pageSize))?.items[index % pageSize] ?? null
}

/** What was read counts as old from now on. */
export const outdated = <Item>(paged: PagedItems<Item>): PagedItems<Item> => ({
  ...paged,
  generation: paged.generation + 1,
})

/** The first page that is to be read for this range; `null` when all of it is there and fresh. */
export function missingPage<Item>(
  paged: PagedItems<Item>,
  { first, last }: ItemRange,
): number | null {
  const { pageSize, total, pages, generation } = paged
  const end = Math.min(last, (total ?? 1) - 1)
  // Of a list that is empty, or was, the first page tells whether it still is.
  const lastPage = Math.max(0, Math.floor(end / pageSize))
  for (let page = Math.min(lastPage, Math.floor(first / pageSize)); page <= lastPage; page += 1) {
    if (pages.get(page)?.generation !== generation) return page
  }
  return null
}

/** What was read for a page, in the generation in which it was asked for. */
export interface PageAnswer<Item> {
  readonly page: number
  readonly items: readonly Item[]
  readonly total: number
  readonly generation: number
}

export function withPage<Item>(
  paged: PagedItems<Item>,
  { page, items, total, generation }: PageAnswer<Item>,
): PagedItems<Item> {
  const pages = new Map(paged.pages)
  pages.set(page, { items, generation })
  const lastPage = Math.floor(Math.max(0, total - 1) / paged.pageSize)
  for (const held of pages.keys()) if (held > lastPage) pages.delete(held)
  while (pages.size > HELD_PAGES) pages.delete(farthest(pages.keys(), page))
  return { ...paged, total, pages }
}

function farthest(pages: Iterable<number>, from: number): number {
  return [...pages].reduce((worst, page) =>
    Math.abs(page - from) > Math.abs(worst - from) ? page : worst,
  )
}
