/** Looking at parts of a file that somebody else may have written; each throws `ImportError`. */
import type { z } from 'zod'
import { ImportError } from './import-problem'

/** Where something is in the file: `conversations[2].lines[10].text`. */
export const placeOf = (base: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`
    return place === '' ? String(key) : `${place}.${String(key)}`
  }, base)

export function wrong(where: string, what: string): never {
  throw new ImportError({ kind: 'wrong', where, what })
}

/** What the schema makes of a value. Only the first thing that is wrong is told. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  return wrong(placeOf(where, issue?.path ?? []), issue?.message ?? 'is wrong')
}

/** A list with no more than `limit` things, not yet looked at. */
export function checkedList(value: unknown, limit: number, where: string): readonly unknown[] {
  if (!Array.isArray(value)) return wrong(where, 'is no list')
  if (value.length > limit) throw new ImportError({ kind: 'too-many', where, limit })
  return value
}

/** Each thing of a list; the first that is wrong ends it, so that a bad file costs no memory. */
export function checkedEach<T>(
  schema: z.ZodType<T>,
  value: unknown,
  limit: number,
  where: string,
): T[] {
  return checkedList(value, limit, where).map((item, at) =>
    checked(schema, item, `${where}[${at}]`),
  )
}

/** Refuses two things of one name, at the place of the second. */
export function refuseDoubles<T>(
  items: readonly T[],
  nameOf: (item: T) => string | number,
  placeOfItem: (at: number) => string,
): void {
  const seen = new Set<string | number>()
  items.forEach((item, at) => {
    const name = nameOf(item)
    if (seen.has(name)) wrong(placeOfItem(at), `${name} is there twice`)
    seen.add(name)
  })
}
