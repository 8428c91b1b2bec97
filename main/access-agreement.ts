import { MOST_AGREED, type AccessConsent } from '@contract/access'
import { fail, ok, type Result } from '@contract/errors'
import type { AccessQuestion } from './access-question'

/** After a no nothing is asked for so long, in ms: a page must not be able to ask until it is a yes. */
const REST_MS = 10_000

export interface AgreementOptions {
  /** Asks the person outside the page. */
  ask(question: AccessQuestion): Promise<boolean>
  /** In ms; never goes back. */
  now(): number
}

/** Asks one question at a time, and none right after one that was answered with no. */
export class AccessAgreement {
  readonly #options: AgreementOptions
  #isOpen = false
  #restsUntil = -Infinity

  constructor(options: AgreementOptions) {
    this.#options = options
  }

  /** Whether the person agrees; without a question they need not. */
  async obtain(question: AccessQuestion | null): Promise<Result<null>> {
    if (question === null) return ok(null)
    if (this.#isOpen) return fail('access-question-open')
    if (this.#options.now() < this.#restsUntil) return fail('request-too-often')
    this.#isOpen = true
    // A box that cannot be shown is no yes.
    const agreed = await this.#options.ask(question).catch(() => false)
    this.#isOpen = false
    if (agreed) return ok(null)
    this.#restsUntil = this.#options.now() + REST_MS
    return fail('access-not-agreed')
  }
}

/** The consent with a service in it, the newest last. */
export function withService(consent: AccessConsent, origin: string): AccessConsent {
  const others = consent.tokenServices.filter((each) => each !== origin)
  return { ...consent, tokenServices: [...others, origin].slice(-MOST_AGREED) }
}
