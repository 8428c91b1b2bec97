/** With whom the app speaks during a conversation: main's sockets, and Chromium's own log. */
import { readFile } from 'node:fs/promises'
import { scripted } from '../../../simulator/scenario'
import { expect, goLive, hearOn, lines, say, share, test } from '../../e2e/app'

/** Chromium's log may be cut off at the end, so it is read as text. */
const valuesOf = (log: string, name: string): string[] =>
  [...log.matchAll(new RegExp(`"${name}":"([^"]*)"`, 'g'))].map(([, value = '']) => value)

/** Those that Node dialed elsewhere than at this port of this computer, or at one of its files. */
function elsewhere(dialed: readonly string[], port: string): readonly object[] {
  return dialed
    .map((each) => JSON.parse(each) as { host?: string; port?: number | string; path?: string })
    .filter((each) => each.host !== '127.0.0.1' || String(each.port) !== port)
    .filter((each) => typeof each.path !== 'string' || 'host' in each)
}

test('row 83: the app speaks with the one server and with nobody else', async ({
  launch,
  simulate,
}, info) => {
  const scenario = scripted([{ text: 'Here.', sound: { hertz: 500, seconds: 0.3 }, delayMs: 20 }])
  const simulator = await simulate({ scenario })
  const netLog = info.outputPath('net-log.json')
  const { app, window, close } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: [`--log-net-log=${netLog}`],
  })
  await app.evaluate(() => {
    const net = process.getBuiltinModule('node:net')
    const dialed: string[] = []
    Reflect.set(globalThis, 'dialed', dialed)
    const connect = Reflect.get(net.Socket.prototype, 'connect') as (...args: unknown[]) => unknown
    net.Socket.prototype.connect = function (this: unknown, ...args: unknown[]) {
      // Node hands on its arguments as one list, with the options first.
      dialed.push(JSON.stringify((args as unknown[][]).flat(1)[0]))
      return connect.apply(this, args)
    } as typeof net.Socket.prototype.connect
  })
  await goLive(window)
  await say(window, 'Where are you?')
  await expect(lines(window)).toHaveText([/Where are you/, /Here\./])
  await share(window, /^Screen: /)
  await simulator.connections[0]?.waitFor(({ kind }) => kind === 'video')
  await hearOn(simulator.connections[0], 1)

  const dialed = await app.evaluate(() => Reflect.get(globalThis, 'dialed') as string[])
  const { port } = new URL(simulator.url)
  // The desktop's bus is a file of this computer.
  expect(elsewhere(dialed, port)).toEqual([])
  expect(dialed.length).toBeGreaterThan(0)

  // What is looked for would be found: one of main's, one of Chromium's, and a name that is looked up.
  const planted = await app.evaluate(async ({ session }) => {
    process
      .getBuiltinModule('node:net')
      .connect(9, '127.0.0.1')
      .on('error', () => undefined)
    const open = session.fromPartition('planted')
    open.webRequest.onBeforeRequest(null)
    await open.fetch('http://planted.invalid:9/url').catch(() => undefined)
    return Reflect.get(globalThis, 'dialed') as string[]
  })
  expect(elsewhere(planted, port)).toHaveLength(1)

  await close()
  const log = await readFile(netLog, 'utf8')
  expect(log).toContain('"logEventTypes"')
  const urls = valuesOf(log, 'url').filter((url) => /^(https?|wss?|ftp):/.test(url))
  expect(new Set(urls)).toEqual(new Set(['http://planted.invalid:9/url']))
  const hosts = valuesOf(log, 'host').filter((host) => host !== '')
  expect(hosts.filter((host) => !host.includes('planted.invalid'))).toEqual([])
  expect(hosts.length).toBeGreaterThan(0)
})
