/** Connections that cannot begin, and those that cannot begin again. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CLOSES } from '../../simulator/close-reasons'
import { scripted } from '../../simulator/scenario'
import { bench, eventually, goLive } from '../protocol/harness'
import { QUICK } from './quick-reply'
import { stage, troubleOf, watchStates } from './stage'

/** So many dials came in so long, in ms: enough to see a loop. */
const WATCH_MS = 700
const watch = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, WATCH_MS))

describe('nobody is there', () => {
  it('row 1: a port that refuses is tried less and less often, one dial at a time', async () => {
    const s = await stage()
    await goLive(s)
    s.proxy.refuse()
    s.proxy.cut('reset')
    await s.until(({ session }) => session.kind === 'reconnecting' && session.attempt >= 4)
    await s.proxy.heal()
    await s.until(({ session }) => session.kind === 'live')
    expect(s.proxy.open).toBe(1)
    expect(s.states.join()).toMatch(/reconnecting 1,reconnecting 2,reconnecting 3,reconnecting 4/)
  })

  it('row 1: a first connection that is refused is told at once', async () => {
    const s = await stage()
    s.proxy.refuse()
    s.engine.startConversation()
    await eventually(() =>
      expect(troubleOf(s)).toMatchObject({ reason: 'server-unreachable', detail: 'ECONNREFUSED' }),
    )
  })
})

describe('a door that is answered by HTTP', () => {
  it.each([401, 403])('row 4: %s says that the key is refused, once', async (status) => {
    const b = await bench({ scenario: scripted([], { onUpgrade: () => ({ status }) }) })
    b.engine.startConversation()
    await b.until(({ session }) => session.kind === 'failed')
    await watch()
    expect(troubleOf(b)).toMatchObject({ reason: 'key-refused' })
    expect(b.events.filter(({ kind }) => kind === 'upgradeRefused')).toHaveLength(1)
  })

  it('row 6: a redirect is not followed, and the key goes nowhere else', async () => {
    const visits: string[] = []
    const elsewhere = await listen((request) => visits.push(request.url ?? ''))
    const location = `http://127.0.0.1:${elsewhere}/ws/stolen?key=`
    for (const status of [301, 302, 307, 308]) {
      const b = await bench({
        scenario: scripted([], { onUpgrade: () => ({ status, headers: { location } }) }),
      })
      b.engine.startConversation()
      await eventually(() => expect(troubleOf(b)).not.toBeNull())
    }
    expect(visits).toEqual([])
  })
})

describe('a door that closes again', () => {
  it.each([
    ['a refused setup', CLOSES.voiceWithoutAudio, 'setup-refused'],
    ['a policy', CLOSES.aborted, 'server-refused'],
    ['a key', CLOSES.badKey, 'key-refused'],
  ])('row 8: %s before setup stops with its reason, once', async (_name, close, reason) => {
    const b = await bench({ scenario: scripted([], { onSetup: () => close }) })
    const states = watchStates(b)
    b.engine.startConversation()
    await b.until(({ session }) => session.kind === 'failed')
    await watch()
    expect(troubleOf(b)).toMatchObject({ reason })
    expect(b.simulator.connections).toHaveLength(1)
    expect(states).toEqual(['connecting', 'failed'])
  })
})

describe('the user ends', () => {
  it('row 27: while it dials: nothing reconnects, and no socket is left', async () => {
    const s = await stage()
    s.proxy.blackHole()
    s.engine.startConversation()
    await eventually(() => expect(s.proxy.open).toBe(1))
    await s.engine.endConversation()
    expect(s.engine.state.current.session.kind).toBe('ended')
    await eventually(() => expect(s.proxy.open).toBe(0))
    await s.proxy.heal()
    await watch()
    expect(s.proxy.accepted).toBe(1)
  })

  it('row 27: while it waits for setup, and while it backs off', async () => {
    const s = await stage({
      scenario: scripted([{ ...QUICK, text: 'Yes.' }], {
        onSetup: (dial) => (dial === 1 ? 'complete' : 'silent'),
      }),
    })
    await goLive(s)
    s.simulator.connections[0]?.terminate()
    await eventually(() => expect(s.simulator.connections).toHaveLength(2))
    await s.engine.endConversation()
    await eventually(() => expect(s.proxy.open).toBe(0))

    const backingOff = await stage()
    await goLive(backingOff)
    backingOff.proxy.refuse()
    backingOff.proxy.cut('reset')
    await backingOff.until(({ session }) => session.kind === 'reconnecting' && session.attempt >= 3)
    await backingOff.engine.endConversation()
    await backingOff.proxy.heal()
    await watch()
    expect(backingOff.proxy.open).toBe(0)
    expect(backingOff.engine.state.current.session.kind).toBe('ended')
    expect(s.simulator.connections).toHaveLength(2)
  })
})

/** An HTTP server that tells who came; returns its port. */
async function listen(onRequest: (request: IncomingMessage) => void): Promise<number> {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    onRequest(request)
    response.end()
  }
  const server: Server = createServer(answer).listen(0, '127.0.0.1')
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    onRequest(request)
    socket.destroy()
  })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
