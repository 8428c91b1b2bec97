/** A fact worth a line of log: an event's name and plain fields; never free text, never secrets. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export const silentLog: Log = { info: () => undefined, warn: () => undefined }
