import type { LogFields } from '@main/log'

/** A line of the log, without secrets. */
export interface LogEntry {
  readonly time: string
  readonly level: 'info' | 'warn'
  readonly event: string
  readonly fields: LogFields
}

/** What the file may hold of an entry. A new field is shown on the terminal only, until it is named here. */
const FILE_FIELDS = new Set([
  'armed',
  'bus',
  'bytes',
  'decision',
  'electron',
  'exitCode',
  'isLate',
  'isOurs',
  'isTrusted',
  'kind',
  'lane',
  'mode',
  'name',
  'outcome',
  'permission',
  'reason',
  'request',
  'seeded',
  'timeLeftMs',
  'types',
  'version',
  'why',
])

/** A name or a code, and no sentence. */
const CODE = /^[\w.:+-]{1,100}$/

/** A line of a stack: the function, if it is told, and the file with its place in it. */
const FRAME =
  /^\s+at (?:async |new )?(?:([\w$.<>]{1,80}) .*\()?(?:[^()]*[\\/])?([\w.-]{1,60}:\d+:\d+)\)?$/
const MOST_FRAMES = 12

/**
 * An entry as the file keeps it: only fields that are named above, of texts only codes, and of an error
 * where in the program it arose, but not its message, which may quote anybody. Pure.
 */
export function fileLine({ time, level, event, fields }: LogEntry): string {
  const kept = Object.entries(fields).filter(
    ([name, value]) => FILE_FIELDS.has(name) && (typeof value !== 'string' || CODE.test(value)),
  )
  const { stack } = fields
  const frames = typeof stack === 'string' ? framesOf(stack) : []
  const entry = { time, level, event, ...Object.fromEntries(kept) }
  return `${JSON.stringify(frames.length === 0 ? entry : { ...entry, frames })}\n`
}

function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const [, where = '', place] = FRAME.exec(line) ?? []
      return place === undefined ? [] : [where === '' ? place : `${where} ${place}`]
    })
    .slice(0, MOST_FRAMES)
}
