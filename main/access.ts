import type {
  AccessConsent,
  AccessEntry,
  AccessSecret,
  AccessSettings,
  AccessStatus,
} from '@contract/access'
import { fail, type Result } from '@contract/errors'
import type { Settings } from '@contract/settings'
import { AccessAgreement, withService } from './access-agreement'
import { checkAccess } from './access-check'
import { credentialsFor, vertexBase } from './access-credentials'
import { enteredSecret, secretSlot, settingsAfter } from './access-entry'
import { questionFor, type Submission } from './access-question'
import { originOf } from './address'
import type { EngineHost } from './engine-host'
import type { Credentials } from './live/credentials/credentials'
import type { Connect } from './live/live-client'
import { KeyRing } from './settings/key-ring'

export interface AccessOptions {
  readonly host: EngineHost
  readonly connect: Connect
  settings(): Settings
  save(patch: Partial<Pick<Settings, 'access' | 'accessConsent'>>): Promise<Result<null>>
}

/** How Gemini is reached: by a key, an organisation's tokens or Vertex AI; and the secrets for it. */
export class Access {
  readonly keys: KeyRing
  readonly #options: AccessOptions
  readonly #agreement: AccessAgreement
  readonly #rings: Readonly<Record<AccessSecret, KeyRing>>

  constructor(options: AccessOptions) {
    const { secrets, accessSecrets, environment, askAboutAccess } = options.host
    this.#options = options
    this.#agreement = new AccessAgreement({ ask: askAboutAccess, now: () => performance.now() })
    this.keys = new KeyRing(secrets, environment.apiKey)
    this.#rings = {
      'token-endpoint': new KeyRing(accessSecrets['token-endpoint'], null),
      'vertex-key': new KeyRing(accessSecrets['vertex-key'], null),
    }
  }

  /** The server of the Gemini API; empty when the address that was given cannot be used. */
  get developerOrigin(): string {
    return originOf(this.#options.host.environment.baseUrl ?? '')
  }

  get status(): AccessStatus {
    const settings = this.#settings
    const { credentials } = this
    const statusOf = (slot: AccessSecret) =>
      this.#rings[slot].statusFor(this.#secretOrigin(slot, settings))
    return {
      ready: credentials.ok,
      secrets: {
        'token-endpoint': statusOf('token-endpoint'),
        'vertex-key': statusOf('vertex-key'),
      },
      serverOrigin: credentials.ok ? originOf(credentials.value.baseUrl) : this.developerOrigin,
    }
  }

  /** What was agreed to; a way in that is there counts as one that was had, also when it is removed. */
  get consent(): AccessConsent {
    return { ...this.#consent, hadAccess: !this.#isEmpty }
  }

  /** What the next connection is made with, or why there can be none. */
  get credentials(): Result<Credentials> {
    const settings = this.#settings
    return this.#credentialsFor(settings, this.#keptSecret(settings))
  }

  /** Checks a key by opening a Live session with it, then keeps it, and uses it from now on. */
  async submitKey(key: string, keep: 'keychain' | 'this-run'): Promise<Result<null>> {
    const { baseUrl } = this.#options.host.environment
    if (baseUrl === null) return fail('address-invalid')
    const admitted = await this.#admit(
      { way: 'new-key', key },
      { kind: 'api-key', apiKey: key, baseUrl },
    )
    if (!admitted.ok) return admitted
    const kept = keepIn(this.keys, key, keep, this.developerOrigin)
    const saved = await this.#use({ way: 'api-key' })
    return kept ? saved : fail('key-not-stored')
  }

  /** Checks a way in by opening a Live session with it, then keeps it. */
  async submit(entry: AccessEntry): Promise<Result<null>> {
    if (entry.way === 'api-key') return this.#use(entry)
    const wanted = settingsAfter(this.#settings, entry)
    const secret = enteredSecret(entry) ?? this.#keptSecret(wanted)
    const credentials = this.#credentialsFor(wanted, secret)
    if (!credentials.ok) return credentials
    const admitted = await this.#admit(entry, credentials.value)
    if (!admitted.ok) return admitted
    const kept = this.#keep(entry)
    const saved = await this.#use(entry)
    return kept ? saved : fail('key-not-stored')
  }

  forgetSecret(slot: AccessSecret): void {
    this.#rings[slot].forget()
  }

  get #settings(): AccessSettings {
    return this.#options.settings().access
  }

  get #consent(): AccessConsent {
    return this.#options.settings().accessConsent
  }

  /** Has the person agree to it where they must, before any server hears of it; then tries it. */
  async #admit(asked: Submission, credentials: Credentials): Promise<Result<null>> {
    const question = this.#questionFor(asked)
    const agreed = await this.#agreement.obtain(question)
    if (!agreed.ok) return agreed
    if (question?.kind === 'token-service') {
      // Holds for this run where it cannot be written.
      await this.#options.save({ accessConsent: withService(this.#consent, question.origin) })
    }
    const { model } = this.#options.settings()
    const verdict = await checkAccess(this.#options.connect, credentials, model)
    if (!verdict.ok || question !== null) return verdict
    // What was first of all when it was asked for may now take the place of something.
    return this.#agreement.obtain(this.#questionFor(asked))
  }

  #questionFor(asked: Submission): ReturnType<typeof questionFor> {
    const settings = this.#settings
    return questionFor(asked, {
      settings,
      consent: this.#consent,
      isEmpty: this.#isEmpty,
      keptSecret:
        asked.way === 'new-key'
          ? this.keys.keyFor(this.developerOrigin)
          : this.#keptSecret(settingsAfter(settings, asked)),
    })
  }

  get #isEmpty(): boolean {
    const { tokenEndpoint, vertex } = this.#settings
    const rings = [this.keys, ...Object.values(this.#rings)]
    const isSet = this.#consent.hadAccess || tokenEndpoint !== null || vertex !== null
    return !isSet && rings.every(({ isEmpty }) => isEmpty)
  }

  /** Into the settings as they are now: the check takes seconds, and they may have changed. */
  #use(entry: AccessEntry): Promise<Result<null>> {
    return this.#options.save({
      access: settingsAfter(this.#settings, entry),
      accessConsent: { ...this.#consent, hadAccess: true },
    })
  }

  #keep(entry: AccessEntry): boolean {
    const slot = secretSlot(entry.way)
    if (slot === null || !('secret' in entry) || entry.secret === null) return true
    const origin = this.#secretOrigin(slot, settingsAfter(this.#settings, entry))
    return keepIn(this.#rings[slot], entry.secret, entry.keep, origin)
  }

  #keptSecret(settings: AccessSettings): string | null {
    const slot = secretSlot(settings.way)
    return slot === null ? null : this.#rings[slot].keyFor(this.#secretOrigin(slot, settings))
  }

  get #vertexKeyBase(): string {
    return vertexBase(null, this.#options.host.environment)
  }

  /** A secret goes to no other place than the one that it was kept for. */
  #secretOrigin(slot: AccessSecret, { tokenEndpoint }: AccessSettings): string {
    return originOf(slot === 'vertex-key' ? this.#vertexKeyBase : (tokenEndpoint?.url ?? ''))
  }

  #credentialsFor(settings: AccessSettings, secret: string | null): Result<Credentials> {
    const apiKey = this.keys.keyFor(this.developerOrigin)
    return credentialsFor(settings, { apiKey, secret }, this.#options.host.environment)
  }
}

/** A secret that works is used in any case, and the user told that it will be asked for again. */
function keepIn(
  ring: KeyRing,
  secret: string,
  where: 'keychain' | 'this-run',
  origin: string,
): boolean {
  const kept = ring.keep(secret, where, origin)
  if (!kept) ring.keep(secret, 'this-run', origin)
  return kept
}
