import { once, type EventEmitter } from 'node:events'
import { Message, MessageType, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '@main/log'
import { hasBus, startBus, type PrivateBus } from '../../tests/private-bus'
import { DesktopLock } from './desktop-lock'
import { SCREEN_SAVERS } from './screen-savers'

const LOGIN = 'org.freedesktop.login1'
const SESSION = `${LOGIN}.Session`
const PROPERTIES = 'org.freedesktop.DBus.Properties'
const OURS = '/org/freedesktop/login1/session/_35'
const OTHER = '/org/freedesktop/login1/session/_36'
const NOWHERE = 'unix:path=/nowhere/bus'

type Replies = (call: Message) => { signature: string; body: unknown[] } | null

/** A service of the desktop, on the test's bus. */
class Service {
  private constructor(private readonly bus: MessageBus) {}

  static async open(name: string, replies: Replies): Promise<Service> {
    const bus = sessionBus()
    const emitter: EventEmitter = bus // its own type forgets the errors
    emitter.on('error', () => undefined) // the bus ends before its services in one test
    await once(bus, 'connect')
    bus.addMethodHandler((call: Message) => {
      const isCall = call.type === (MessageType.METHOD_CALL as number)
      const reply = isCall ? replies(call) : null
      if (reply) bus.send(Message.newMethodReturn(call, reply.signature, reply.body))
      return reply !== null
    })
    await bus.requestName(name)
    return new Service(bus)
  }

  tell(path: string, from: string, member: string, signature = '', body: unknown[] = []): void {
    this.bus.send(Message.newSignal(path, from, member, signature, body))
  }

  leave(): void {
    this.bus.disconnect()
  }
}

/** What each says when it is asked; `null`: it answers no questions. */
const active = new Map<string, boolean | null>()

function openSaver(name: string, isActive: boolean | null = false): Promise<Service> {
  active.set(name, isActive)
  return Service.open(name, ({ member }) => {
    const answer = active.get(name) ?? null
    return answer !== null && member === 'GetActive' ? { signature: 'b', body: [answer] } : null
  })
}

function tellActive(saver: Service, name: string, isActive: boolean): void {
  if (active.get(name) !== null) active.set(name, isActive)
  saver.tell(`/${name.replaceAll('.', '/')}`, name, 'ActiveChanged', 'b', [isActive])
}

const openLogin = (hint = false): Promise<Service> =>
  Service.open(LOGIN, ({ member, body }) => {
    if (member === 'Get') return { signature: 'v', body: [new Variant('b', hint)] }
    // An id of a session that has ended is unknown to it.
    const isKnown = member === 'GetSession' && (body[0] === '5' || body[0] === 'auto')
    return isKnown ? { signature: 'o', body: [OURS] } : null
  })

const tellHint = (login: Service, hint: boolean, path = OURS): void =>
  login.tell(path, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', [
    SESSION,
    { LockedHint: new Variant('b', hint) },
    [],
  ])

describe.skipIf(!hasBus)('the lock of a Linux desktop', () => {
  let bus: PrivateBus
  let lock: DesktopLock | null = null
  const services: Service[] = []
  const told: boolean[] = []
  const missing: unknown[] = []

  beforeEach(async () => {
    told.splice(0)
    missing.splice(0)
    bus = await startBus()
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', bus.address)
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', bus.address)
    vi.stubEnv('XDG_SESSION_ID', '5')
  })
  afterEach(async () => {
    lock?.close()
    for (const service of services.splice(0)) service.leave()
    await bus.end()
    vi.unstubAllEnvs()
  })

  async function having(service: Promise<Service>): Promise<Service> {
    services.push(await service)
    return service
  }

  async function watch(requestMs?: number): Promise<void> {
    const log = {
      info: (event: string, fields?: unknown) => missing.push([event, fields]),
      warn: () => undefined,
    }
    lock = new DesktopLock((isLocked) => told.push(isLocked), log, requestMs)
    await lock.start()
  }

  it.each(SCREEN_SAVERS)('is told by %s', async (name) => {
    const saver = await having(openSaver(name))
    await watch()
    for (const isActive of [true, true, false, true]) tellActive(saver, name, isActive)
    await vi.waitFor(() => expect(told).toEqual([true, false, true]))
  })

  it('is told by one that came later, and ends with it', async () => {
    const name = 'org.gnome.ScreenSaver'
    await watch()
    const saver = await having(openSaver(name, true))
    await vi.waitFor(() => expect(told).toEqual([true]))
    saver.leave()
    await vi.waitFor(() => expect(told).toEqual([true, false]))
  })

  it('is told when it is locked already, and by one that answers no questions', async () => {
    await having(openSaver('org.gnome.ScreenSaver', true))
    const silent = await having(openSaver('org.freedesktop.ScreenSaver', null))
    await watch()
    await vi.waitFor(() => expect(told).toEqual([true]))
    lock?.close()
    told.splice(0)
    services[0]?.leave()
    await watch()
    tellActive(silent, 'org.freedesktop.ScreenSaver', true)
    await vi.waitFor(() => expect(told).toEqual([true]))
  })

  it.each(['5', 'of a session that ended'])(
    'is told by the login session, and by no other (id: %s)',
    async (id) => {
      vi.stubEnv('XDG_SESSION_ID', id)
      const login = await having(openLogin())
      await watch()
      expect(missing).toEqual([])
      tellHint(login, true, OTHER)
      login.tell(OTHER, SESSION, 'Lock')
      login.tell(OURS, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', [
        SESSION,
        { IdleHint: new Variant('b', true) },
        [],
      ])
      tellHint(login, true)
      tellHint(login, false)
      login.tell(OURS, SESSION, 'Lock')
      login.tell(OURS, SESSION, 'Unlock')
      await vi.waitFor(() => expect(told).toEqual([true, false, true, false]))
    },
  )

  it('is told by the session’s hint from the start', async () => {
    await having(openLogin(true))
    await watch()
    expect(told).toEqual([true])
  })

  it('of a request that nobody follows ends by itself', async () => {
    const login = await having(openLogin())
    await watch(50)
    login.tell(OURS, SESSION, 'Lock')
    await vi.waitFor(() => expect(told).toEqual([true, false]))
  })

  it('is not told after the end', async () => {
    const name = 'org.gnome.ScreenSaver'
    const saver = await having(openSaver(name))
    await watch()
    lock?.close()
    const witness = vi.fn()
    const other = new DesktopLock(witness, silentLog)
    await other.start()
    tellActive(saver, name, true)
    await vi.waitFor(() => expect(witness).toHaveBeenCalledWith(true))
    other.close()
    expect(told).toEqual([])
  })

  it('is not told without a bus, which is logged, each once', async () => {
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', NOWHERE)
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', NOWHERE)
    await watch()
    expect(told).toEqual([])
    expect(missing).toHaveLength(2)
    for (const name of ['session', 'system']) {
      expect(missing).toContainEqual(['screen-lock-not-told', { bus: name }])
    }
  })

  it('is not told any more when the bus ends, and nothing fails', async () => {
    const name = 'org.gnome.ScreenSaver'
    await having(openSaver(name))
    await having(openLogin())
    await watch()
    await bus.end()
    expect(told).toEqual([])
    bus = await startBus()
  })
})
