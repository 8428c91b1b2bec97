/** Days and lengths as the list shows them. Pure. */
import type { ConversationSummary } from '@contract/library'
import { words } from '../i18n/words'

const fullDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' })
const hoursOnly = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'hour' })
const minutesOnly = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'minute' })
const secondsOnly = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'second' })

/** Local midnight at which the day of a time begins. */
function midnight(at: number, later = 0): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime()
}

/** What a conversation is listed under: pinned ones stand by themselves. */
export function sectionOf(
  {
    startedAt,
    continuedAt,
    pinned,
  }: Pick<ConversationSummary, 'startedAt' | 'continuedAt' | 'pinned'>,
  now: number,
): string {
  if (pinned) return words.library.pinned
  const begun = continuedAt ?? startedAt
  const day = midnight(begun)
  if (day === midnight(now)) return words.library.today
  if (day === midnight(now, -1)) return words.library.yesterday
  return fullDay.format(begun)
}

/** How long something took, such as "1 hr 5 min"; seconds only below a minute. */
export function formatLength(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000))
  if (whole < 60) return secondsOnly.format(whole)
  const inMinutes = Math.round(whole / 60)
  if (inMinutes < 60) return minutesOnly.format(inMinutes)
  const rest = inMinutes % 60
  const hours = hoursOnly.format(Math.floor(inMinutes / 60))
  return rest === 0 ? hours : `${hours} ${minutesOnly.format(rest)}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A place in a conversation, such as 2:05 or 1:02:05. */
export function formatClock(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000))
  const [hours, rest] = [Math.floor(whole / 3600), whole % 3600]
  const [mins, secs] = [Math.floor(rest / 60), rest % 60]
  return hours === 0 ? `${mins}:${two(secs)}` : `${hours}:${two(mins)}:${two(secs)}`
}
