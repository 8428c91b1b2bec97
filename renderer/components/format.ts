const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })

/** The time of day, such as 14:05. */
export const formatTime = (at: number): string => timeOfDay.format(at)

/** The day with the time, for the start of a conversation. */
export const formatDay = (at: number): string => dayAndTime.format(at)

/** How long ago, such as "3 s ago"; never in the future. */
export function formatAge(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000))
  if (seconds < 1) return 'now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  return `${Math.floor(seconds / 3600)} h ago`
}

/** A size in pixels, such as 1280 × 720. */
export const formatPixels = (width: number, height: number): string => `${width} × ${height}`

/** A size in decimal kilobytes, such as 84 kB. */
export const formatKilobytes = (bytes: number): string =>
  `${Math.max(1, Math.round(bytes / 1000))} kB`

/** A size in decimal megabytes, or gigabytes, such as 84 MB. */
export const formatBytes = (bytes: number): string =>
  bytes < 1_000_000_000
    ? `${number.format(Math.ceil(bytes / 100_000) / 10)} MB`
    : `${number.format(bytes / 1_000_000_000)} GB`

/** Milliseconds as seconds with at most one decimal. */
export const formatSeconds = (ms: number): string => number.format(ms / 1000)

/** A number of things, such as 18,000. */
export const formatCount = (count: number): string => number.format(count)

/** How long something took, such as "40 s" or "12 min". */
export const formatDuration = (ms: number): string =>
  ms < 60_000 ? `${Math.round(ms / 1000)} s` : `${formatCount(Math.round(ms / 60_000))} min`

/** The same to the last part that matters, such as "300 ms", "1.2 s" or "12 min 40 s". */
export function formatExactDuration(ms: number): string {
  if (ms < 1_000) return `${formatCount(Math.round(ms))} ms`
  if (ms < 60_000) return `${formatSeconds(Math.floor(ms / 100) * 100)} s`
  const seconds = Math.floor(ms / 1_000)
  return `${formatCount(Math.floor(seconds / 60))} min ${seconds % 60} s`
}
