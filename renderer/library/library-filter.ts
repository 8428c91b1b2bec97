/** Which conversations the user wants to see. Pure. */
import type { SearchRequest } from '@contract/library'
import type { ShareKind } from '@contract/session'

export interface LibraryFilter {
  /** A day as `<input type="date">` gives it, such as 2026-02-28; empty: from the first. */
  readonly from: string
  /** The last day that counts; empty: up to now. */
  readonly to: string
  readonly sourceKind: ShareKind | null
  readonly marked: boolean
}

export const EVERYTHING: LibraryFilter = { from: '', to: '', sourceKind: null, marked: false }

/** How many conditions are set. */
export const conditionCount = ({ from, to, sourceKind, marked }: LibraryFilter): number =>
  [from !== '', to !== '', sourceKind !== null, marked].filter(Boolean).length

type Conditions = Pick<SearchRequest, 'from' | 'to' | 'sourceKind' | 'marked'>

/** The same as main is asked for it. */
export function conditionsOf({ from, to, sourceKind, marked }: LibraryFilter): Conditions {
  const begin = startOfDay(from, 0)
  const end = startOfDay(to, 1)
  return {
    ...(begin !== null && { from: begin }),
    ...(end !== null && { to: end }),
    ...(sourceKind !== null && { sourceKind }),
    ...(marked && { marked }),
  }
}

/** Local midnight at which a day begins, some days later; `null` for what is no day. */
function startOfDay(day: string, later: number): number | null {
  const [, year, month, date] = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined) return null
  // By the calendar: a day with a change of the clocks does not have 24 hours.
  const at = new Date(Number(year), Number(month) - 1, Number(date) + later).getTime()
  return Number.isNaN(at) ? null : Math.max(0, at)
}
