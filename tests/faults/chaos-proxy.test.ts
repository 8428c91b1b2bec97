import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished, describe, expect, it, vi } from 'vitest'
import { startChaosProxy, type ChaosOptions, type ChaosProxy } from './chaos-proxy'
import { seededRandom } from './seeded-random'

interface Stage {
  readonly proxy: ChaosProxy
  readonly client: Socket
  /** The server's side of the link. */
  readonly server: Socket
  /** What each has received. */
  readonly heard: { client: Buffer; server: Buffer }
  readonly events: string[]
}

async function stage(options: Partial<ChaosOptions> = {}): Promise<Stage> {
  const listener = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => listener.once('listening', resolve))
  const proxy = await startChaosProxy({
    target: `http://127.0.0.1:${portOf(listener)}`,
    ...options,
  })
  const arrived = new Promise<Socket>((resolve) => listener.once('connection', resolve))
  const client = dial(proxy)
  const server = await arrived
  const heard = { client: Buffer.alloc(0), server: Buffer.alloc(0) }
  const events: string[] = []
  client.on('data', (bytes: Buffer) => (heard.client = Buffer.concat([heard.client, bytes])))
  server.on('data', (bytes: Buffer) => (heard.server = Buffer.concat([heard.server, bytes])))
  for (const [name, socket] of [
    ['client', client],
    ['server', server],
  ] as const) {
    socket.on('error', (error: NodeJS.ErrnoException) => events.push(`${name} ${error.code}`))
    socket.on('end', () => events.push(`${name} end`))
    socket.on('close', () => events.push(`${name} close`))
  }
  onTestFinished(async () => {
    client.destroy()
    server.destroy()
    await proxy.close()
    await new Promise((resolve) => listener.close(resolve))
  })
  return { proxy, client, server, heard, events }
}

const dial = ({ url }: ChaosProxy): Socket => connect(Number(new URL(url).port), '127.0.0.1')

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const until = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 5_000, interval: 5 })

const bytesOf = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => i % 251))

describe('the chaos proxy', () => {
  it('in fair weather passes every byte both ways, and the end', async () => {
    const { client, server, heard, events } = await stage()
    client.write(bytesOf(300_000))
    server.write(bytesOf(200_000))
    await until(() => expect(heard.server.length + heard.client.length).toBe(500_000))
    expect(heard.server.equals(bytesOf(300_000))).toBe(true)
    client.end()
    await until(() => expect(events).toContain('client close'))
    expect(events).toContain('server end')
  })

  it('delays by latency, with jitter, and keeps order', async () => {
    const { client, heard } = await stage({ weather: { latencyMs: 80, jitterMs: 40 } })
    const from = performance.now()
    for (const word of ['one ', 'two ', 'three']) client.write(word)
    await until(() => expect(heard.server.toString()).toBe('one two three'))
    expect(performance.now() - from).toBeGreaterThanOrEqual(79)
  })

  it('lets no more through than the rate, and makes the sender wait', async () => {
    const { proxy, client, heard } = await stage()
    proxy.set({ bytesPerSecond: 200_000 }, 'up')
    const from = performance.now()
    client.write(bytesOf(100_000))
    await until(() => expect(heard.server.length).toBe(100_000))
    const seconds = (performance.now() - from) / 1_000
    expect(seconds).toBeGreaterThan(0.4)
    expect(seconds).toBeLessThan(2)
  })

  it('drips byte by byte', async () => {
    const { server, heard, client } = await stage({ weather: { drip: true } })
    let pieces = 0
    client.on('data', () => (pieces += 1))
    server.write(bytesOf(200))
    await until(() => expect(heard.client.length).toBe(200))
    expect(heard.client.equals(bytesOf(200))).toBe(true)
    expect(pieces).toBeGreaterThan(20)
  })

  it('corrupts as its seed says, the same each time', async () => {
    const spoil = async (seed: number): Promise<Buffer> => {
      const { client, heard } = await stage({ seed, weather: { corruptEveryBytes: 100 } })
      client.write(bytesOf(10_000))
      await until(() => expect(heard.server.length).toBe(10_000))
      return heard.server
    }
    const first = await spoil(7)
    const wrong = [...first].filter((byte, at) => byte !== at % 251).length
    expect(wrong).toBeGreaterThan(50)
    expect(wrong).toBeLessThan(200)
    expect((await spoil(7)).equals(first)).toBe(true)
    expect((await spoil(8)).equals(first)).toBe(false)
  })

  it('stalls, which fills the sender’s buffers, and goes on where it stopped', async () => {
    const { proxy, client, heard } = await stage()
    proxy.set({ flow: 'stall' }, 'up')
    client.write(Buffer.alloc(12_000_000))
    await until(() => expect(client.writableLength).toBeGreaterThan(1_000_000))
    expect(heard.server.length).toBe(0)
    await proxy.heal()
    await until(() => expect(heard.server.length).toBe(12_000_000))
  })

  it('swallows one way, and passes the other', async () => {
    const { proxy, client, server, heard } = await stage()
    proxy.set({ flow: 'swallow' }, 'up')
    client.write('nobody hears this')
    server.write('heard')
    await until(() => expect(heard.client.toString()).toBe('heard'))
    await proxy.heal()
    client.write('and this is heard')
    await until(() => expect(heard.server.toString()).toBe('and this is heard'))
  })

  it('cuts by RST, and by FIN', async () => {
    const reset = await stage()
    reset.proxy.cut('reset')
    await until(() => expect(reset.events).toContain('client ECONNRESET'))
    await until(() => expect(reset.events).toContain('server close'))
    const fin = await stage()
    fin.proxy.cut('fin')
    await until(() => expect(fin.events).toContain('client end'))
    await until(() => expect(fin.events).toContain('server close'))
    expect(fin.events.join()).not.toContain('ECONN')
  })

  it('refuses, takes without an answer, and is open again', async () => {
    const { proxy, client, heard } = await stage()
    proxy.refuse()
    const refused = dial(proxy)
    await expect(
      new Promise((resolve) =>
        refused.once('error', (error: NodeJS.ErrnoException) => resolve(error.code)),
      ),
    ).resolves.toBe('ECONNREFUSED')
    // What was open goes on.
    client.write('still here')
    await until(() => expect(heard.server.toString()).toBe('still here'))
    await proxy.heal()
    proxy.blackHole()
    const before = proxy.accepted
    const lost = dial(proxy)
    lost.on('data', () => expect.unreachable())
    lost.write('hello?')
    await until(() => expect(proxy.accepted).toBe(before + 1))
    expect(heard.server.toString()).toBe('still here')
    lost.destroy()
    await until(() => expect(proxy.open).toBe(1))
  })
})

describe('seeded chance', () => {
  it('is the same for a seed, even, and within 0 and 1', () => {
    const draw = (seed: number): number[] => {
      const random = seededRandom(seed)
      return Array.from({ length: 10_000 }, () => random())
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    const drawn = draw(3)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...drawn)).toBeLessThan(1)
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(0.5, 1)
  })
})
