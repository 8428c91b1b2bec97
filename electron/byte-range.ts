/** Which part of a file a request asks for (RFC 9110, section 14). Pure. */

/** Bytes from `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** Digits that stay exact as a number. */
const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/

/**
 * @param header `Range`, as it came
 * @param size of the file, in bytes
 * @returns `null`: all of it, as for no range, several ones, and what cannot be understood;
 *   `unsatisfiable`: nothing of the file lies in it
 */
export function rangeOf(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = ONE_RANGE.exec(header?.trim() ?? '') ?? []
  if (from === '') return to === '' ? null : lastBytes(Number(to), size)
  const first = Number(from)
  const last = to === '' ? Infinity : Number(to)
  if (last < first) return null
  return first < size ? { first, last: Math.min(last, size - 1) } : 'unsatisfiable'
}

function lastBytes(count: number, size: number): ByteRange | 'unsatisfiable' {
  if (count === 0 || size === 0) return 'unsatisfiable'
  return { first: Math.max(0, size - count), last: size - 1 }
}
