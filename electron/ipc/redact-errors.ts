/** Deeper than anything that crosses. */
const MAX_DEPTH = 8

/**
 * What crosses to a page, with the details of its errors cleaned. What was said or typed is left as
 * it is: it is the user's own, and only an error's detail comes from elsewhere. Returns the very
 * value when there is nothing to clean.
 */
export function redactErrors(value: unknown, redact: (text: string) => string, depth = 0): unknown {
  if (depth > MAX_DEPTH || !isPlain(value)) return value
  const entries = Object.entries(value).map(([name, part]: [string, unknown]) => ({
    name,
    part,
    cleaned:
      name === 'detail' && typeof part === 'string' && 'reason' in value
        ? redact(part)
        : redactErrors(part, redact, depth + 1),
  }))
  if (entries.every(({ part, cleaned }) => part === cleaned)) return value
  return Array.isArray(value)
    ? entries.map(({ cleaned }) => cleaned)
    : Object.fromEntries(entries.map(({ name, cleaned }) => [name, cleaned]))
}

/** Not what carries bytes. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}
