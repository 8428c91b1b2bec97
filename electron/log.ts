import type { Log, LogFields } from '@main/log'

/** What must never be read in a log, however it got there; `$1` is what may stay. */
const SECRETS: readonly RegExp[] = [
  /()AIza[0-9A-Za-z_-]{30,}/g,
  /()auth_tokens\/[^\s"'&]+/g,
  /(\b[\w-]*(?:key|token)["']?\s*[=:]\s*["']?)[^\s"'&]+/gi,
]

/** No field of a log line is longer, in characters. */
const MAX_FIELD_LENGTH = 2_000

/** Replaces whatever looks like a key or a token. */
export function redact(text: string): string {
  return SECRETS.reduce((result, secret) => result.replace(secret, '$1[redacted]'), text)
}

/**
 * One JSON object a line: time, level, event, fields.
 *
 * @param write gets whole lines; the default is stderr.
 */
export function createLog(write: (line: string) => void = writeToStderr): Log {
  const line = (level: 'info' | 'warn', event: string, fields: LogFields = {}): void => {
    const entry = { time: new Date().toISOString(), level, event: redact(event), ...clean(fields) }
    write(`${JSON.stringify(entry)}\n`)
  }
  return {
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
  }
}

/** The fields of a log line for something that was thrown: never the object itself. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { message: String(error) }
  return { name: error.name, message: error.message, stack: error.stack ?? null }
}

function clean(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? redact(value.slice(0, MAX_FIELD_LENGTH)) : value,
    ]),
  )
}

function writeToStderr(line: string): void {
  process.stderr.write(line)
}
