import { describe, expect, it } from 'vitest'
import { itemAt, missingPage, noItems, outdated, withPage, type PagedItems } from './paged-items'

const SIZE = 10
const itemsOf = (page: number, count = SIZE): string[] =>
  Array.from({ length: count }, (_, index) => `item ${page * SIZE + index}`)

const read = (paged: PagedItems<string>, page: number, total = 1000): PagedItems<string> =>
  withPage(paged, { page, items: itemsOf(page), total, generation: paged.generation })

describe('a list of which only some pages are held', () => {
  it('reads its first page to learn how many there are', () => {
    expect(missingPage(noItems(SIZE), { first: 0, last: 0 })).toBe(0)
    expect(missingPage(noItems(SIZE), { first: 400, last: 420 })).toBe(0)
  })

  it('asks for what is in sight alone', () => {
    const paged = read(noItems(SIZE), 0)
    expect(missingPage(paged, { first: 0, last: 9 })).toBeNull()
    expect(missingPage(paged, { first: 5, last: 12 })).toBe(1)
    expect(missingPage(paged, { first: 995, last: 5000 })).toBe(99)
  })

  it('gives each item by its place', () => {
    const paged = read(read(noItems(SIZE), 0), 7)
    expect(itemAt(paged, 3)).toBe('item 3')
    expect(itemAt(paged, 71)).toBe('item 71')
    expect(itemAt(paged, 15)).toBeNull()
  })

  it('reads what has grown old again, and shows it until then', () => {
    const paged = outdated(read(noItems(SIZE), 0))
    expect(itemAt(paged, 0)).toBe('item 0')
    expect(missingPage(paged, { first: 0, last: 5 })).toBe(0)
    expect(missingPage(read(paged, 0), { first: 0, last: 5 })).toBeNull()
  })

  it('reads again what was on its way when it grew old', () => {
    const before = noItems<string>(SIZE)
    const late = { page: 0, items: itemsOf(0), total: 10, generation: before.generation }
    expect(missingPage(withPage(outdated(before), late), { first: 0, last: 5 })).toBe(0)
  })

  it('lets go of what is past a new end', () => {
    const paged = read(read(noItems(SIZE), 0), 5)
    expect(itemAt(read(outdated(paged), 0, 10), 50)).toBeNull()
  })

  it('finds out that an empty list has been filled', () => {
    const empty = withPage(noItems<string>(SIZE), { page: 0, items: [], total: 0, generation: 0 })
    expect(missingPage(empty, { first: 0, last: 0 })).toBeNull()
    expect(missingPage(outdated(empty), { first: 0, last: 0 })).toBe(0)
  })

  it('holds a bounded number of pages, those near the last one read', () => {
    let paged = noItems<string>(SIZE)
    for (let page = 0; page < 50; page += 1) paged = read(paged, page)
    expect(paged.pages.size).toBe(12)
    expect(itemAt(paged, 499)).toBe('item 499')
    expect(itemAt(paged, 0)).toBeNull()
  })
})
