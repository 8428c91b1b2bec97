import type { AccessConsent, AccessEntry, AccessSettings } from '@contract/access'
import { originOf } from './address'
import { endingOf } from './settings/key-ring'

/** What the person is asked in a box that no page can draw, read or answer. */
export type AccessQuestion =
  /** A server that Sightline has not been in contact with, and is about to be. */
  | { readonly kind: 'token-service'; readonly origin: string }
  /** The rest would take the place of what works. `ending`: of the secret that is new. */
  | { readonly kind: 'token-secret'; readonly origin: string; readonly ending: string }
  | { readonly kind: 'api-key' | 'vertex-key'; readonly ending: string }
  | {
      readonly kind: 'vertex-account'
      readonly project: string
      readonly location: string
      /** `null`: where gcloud keeps them. */
      readonly file: string | null
    }

/** What is asked for: a way in, or a key for the Gemini API. */
export type Submission = AccessEntry | { readonly way: 'new-key'; readonly key: string }

/** What there is already. */
export interface AccessBefore {
  readonly settings: AccessSettings
  readonly consent: AccessConsent
  /** No way in is kept, nor has ever worked: there is nothing that could be replaced. */
  readonly isEmpty: boolean
  /** The secret that is kept for the place that the submission leads to. */
  readonly keptSecret: string | null
}

/**
 * What must be agreed to before a submission is tried, or `null`. Code that got into the page can ask
 * for all that a person can, so what would lead to another server, or to an account of somebody else,
 * is asked of the person outside the page. Pure.
 */
export function questionFor(asked: Submission, before: AccessBefore): AccessQuestion | null {
  switch (asked.way) {
    case 'api-key':
      return null
    case 'new-key':
      return isReplaced(asked.key, before) ? { kind: 'api-key', ending: endingOf(asked.key) } : null
    case 'vertex-key':
      return asked.secret !== null && isReplaced(asked.secret, before)
        ? { kind: 'vertex-key', ending: endingOf(asked.secret) }
        : null
    case 'vertex-account':
      return aboutAccount(asked, before)
    case 'token-endpoint':
      return aboutService(asked, before)
  }
}

const isReplaced = (secret: string, { isEmpty, keptSecret }: AccessBefore): boolean =>
  !isEmpty && secret !== keptSecret

function aboutAccount(
  { project, location, file }: Extract<AccessEntry, { way: 'vertex-account' }>,
  { settings: { vertex }, isEmpty }: AccessBefore,
): AccessQuestion | null {
  const isKnown =
    vertex?.project === project && vertex.location === location && vertex.file === file
  return isEmpty || isKnown ? null : { kind: 'vertex-account', project, location, file }
}

function aboutService(
  { url, secret }: Extract<AccessEntry, { way: 'token-endpoint' }>,
  before: AccessBefore,
): AccessQuestion | null {
  const { tokenEndpoint } = before.settings
  const origin = originOf(url)
  // One that is set was agreed to, or set before there was this question.
  const isUsed = tokenEndpoint !== null && originOf(tokenEndpoint.url) === origin
  if (!isUsed && !before.consent.tokenServices.includes(origin)) {
    return { kind: 'token-service', origin }
  }
  // In an empty app, whoever only mistyped the secret of a service is not asked again.
  return secret !== null && isReplaced(secret, before)
    ? { kind: 'token-secret', origin, ending: endingOf(secret) }
    : null
}
