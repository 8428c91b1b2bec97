import { session, type Session } from 'electron'
import { cutNetwork } from '../app-session'

/** The session of the page that shows a still of the screen: no network, and no permission at all. */
export async function createOverlaySession(): Promise<Session> {
  const created = session.fromPartition('sightline-region', { cache: false })
  await cutNetwork(created)
  created.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  created.setPermissionCheckHandler(() => false)
  created.setDevicePermissionHandler(() => false)
  created.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  return created
}
