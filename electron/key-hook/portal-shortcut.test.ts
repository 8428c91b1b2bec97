import { once } from 'node:events'
import { Message, MessageType, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hasBus, startBus, type PrivateBus } from '../../tests/private-bus'
import { openPortalShortcut, type PortalShortcut } from './portal-shortcut'
import { PORTAL_NAME, PORTAL_PATH, REQUEST_INTERFACE } from './portal-connection'

const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts'
const SESSION = `${PORTAL_PATH}/session/test/one`

type Answer = (call: Message) => { code: number; results: Record<string, Variant> }

/** A desktop's portal, as its documentation describes it, on a bus of its own. */
class Desktop {
  readonly calls: Message[] = []
  bind: Answer = () => ({
    code: 0,
    results: { shortcuts: new Variant('a(sa{sv})', [['talk', {}]]) },
  })

  private constructor(readonly bus: MessageBus) {}

  static async open(): Promise<Desktop> {
    const bus = sessionBus()
    await once(bus, 'connect')
    await bus.requestName(PORTAL_NAME)
    const desktop = new Desktop(bus)
    bus.addMethodHandler((call: Message) => desktop.#answer(call))
    return desktop
  }

  tell(member: 'Activated' | 'Deactivated', id = 'talk', session = SESSION): void {
    const body = [session, id, 1n, {}]
    this.bus.send(Message.newSignal(PORTAL_PATH, SHORTCUTS, member, 'osta{sv}', body))
  }

  endSession(): void {
    const session = 'org.freedesktop.portal.Session'
    this.bus.send(Message.newSignal(SESSION, session, 'Closed', 'a{sv}', [{}]))
  }

  #answer(call: Message): boolean {
    if (call.type !== (MessageType.METHOD_CALL as number)) return false
    if (call.interface !== SHORTCUTS) return false // an older one, without the registry of apps
    this.calls.push(call)
    const session = { session_handle: new Variant('s', SESSION) }
    const { code, results } =
      call.member === 'BindShortcuts' ? this.bind(call) : { code: 0, results: session }
    const { handle_token: token } = call.body.at(-1) as Record<string, Variant>
    const sender = call.sender.slice(1).replaceAll('.', '_')
    const path = `${PORTAL_PATH}/request/${sender}/${String(token?.value)}`
    const body = [code, results]
    this.bus.send(Message.newSignal(path, REQUEST_INTERFACE, 'Response', 'ua{sv}', body))
    this.bus.send(Message.newMethodReturn(call, 'o', [path]))
    return true
  }
}

describe.skipIf(!hasBus)('the shortcut of the desktop’s portal', () => {
  let daemon: PrivateBus
  let opened: PortalShortcut | null = null
  const heard: string[] = []

  beforeEach(async () => {
    heard.splice(0)
    daemon = await startBus()
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', daemon.address)
  })
  afterEach(async () => {
    opened?.close()
    opened = null
    await daemon.end()
    vi.unstubAllEnvs()
  })

  async function open(): Promise<string> {
    const answer = await openPortalShortcut('Control+Shift+Space', 'app.sightline.desktop', {
      onDown: () => heard.push('down'),
      onUp: () => heard.push('up'),
      onLost: () => heard.push('lost'),
    })
    if (typeof answer === 'string') return answer
    opened = answer
    return 'open'
  }

  it('is asked for with the keys, and tells of presses and releases, once each', async () => {
    const desktop = await Desktop.open()
    expect(await open()).toBe('open')
    const [session, shortcuts] = desktop.calls[1]?.body ?? []
    expect(session).toBe(SESSION)
    expect(shortcuts).toMatchObject([
      ['talk', { preferred_trigger: { signature: 's', value: 'CTRL+SHIFT+space' } }],
    ])
    for (const member of ['Activated', 'Activated', 'Deactivated'] as const) desktop.tell(member)
    desktop.tell('Activated', 'another')
    desktop.tell('Activated', 'talk', `${SESSION}other`)
    desktop.tell('Activated')
    await vi.waitFor(() => expect(heard).toEqual(['down', 'up', 'down']))
    desktop.bus.disconnect()
  })

  it('is lost with its session', async () => {
    const desktop = await Desktop.open()
    await open()
    desktop.endSession()
    await vi.waitFor(() => expect(heard).toEqual(['lost']))
    desktop.bus.disconnect()
  })

  it('is lost with the portal', async () => {
    const desktop = await Desktop.open()
    await open()
    desktop.bus.disconnect()
    await vi.waitFor(() => expect(heard).toEqual(['lost']))
  })

  it.each<[string, Answer]>([
    ['the user says no', () => ({ code: 1, results: {} })],
    [
      'nothing was bound',
      () => ({ code: 0, results: { shortcuts: new Variant('a(sa{sv})', []) } }),
    ],
  ])('is refused when %s', async (_, answer) => {
    const desktop = await Desktop.open()
    desktop.bind = answer
    expect(await open()).toBe('refused')
    desktop.bus.disconnect()
  })

  it('is unavailable without a portal, and without a bus', async () => {
    expect(await open()).toBe('unavailable')
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nowhere/bus')
    expect(await open()).toBe('unavailable')
  })
})
