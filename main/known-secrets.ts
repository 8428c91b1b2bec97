import { redact, REDACTED } from '@contract/redact'

/** Shorter ones would take ordinary words out of ordinary texts, in characters. */
const MIN_LENGTH = 8

/** A token service's secret may be entered as a header, such as `X-Api-Key: value`. */
const HEADER_NAME = /^[\w-]{1,100}:\s*/
/** What stands before a secret in the Authorization header. */
const SCHEME = /^(?:bearer|basic)\s+/i

/** More are never in use in one run; the oldest is forgotten. */
const MAX_KNOWN = 100

/**
 * The secrets of this run, so that they are found in a text whatever they look like: a key of an
 * organisation's gateway follows no pattern. To be asked of every text that leaves for a log or a
 * window.
 */
export class KnownSecrets {
  readonly #known = new Set<string>()

  /** Notes a secret, as it is and as URLs, JSON and headers write it; of a header its value too. */
  learn(secret: string): void {
    const whole = secret.trim()
    this.#note(whole)
    const value = whole.replace(HEADER_NAME, '')
    this.#note(value)
    this.#note(value.replace(SCHEME, ''))
  }

  #note(value: string): void {
    if (value.length < MIN_LENGTH) return
    const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]
    for (const form of [...forms, Buffer.from(value).toString('base64')]) {
      this.#known.delete(form)
      this.#known.add(form)
    }
    for (const oldest of this.#known) {
      if (this.#known.size <= MAX_KNOWN) break
      this.#known.delete(oldest)
    }
  }

  /** The text without any of them, and without what looks like another. */
  readonly redact = (text: string): string => {
    let cleaned = text
    for (const secret of this.#known) cleaned = cleaned.replaceAll(secret, REDACTED)
    return redact(cleaned)
  }
}
