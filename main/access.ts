import type { AccessEntry, AccessSecret, AccessSettings, AccessStatus } from '@contract/access'
import { fail, ok, type Result } from '@contract/errors'
import type { Settings } from '@contract/settings'
import { checkAccess } from './access-check'
import { isSafeAddress } from './address'
import type { EngineHost } from './engine-host'
import { GOOGLE_BASE_URL } from './environment'
import type { Credentials } from './live/credentials/credentials'
import { vertexBaseUrl } from './live/credentials/vertex-address'
import type { Connect } from './live/live-client'
import { KeyRing } from './settings/key-ring'

export interface AccessOptions {
  readonly host: EngineHost
  readonly connect: Connect
  settings(): Settings
  save(access: AccessSettings): Promise<Result<null>>
}

/** How Gemini is reached: by a key, an organisation's tokens or Vertex AI; and the secrets for it. */
export class Access {
  readonly keys: KeyRing
  readonly #options: AccessOptions
  readonly #rings: Readonly<Record<AccessSecret, KeyRing>>

  constructor(options: AccessOptions) {
    const { secrets, accessSecrets, environment } = options.host
    this.#options = options
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

  /** What the next connection is made with, or why there can be none. */
  get credentials(): Result<Credentials> {
    const settings = this.#settings
    return this.#credentialsFor(settings, this.#keptSecret(settings))
  }

  /** Checks a way in by opening a Live session with it, then keeps it. */
  async submit(entry: AccessEntry): Promise<Result<null>> {
    const settings = settingsAfter(this.#settings, entry)
    if (entry.way === 'api-key') return this.#options.save(settings)
    const entered = 'secret' in entry ? entry.secret : null
    const credentials = this.#credentialsFor(settings, entered ?? this.#keptSecret(settings))
    if (!credentials.ok) return credentials
    const { model } = this.#options.settings()
    const verdict = await checkAccess(this.#options.connect, credentials.value, model)
    if (!verdict.ok) return verdict
    const kept = this.#keep(entry, settings)
    const saved = await this.#options.save(settings)
    return kept ? saved : fail('key-not-stored')
  }

  forgetSecret(slot: AccessSecret): void {
    this.#rings[slot].forget()
  }

  get #settings(): AccessSettings {
    return this.#options.settings().access
  }

  /** A secret that works is used in any case, and the user told that it will be asked for again. */
  #keep(entry: AccessEntry, settings: AccessSettings): boolean {
    const slot = secretSlot(entry.way)
    if (slot === null || !('secret' in entry) || entry.secret === null) return true
    const origin = this.#secretOrigin(slot, settings)
    const kept = this.#rings[slot].keep(entry.secret, entry.keep, origin)
    if (!kept) this.#rings[slot].keep(entry.secret, 'this-run', origin)
    return kept
  }

  #keptSecret(settings: AccessSettings): string | null {
    const slot = secretSlot(settings.way)
    return slot === null ? null : this.#rings[slot].keyFor(this.#secretOrigin(slot, settings))
  }

  /** A secret goes to no other place than the one that it was kept for. */
  #secretOrigin(slot: AccessSecret, { tokenEndpoint }: AccessSettings): string {
    return originOf(slot === 'vertex-key' ? this.#vertexBase(null) : (tokenEndpoint?.url ?? ''))
  }

  #credentialsFor(settings: AccessSettings, secret: string | null): Result<Credentials> {
    const { baseUrl } = this.#options.host.environment
    if (baseUrl === null) return fail('address-invalid')
    switch (settings.way) {
      case 'api-key': {
        const apiKey = this.keys.keyFor(this.developerOrigin)
        return apiKey === null ? fail('key-missing') : ok({ kind: 'api-key', apiKey, baseUrl })
      }
      case 'token-endpoint': {
        const { tokenEndpoint } = settings
        if (tokenEndpoint === null) return fail('access-incomplete')
        if (!isSafeAddress(tokenEndpoint.url)) return fail('token-address-invalid')
        return ok({ kind: 'token-endpoint', endpoint: { ...tokenEndpoint, secret }, baseUrl })
      }
      case 'vertex-account':
        return this.#accountFor(settings)
      case 'vertex-key':
        return secret === null
          ? fail('access-incomplete')
          : ok({ kind: 'vertex-key', apiKey: secret, baseUrl: this.#vertexBase(null) })
    }
  }

  #accountFor({ vertex }: AccessSettings): Result<Credentials> {
    if (vertex === null) return fail('access-incomplete')
    const { project, location, file } = vertex
    return ok({
      kind: 'vertex-account',
      project,
      location,
      credentialsFile: file ?? this.#options.host.environment.credentialsFile,
      baseUrl: this.#vertexBase(location),
    })
  }

  /** An address that was given at the start stands for Vertex AI too. */
  #vertexBase(location: string | null): string {
    const { baseUrl } = this.#options.host.environment
    return baseUrl === null || baseUrl === GOOGLE_BASE_URL ? vertexBaseUrl(location) : baseUrl
  }
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')

const secretSlot = (way: AccessSettings['way']): AccessSecret | null =>
  way === 'token-endpoint' || way === 'vertex-key' ? way : null

/** The settings with an entry in them; what belongs to other ways is kept for a change back. */
function settingsAfter(settings: AccessSettings, entry: AccessEntry): AccessSettings {
  const { way } = entry
  switch (way) {
    case 'api-key':
    case 'vertex-key':
      return { ...settings, way }
    case 'token-endpoint':
      return { ...settings, way, tokenEndpoint: { url: entry.url, apiVersion: entry.apiVersion } }
    case 'vertex-account': {
      const { project, location, file } = entry
      return { ...settings, way, vertex: { project, location, file } }
    }
  }
}
