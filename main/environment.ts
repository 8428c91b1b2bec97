import { homedir } from 'node:os'
import { appError, type AppError } from '@contract/errors'
import { isSafeAddress } from './address'
import type { EngineEnvironment } from './engine-host'
import { defaultCredentialsFile } from './google-credentials-file'

/** Where the Live API is, unless `SIGHTLINE_BASE_URL` says otherwise. */
export const GOOGLE_BASE_URL = 'https://generativelanguage.googleapis.com'

export interface Environment {
  readonly engine: EngineEnvironment
  /** `SIGHTLINE_USER_DATA`, or `null`. */
  readonly userDataFolder: string | null
  /** `SIGHTLINE_UPDATE_FEED`, where updates are looked for instead; `null`: nowhere else. */
  readonly updateFeed: string | null
  /** Why a variable cannot be used, to be shown. */
  readonly problem: AppError | null
}

/**
 * Variables that would redirect the SDK, weaken TLS or leak the key into child processes. They are
 * deleted once ours have been read. `GOOGLE_API_KEY` is read by Chromium too, for geolocation.
 */
const DANGEROUS = /^(GEMINI_|GOOGLE_|SIGHTLINE_|NODE_TLS_REJECT_UNAUTHORIZED$)/

/**
 * Reads the app's own variables and then removes them, and every one that could redirect the SDK,
 * from `env`.
 *
 * @param isReleased whether this is a packaged app, which takes no server's address from outside.
 */
export function readEnvironment(
  env: NodeJS.ProcessEnv,
  { isReleased = false }: { readonly isReleased?: boolean } = {},
): Environment {
  const apiKey = env['GEMINI_API_KEY']?.trim() ?? ''
  const userDataFolder = env['SIGHTLINE_USER_DATA']?.trim() ?? ''
  const baseUrl = findBaseUrl(env['SIGHTLINE_BASE_URL']?.trim() ?? '', isReleased)
  const updateFeed = findUpdateFeed(env['SIGHTLINE_UPDATE_FEED']?.trim() ?? '', isReleased)
  const credentialsFile = defaultCredentialsFile(env, process.platform, homedir())
  // Windows variables are case-insensitive, so the names are compared in upper case.
  for (const name of Object.keys(env)) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- process.env has no other way
    if (DANGEROUS.test(name.toUpperCase())) delete env[name]
  }
  return {
    engine: {
      apiKey: apiKey === '' ? null : apiKey,
      baseUrl: typeof baseUrl === 'string' ? baseUrl : null,
      credentialsFile,
    },
    userDataFolder: userDataFolder === '' ? null : userDataFolder,
    updateFeed: typeof updateFeed === 'string' ? updateFeed : null,
    problem: [baseUrl, updateFeed].find(isError) ?? null,
  }
}

const isError = (value: string | AppError | null): value is AppError =>
  typeof value === 'object' && value !== null

/** The same holds of the programs that a released app replaces itself with. */
function findUpdateFeed(text: string, isReleased: boolean): string | AppError | null {
  if (text === '') return null
  if (isReleased) {
    return appError('address-invalid', 'SIGHTLINE_UPDATE_FEED is for development: unset it')
  }
  if (isSafeAddress(text)) return new URL(text).href
  return appError(
    'address-invalid',
    'SIGHTLINE_UPDATE_FEED must be a plain https address (http for loopback only)',
  )
}

/**
 * A released app does not let a variable send the user's words elsewhere. It does not pass over it
 * in silence either: whoever relies on it must not talk to Google without knowing.
 */
function findBaseUrl(text: string, isReleased: boolean): string | AppError {
  if (isReleased && text !== '') {
    return appError('address-invalid', 'SIGHTLINE_BASE_URL is for development: unset it')
  }
  return checkBaseUrl(text)
}

/** Returns the base URL without a trailing slash, or what is wrong with it. */
export function checkBaseUrl(text: string): string | AppError {
  if (text === '') return GOOGLE_BASE_URL
  // A query would break the socket's URL, and credentials would end in logs.
  if (!isSafeAddress(text)) {
    return appError(
      'address-invalid',
      'SIGHTLINE_BASE_URL must be a plain https address (http for loopback only)',
    )
  }
  return new URL(text).href.replace(/\/+$/, '')
}
