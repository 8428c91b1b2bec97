import { expect, test, vi } from 'vitest'
import { CLOSES } from './close-reasons'
import { startSimulator } from './simulator'
import { MODEL, TestClient } from './test-client'
import { LONG, QUICK, testServers, TRANSCRIBED } from './test-server'

const { start, play } = testServers()

const RESUMABLE = { ...TRANSCRIBED, sessionResumption: {} }

async function handleOf(client: TestClient, from = 0): Promise<string> {
  const update = await client.next(
    ({ sessionResumptionUpdate }) => sessionResumptionUpdate?.resumable === true,
    from,
  )
  return update.sessionResumptionUpdate?.newHandle ?? ''
}

/** How a resume is refused. */
async function refused(url: string, handle: string, model = MODEL): Promise<unknown> {
  const client = new TestClient(url)
  await client.opened()
  client.send({ setup: { model, sessionResumption: { handle } } })
  return client.closed
}

const TWO = [
  { ...QUICK, text: 'one' },
  { ...QUICK, text: 'two' },
]

test('a session goes on where its handle was given', async () => {
  const { url } = await play(TWO)
  const first = await TestClient.live(url, RESUMABLE)
  const early = await handleOf(first)
  first.realtime({ text: 'Hi' })
  await first.turnComplete()
  const at = first.messages.findIndex(({ serverContent }) => serverContent?.turnComplete)
  const late = await handleOf(first, at)
  expect(await refused(url, late)).toEqual(CLOSES.unavailable)
  first.close()
  await first.closed
  const said = async (handle: string): Promise<string> => {
    const client = await TestClient.live(url, { ...TRANSCRIBED, sessionResumption: { handle } })
    client.realtime({ text: 'Again' })
    await client.turnComplete()
    client.close()
    await client.closed
    return client.transcript('outputTranscription')
  }
  expect(await said(late)).toBe('two')
  expect(await said(early)).toBe('one')
  expect(await refused(url, 'never given')).toEqual(CLOSES.unavailable)
  expect(await refused(url, late, 'models/gemini-3.1-flash-live-preview')).toMatchObject({
    code: 1007,
  })
})

test('a session is not resumable while it answers, and silent about it unless asked', async () => {
  const { url } = await play([LONG])
  const client = await TestClient.live(url, RESUMABLE)
  await handleOf(client)
  client.realtime({ text: 'Hello' })
  await client.voice()
  expect(client.messages).toContainEqual({ sessionResumptionUpdate: { resumable: false } })
  const other = await TestClient.live(url)
  other.realtime({ text: 'Hello' })
  await other.voice()
  expect(other.messages.some((message) => 'sessionResumptionUpdate' in message)).toBe(false)
})

test('a scenario may let a resume take over', async () => {
  const { url } = await play(TWO, { resumeTakesOver: true })
  const first = await TestClient.live(url, RESUMABLE)
  const handle = await handleOf(first)
  await TestClient.live(url, { sessionResumption: { handle } })
  expect(await first.closed).toEqual(CLOSES.goingAway)
})

test('go away announces the end, then it comes', async () => {
  const { url, count } = await play([QUICK], { goAway: { afterTurns: 1, timeLeft: '0.05s' } })
  const client = await TestClient.live(url)
  client.realtime({ text: 'Hello' })
  const { goAway } = await client.next((message) => message.goAway !== undefined)
  expect(goAway).toEqual({ timeLeft: '0.05s' })
  expect(await client.closed).toEqual(CLOSES.deadline)
  expect(count('goAway')).toBe(1)
})

test('a connection is a lever: say, send, call, cut', async () => {
  const { url, simulator } = await play([QUICK])
  const arriving = simulator.nextConnection()
  const client = await TestClient.live(url, TRANSCRIBED)
  const connection = await arriving
  expect(connection.setup?.model).toBe(MODEL)
  connection.send(Buffer.from('{"serverContent":{"interrupted":true}}'))
  await client.next(({ serverContent }) => serverContent?.interrupted === true)
  const saying = connection.say('Hello. I speak first.')
  await client.voice()
  connection.interrupt()
  await saying
  client.realtime({ text: 'typed' })
  const typed = await connection.waitFor(({ kind }) => kind === 'text')
  expect(typed).toMatchObject({ text: 'typed', bytes: 5 })
  await expect(connection.waitFor(() => false, 5)).rejects.toThrow(/5 ms/)
  const waiting = connection.waitFor(() => false)
  connection.terminate()
  await expect(waiting).rejects.toThrow(/closed/)
  expect(await client.closed).toMatchObject({ code: 1006 })
  expect(connection.state).toBe('closed')
})

test('a stalled connection reads on when it is told to', async () => {
  const { url, simulator } = await play([QUICK])
  const client = await TestClient.live(url)
  const [connection] = simulator.connections
  connection?.stall()
  client.realtime({ text: 'typed' })
  await expect(connection?.waitFor(() => true, 50)).rejects.toThrow()
  connection?.unstall()
  await client.turnComplete()
})

test('nothing is left of a closed simulator', async () => {
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((name) => /Timeout|TCP|MessagePort|Worker/.test(name))
      .length
  const before = timers()
  const simulator = await startSimulator()
  const client = await TestClient.live(simulator.url, RESUMABLE)
  client.realtime({ text: 'A long answer, please.' })
  await client.voice()
  const silent = new TestClient(simulator.url)
  await silent.opened()
  const [connection] = simulator.connections
  expect(connection?.pendingTimers).toBeGreaterThan(0)
  await simulator.close()
  expect(await client.closed).toMatchObject({ code: 1001 })
  await silent.closed
  expect(simulator.connections.map(({ pendingTimers }) => pendingTimers)).toEqual([0, 0])
  await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before))
  await expect(fetch(simulator.url)).rejects.toThrow()
})

test('a demo keeps no records', async () => {
  const { url, simulator } = await start({ keepRecords: false })
  const client = await TestClient.live(url)
  client.realtime({ text: 'Hello' })
  await client.voice()
  expect(simulator.connections[0]?.received).toEqual([])
})
