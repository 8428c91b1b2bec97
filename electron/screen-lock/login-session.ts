/** https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html */
import { Variant, type Message, type MessageBus } from '@jellybrick/dbus-next'
import { ask, onSignal, subscribe } from '../desktop-bus'
import type { LockWord } from './lock-facts'

const LOGIN = 'org.freedesktop.login1'
const SESSION = `${LOGIN}.Session`
const PROPERTIES = 'org.freedesktop.DBus.Properties'
const HINT = 'LockedHint'

/** Tells of the login session's lock; rejects where no session is to be found. */
export async function watchLoginSession(
  bus: MessageBus,
  hear: (word: LockWord) => void,
): Promise<void> {
  const path = await findSession(bus, process.env.XDG_SESSION_ID ?? 'auto')
  let hints = 0
  onSignal(bus, (signal) => {
    if (signal.path !== path) return
    if (signal.interface === SESSION && signal.member === 'Lock') hear(requested(true))
    if (signal.interface === SESSION && signal.member === 'Unlock') hear(requested(false))
    const hint = changedHint(signal)
    if (hint === undefined) return
    hints += 1
    hear(hinted(hint))
  })
  await subscribe(bus, `type='signal',sender='${LOGIN}',path='${path}'`)
  const question = { destination: LOGIN, path, interface: PROPERTIES, member: 'Get' }
  const hint = await ask(bus, { ...question, signature: 'ss', body: [SESSION, HINT] })
  if (hints === 0) hear(hinted(valueOf(hint))) // else the answer is older than what is known
}

/** The session by its id; by `auto`, the one that a program outside of any belongs to. */
async function findSession(bus: MessageBus, id: string): Promise<string> {
  const manager = { destination: LOGIN, path: '/org/freedesktop/login1' }
  const call = { ...manager, interface: `${LOGIN}.Manager`, member: 'GetSession', signature: 's' }
  const find = (wanted: string): Promise<unknown> => ask(bus, { ...call, body: [wanted] })
  // An id that was inherited may be that of a session which has ended.
  const path = await find(id).catch(() => find('auto'))
  if (typeof path !== 'string') throw new Error('No login session')
  return path
}

function changedHint({ interface: from, member, body }: Message): unknown {
  const [about, changed] = body as [unknown, Record<string, unknown> | undefined]
  const isChange = from === PROPERTIES && member === 'PropertiesChanged' && about === SESSION
  return isChange ? valueOf(changed?.[HINT]) : undefined
}

const valueOf = (value: unknown): unknown => (value instanceof Variant ? value.value : value)
const requested = (isLocked: boolean): LockWord => ({ kind: 'request', isLocked })
const hinted = (hint: unknown): LockWord => ({ kind: 'state', by: LOGIN, isLocked: hint === true })
