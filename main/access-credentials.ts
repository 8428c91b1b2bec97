import type { AccessSettings } from '@contract/access'
import { fail, ok, type Result } from '@contract/errors'
import { isSafeAddress } from './address'
import type { EngineEnvironment } from './engine-host'
import { GOOGLE_BASE_URL } from './environment'
import type { Credentials } from './live/credentials/credentials'
import { vertexBaseUrl } from './live/credentials/vertex-address'

export interface HeldSecrets {
  readonly apiKey: string | null
  /** Of the way that is set, where it has one beside the API key. */
  readonly secret: string | null
}

/** What a way in connects with, or what it lacks. */
export function credentialsFor(
  settings: AccessSettings,
  { apiKey, secret }: HeldSecrets,
  environment: EngineEnvironment,
): Result<Credentials> {
  const { baseUrl } = environment
  if (baseUrl === null) return fail('address-invalid')
  switch (settings.way) {
    case 'api-key':
      return apiKey === null ? fail('key-missing') : ok({ kind: 'api-key', apiKey, baseUrl })
    case 'token-endpoint': {
      const { tokenEndpoint } = settings
      if (tokenEndpoint === null) return fail('access-incomplete')
      if (!isSafeAddress(tokenEndpoint.url)) return fail('token-address-invalid')
      return ok({ kind: 'token-endpoint', endpoint: { ...tokenEndpoint, secret }, baseUrl })
    }
    case 'vertex-account':
      return accountFor(settings, environment)
    case 'vertex-key':
      return secret === null
        ? fail('access-incomplete')
        : ok({ kind: 'vertex-key', apiKey: secret, baseUrl: vertexBase(null, environment) })
  }
}

function accountFor(
  { vertex }: AccessSettings,
  environment: EngineEnvironment,
): Result<Credentials> {
  if (vertex === null) return fail('access-incomplete')
  const { project, location, file } = vertex
  return ok({
    kind: 'vertex-account',
    project,
    location,
    credentialsFile: file ?? environment.credentialsFile,
    baseUrl: vertexBase(location, environment),
  })
}

/** Vertex AI's address; one that was given at the start stands for it too. */
export const vertexBase = (location: string | null, { baseUrl }: EngineEnvironment): string =>
  baseUrl === null || baseUrl === GOOGLE_BASE_URL ? vertexBaseUrl(location) : baseUrl
