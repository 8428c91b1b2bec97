import type { Credentials } from './credentials/credentials'
import type { SessionHandle, SessionTarget } from './live-session'

/** A session's handle as it is kept for a later run, with what it is good for. */
export interface ServedHandle extends SessionHandle {
  readonly model: string
  readonly server: string
}

export const servedHandle = (
  handle: SessionHandle,
  { credentials, wishes }: SessionTarget,
): ServedHandle => ({ ...handle, model: wishes.model, server: serverOf(credentials) })

/** The handle where it means something to this target's server and model, else `null`. */
export function handleFor(
  { credentials, wishes }: SessionTarget,
  kept: ServedHandle | null,
): SessionHandle | null {
  const isTheirs = kept?.model === wishes.model && kept.server === serverOf(credentials)
  return isTheirs ? { value: kept.value, at: kept.at } : null
}

/** Which server, and whose place on it; no secrets. */
const serverOf = (credentials: Credentials): string =>
  [
    credentials.kind,
    credentials.baseUrl,
    ...(credentials.kind === 'vertex-account' ? [credentials.project, credentials.location] : []),
  ].join(' ')
