import { redact } from '@contract/redact'
import type { Log, LogFields } from '@main/log'
import type { LogEntry } from './log-entry'

/** No field of a log line is longer, in characters. */
const MAX_FIELD_LENGTH = 2_000

/**
 * One JSON object a line: time, level, event, fields.
 *
 * @param write gets whole lines; the default is stderr.
 * @param clean takes secrets out of whatever is about to be written.
 * @param also gets each entry too, clean.
 */
export function createLog(
  write: (line: string) => void = writeToStderr,
  clean: (text: string) => string = redact,
  also: (entry: LogEntry) => void = () => undefined,
): Log {
  const line = (level: 'info' | 'warn', event: string, fields: LogFields = {}): void => {
    const head = { time: new Date().toISOString(), level, event: clean(event) }
    const cleaned = cleanFields(fields, clean)
    write(`${JSON.stringify({ ...head, ...cleaned })}\n`)
    also({ ...head, fields: cleaned })
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

/** Cleaned before it is cut: half a secret would not be known as one. */
function cleanFields(fields: LogFields, clean: (text: string) => string): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? clean(value).slice(0, MAX_FIELD_LENGTH) : value,
    ]),
  )
}

function writeToStderr(line: string): void {
  process.stderr.write(line)
}
