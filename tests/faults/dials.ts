import type { SessionState } from '@contract/session'
import type { Bench } from '../protocol/harness'
import type { QuickClock } from './quick-clock'

/**
 * When the engine dialed from now on, in ms of its own clock, which stands still meanwhile: how long a
 * loaded computer takes for a handshake is no part of what is asked.
 */
export function watchDials({ engine }: Bench, clock: QuickClock): readonly number[] {
  const dials: number[] = []
  engine.state.subscribe(({ session }) => {
    if (!session) return
    if (isDialing(session)) {
      clock.hold()
      dials.push(clock.now())
    } else clock.release()
  })
  return dials
}

const isDialing = (session: SessionState): boolean =>
  session.kind === 'connecting' || (session.kind === 'reconnecting' && session.retryAt === null)
