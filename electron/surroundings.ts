import { powerMonitor } from 'electron'
import type { Engine } from '@main/engine'
import { systemClock } from '@main/live/clock'
import { Surroundings, systemFacts } from '@main/surroundings'

/**
 * A computer that sleeps captures nothing and holds no connection; awake, the conversation goes on.
 * Electron does not tell of every sleep on every Linux, nor of a network that changes.
 */
export function followSurroundings({ conversation, state }: Engine): { close(): void } {
  const surroundings = new Surroundings({
    clock: systemClock,
    facts: systemFacts,
    onSlept: () => conversation.wake(),
    onAddresses: (addresses) => conversation.noteAddresses(addresses),
  })
  powerMonitor.on('suspend', () => conversation.sleep())
  powerMonitor.on('resume', () => conversation.wake())
  state.subscribe(({ session }) => {
    if (session) surroundings.watch(!['idle', 'ended', 'failed'].includes(session.kind))
  })
  return { close: () => surroundings.watch(false) }
}
