/**
 * The shortcut under Wayland, where only the desktop sees keys: its portal tells of press and
 * release. https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html
 */
import type { Message } from '@jellybrick/dbus-next'
import { PORTAL_NAME, PortalConnection, text, type PortalCall } from './portal-connection'
import { triggerOf } from './portal-trigger'

const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts'
const SHORTCUT_ID = 'talk'
/** Nobody is asked for this. */
const SESSION_MS = 5_000
/** The desktop may ask the user, who may take time. */
const BIND_MS = 120_000

export interface PortalListeners {
  readonly onDown: () => void
  readonly onUp: () => void
  /** The desktop has taken the shortcut back, or its portal has ended. */
  readonly onLost: () => void
}

export interface PortalShortcut {
  close(): void
}

/** `unavailable`: the desktop has no such portal. `refused`: it, or its user, said no. */
export type PortalAnswer = PortalShortcut | 'unavailable' | 'refused'

/**
 * Asks the desktop for the shortcut.
 *
 * @param applicationId the name of the app's .desktop file, by which the desktop knows the app.
 */
export async function openPortalShortcut(
  accelerator: string,
  applicationId: string,
  listeners: PortalListeners,
): Promise<PortalAnswer> {
  const connection = await PortalConnection.open().catch(() => null)
  if (!connection) return 'unavailable'
  const session = await createSession(connection, applicationId).catch(() => null)
  if (session === null) {
    connection.close()
    return 'unavailable'
  }
  // It listens before it asks: the first press may come with the answer.
  listen(connection, session, listeners)
  const isBound = await bind(connection, session, accelerator).catch(() => false)
  if (!isBound) {
    connection.close()
    return 'refused'
  }
  return { close: () => connection.close() } // the session ends with its connection
}

async function createSession(
  connection: PortalConnection,
  applicationId: string,
): Promise<string | null> {
  // Portals before 1.20 know an app by its unit or not at all, and lack this call.
  await connection.call(registration(applicationId)).catch(() => undefined)
  const { code, results } = await connection.request(
    (options) => ({
      interface: SHORTCUTS,
      member: 'CreateSession',
      signature: 'a{sv}',
      body: [{ ...options, session_handle_token: text(connection.token()) }],
    }),
    SESSION_MS,
  )
  const handle = results.get('session_handle')
  return code === 0 && typeof handle === 'string' ? handle : null
}

const registration = (applicationId: string): PortalCall => ({
  interface: 'org.freedesktop.host.portal.Registry',
  member: 'Register',
  signature: 'sa{sv}',
  body: [applicationId, {}],
})

async function bind(
  connection: PortalConnection,
  session: string,
  accelerator: string,
): Promise<boolean> {
  const trigger = triggerOf(accelerator)
  const shortcut = {
    description: text('Talk: hold, or tap'),
    ...(trigger === null ? {} : { preferred_trigger: text(trigger) }),
  }
  const { code, results } = await connection.request(
    (options) => ({
      interface: SHORTCUTS,
      member: 'BindShortcuts',
      signature: 'oa(sa{sv})sa{sv}',
      body: [session, [[SHORTCUT_ID, shortcut]], '', options],
    }),
    BIND_MS,
  )
  return code === 0 && isBoundIn(results.get('shortcuts'))
}

/** The desktop answers with what it has bound, which may be nothing. */
function isBoundIn(shortcuts: unknown): boolean {
  if (!Array.isArray(shortcuts)) return false
  return shortcuts.some((shortcut) => Array.isArray(shortcut) && shortcut[0] === SHORTCUT_ID)
}

function listen(connection: PortalConnection, session: string, listeners: PortalListeners): void {
  let isDown = false
  const stop = connection.onSignal((signal) => {
    if (isLoss(signal, session)) {
      stop()
      listeners.onLost()
    } else if (signal.body[0] === session && signal.body[1] === SHORTCUT_ID) {
      const wasDown = isDown
      if (signal.member === 'Activated') isDown = true
      if (signal.member === 'Deactivated') isDown = false
      if (isDown && !wasDown) listeners.onDown()
      if (wasDown && !isDown) listeners.onUp()
    }
  })
}

function isLoss({ member, path, body }: Message, session: string): boolean {
  if (member === 'NameOwnerChanged') return body[0] === PORTAL_NAME && body[2] === ''
  return member === 'Closed' && path === session
}
