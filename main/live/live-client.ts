import { Dial } from './dial'
import { ConnectError, type ConnectionFailure } from './live-errors'
import type { Line } from './live-sender'
import type { ServerEvent } from './server-events'
import type { SetupWishes } from './session-config'

export interface ConnectRequest {
  readonly apiKey: string
  /** HTTP(S) base without a trailing slash. */
  readonly baseUrl: string
  readonly wishes: SetupWishes
}

export interface ConnectionEvents {
  /** Called only between a finished setup and the end. */
  onEvent(event: ServerEvent): void
  /** A message could not be used. */
  onDropped(why: string): void
  /** The connection is over, after it had been set up. */
  onEnd(failure: ConnectionFailure): void
}

/** A connection whose setup is complete. */
export interface LiveConnection {
  readonly line: Line
  /** Resolves when the socket is really gone; the line is over at once. */
  close(): Promise<void>
}

/** From the first byte to `setupComplete`, in ms, opening included. */
const SETUP_LIMIT_MS = 15_000

/**
 * Opens a connection and waits for its setup. Rejects with `ConnectError`, and then leaves no socket
 * behind; aborting the signal rejects at once.
 */
export async function connectLive(
  request: ConnectRequest,
  events: ConnectionEvents,
  signal?: AbortSignal,
): Promise<LiveConnection> {
  const dial = dialFor(request, events)
  const limit = setTimeout(() => {
    dial.fail({ kind: 'timeout', step: 'setup' })
  }, SETUP_LIMIT_MS)
  const abort = (): void => {
    dial.fail({ kind: 'closed', code: 1005, reason: 'ended by the user' })
  }
  signal?.addEventListener('abort', abort, { once: true })
  try {
    if (signal?.aborted) abort()
    return await dial.connection
  } finally {
    clearTimeout(limit)
    signal?.removeEventListener('abort', abort)
  }
}

function dialFor(request: ConnectRequest, events: ConnectionEvents): Dial {
  try {
    return new Dial(request, events)
  } catch {
    // Such as a key that cannot stand in a URL.
    throw new ConnectError({ kind: 'setup-unusable', detail: 'the SDK refused key or address' })
  }
}
