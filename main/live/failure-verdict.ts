import { describeFailure, isServerBusy, type ConnectionFailure } from './live-errors'

/**
 * What a failure means for the next try:
 * - `again`: the way to the server is at fault;
 * - `busy`: the server asks for patience;
 * - `server-fault`: the server failed, perhaps over this very session;
 * - `refused`: the server would not have what it was sent: the handle, or what was said;
 * - `blocked`: only the user can help.
 */
export type Verdict = 'again' | 'busy' | 'server-fault' | 'refused' | 'blocked'

/** Close codes of a connection that ended without fault; 1005 is a close without a code. */
const PASSING_CODES: ReadonlySet<number> = new Set([1000, 1001, 1005, 1006, 1012, 1013, 1014])

/** The reason text tells more than the code: 1007, 1008 and 1011 each stand for several. */
export function verdictOn(failure: ConnectionFailure): Verdict {
  if (isServerBusy(failure)) return 'busy'
  const { reason } = describeFailure(failure)
  switch (failure.kind) {
    case 'closed':
      if (reason === 'setup-refused' || reason === 'server-refused') return 'refused'
      if (reason === 'server-error') return 'server-fault'
      if (reason !== 'connection-lost') return 'blocked'
      return PASSING_CODES.has(failure.code) ? 'again' : 'refused'
    case 'upgrade-refused':
      return failure.status >= 500 || failure.status === 408 ? 'again' : 'blocked'
    case 'network':
      return reason === 'certificate-refused' || reason === 'certificate-date' ? 'blocked' : 'again'
    case 'proxy':
      return failure.why === 'unreachable' || failure.why === 'no-way' ? 'again' : 'blocked'
    case 'token':
      return verdictOnToken(failure.why)
    case 'account':
      return failure.why === 'unreachable' ? 'again' : 'blocked'
    case 'timeout':
      return 'again'
    case 'unreadable':
      return 'server-fault'
    case 'access-refused':
    case 'setup-unusable':
      return 'blocked'
  }
}

function verdictOnToken(why: Extract<ConnectionFailure, { kind: 'token' }>['why']): Verdict {
  if (why === 'busy') return 'busy'
  return why === 'failed' || why === 'unreachable' ? 'again' : 'blocked'
}

/** Whether the failure came before any server could look at a handle. */
export const isBeforeSetup = (failure: ConnectionFailure): boolean =>
  failure.kind === 'network' ||
  failure.kind === 'upgrade-refused' ||
  failure.kind === 'proxy' ||
  failure.kind === 'token' ||
  failure.kind === 'account' ||
  (failure.kind === 'timeout' && (failure.step === 'dial' || failure.step === 'open'))
