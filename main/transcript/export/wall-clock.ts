/** Times as exported documents tell them. Pure. */

/** Tells times of one time zone, in the order of ISO 8601, which every language reads. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat

  /** @param timeZone a name of IANA's, such as `Europe/Zurich` */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
  }

  /** `2026-01-05` */
  date(time: number): string {
    const { year, month, day } = this.#parts(time)
    return `${year}-${month}-${day}`
  }

  /** `09:30` */
  minutes(time: number): string {
    const { hour, minute } = this.#parts(time)
    return `${hour}:${minute}`
  }

  /** `09:30:12` */
  seconds(time: number): string {
    return `${this.minutes(time)}:${this.#parts(time).second}`
  }

  #parts(time: number): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> {
    const parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' }
    for (const { type, value } of this.#format.formatToParts(time)) {
      if (type in parts) parts[type as keyof typeof parts] = value
    }
    return parts
  }
}

/** `0:12`, `12:05`, `1:02:05`; with a minus sign before the start. */
export function elapsed(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000)
  const [hours, minutes, rest] = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map(
    Math.floor,
  )
  const parts = hours === 0 ? [minutes, rest] : [hours, minutes, rest]
  const text = parts.map((part, at) => String(part).padStart(at === 0 ? 1 : 2, '0')).join(':')
  return ms <= -1_000 ? `−${text}` : text
}
