import { session, type Session } from 'electron'
import { cutNetwork } from './app-session'

/**
 * A session for a page beside the window: as closed as it was made, without network and without any
 * permission.
 */
export async function createBareSession(name: 'region' | 'safe-mode'): Promise<Session> {
  const created = session.fromPartition(`sightline-${name}`, { cache: false })
  await cutNetwork(created)
  return created
}
