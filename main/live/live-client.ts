import type { Credentials } from './credentials/credentials'
import { GoogleAccounts } from './credentials/google-account'
import { obtainPass } from './credentials/pass'
import { Dial, type DialRequest } from './dial'
import { DialLimits } from './dial-limits'
import { ConnectError, type ConnectionFailure } from './live-errors'
import type { Line } from './live-sender'
import type { Goodbye } from './live-socket'
import { NO_PROXY, openTunnel, type Network } from './network/network'
import type { ServerEvent } from './server-events'
import type { SetupWishes } from './session-config'

export interface ConnectRequest {
  readonly credentials: Credentials
  readonly wishes: SetupWishes
}

export interface ConnectionEvents {
  /** Called only between a finished setup and the end. */
  onEvent(event: ServerEvent): void
  /** A message could not be used. */
  onDropped(why: string): void
  /** Something came from the peer, if only the answer to a ping: it lives. */
  onAlive?(): void
  /** The connection is over, after it had been set up. */
  onEnd(failure: ConnectionFailure): void
}

/** A connection whose setup is complete. */
export interface LiveConnection {
  readonly line: Line
  /** How many messages were sent over it so far, its setup included. */
  readonly messagesSent: number
  /** The address of this computer that it goes out from; `null` where that is not known. */
  readonly localAddress: string | null
  /** Asks the peer for a sign of life, which `onAlive` tells of. */
  ping(): void
  /** Resolves when the socket is really gone; the line is over at once. */
  close(): Promise<Goodbye>
}

/** Opens a connection, as `connectLive` does. */
export type Connect = (
  request: ConnectRequest,
  events: ConnectionEvents,
  signal?: AbortSignal,
) => Promise<LiveConnection>

/** Makes the way to open connections that leave this computer as `network` says. */
export function connectThrough(network: Network, accounts = new GoogleAccounts()): Connect {
  return async (request, events, signal) => {
    const limits = new DialLimits(signal)
    try {
      const { credentials, wishes } = request
      const office = { network, accounts, signal: limits.signal }
      const pass = await limits.during(obtainPass(credentials, wishes.model, office))
      const tunnel = await limits.during(openTunnel(network, credentials.baseUrl))
      const dial = dialFor({ pass, wishes, tunnel }, events)
      limits.onOver((failure) => dial.fail(failure))
      return await dial.connection
    } finally {
      limits.close()
    }
  }
}

/**
 * Opens a connection and waits for its setup. Rejects with `ConnectError`, and then leaves no socket
 * behind; aborting the signal rejects at once.
 */
export const connectLive: Connect = connectThrough(NO_PROXY)

function dialFor(request: DialRequest, events: ConnectionEvents): Dial {
  try {
    return new Dial(request, events)
  } catch {
    // Such as a key that cannot stand in a URL.
    throw new ConnectError({ kind: 'setup-unusable', detail: 'the SDK refused key or address' })
  }
}
