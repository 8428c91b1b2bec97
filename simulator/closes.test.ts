import { expect, test } from 'vitest'
import { CLOSES } from './close-reasons'
import { MODEL, PATH, silence, speech, TestClient } from './test-client'
import { LONG, MANUAL, QUICK, testServers } from './test-server'

const { start, play } = testServers()

const FLASH = { model: 'models/gemini-3.1-flash-live-preview' }
const pcm = (mimeType: string, data = 'AAAA'): object => ({
  realtimeInput: { audio: { mimeType, data } },
})
const result = { id: 'x', name: 'f', response: {} }

test.each([
  [{}, pcm('audio/opus'), /^Request contains an invalid argument\. realtimeInput\.audio\.mimeType/],
  [{}, pcm('audio/pcm;rate=16000', 'AA=='), /half a sample/],
  [{}, { realtimeInput: { video: { mimeType: 'image/jpeg', data: 'AAAA' } } }, /video: not image/],
  [{}, { realtimeInput: { activityStart: {} } }, /activityStart: automatic detection is enabled/],
  [{}, { realtimeInput: { activityEnd: {} } }, /activityEnd: automatic detection is enabled/],
  [MANUAL, { realtimeInput: { audioStreamEnd: true } }, /audioStreamEnd: .* disabled/],
  [{}, { setup: { model: MODEL } }, /setup: only once/],
  [{}, { toolResponse: { functionResponses: [result] } }, /no call x/],
  [{}, { toolResponse: { functionResponses: [{ ...result, response: 'text' }] } }, /response/],
  [FLASH, { clientContent: { turnComplete: true } }, /clientContent: use realtimeInput/],
  [{}, { realtimeInput: { media: {} } }, /unknown name "media"/],
  [{}, 'not json', /not JSON/],
])('after the setup %j, %j closes with 1007', async (setup, message, reason) => {
  const { url } = await play([QUICK])
  const client = await TestClient.live(url, setup)
  client.send(message)
  const closed = await client.closed
  expect(closed.code).toBe(1007)
  expect(closed.reason).toMatch(reason)
})

test.each([
  ['key=wrong', { code: 1007, reason: 'API key not valid. Please pass a valid API key.' }],
  ['key=bad1', CLOSES.badKey],
  ['key=undefined', CLOSES.badKey],
  ['key=', CLOSES.noKey],
  ['key=auth_tokens/abc', CLOSES.noKey],
])('the query %s opens a socket that closes at once', async (query, close) => {
  const { url } = await start()
  expect(await new TestClient(url, `${PATH}?${query}`).closed).toEqual(close)
})

test('paths, versions and tokens', async () => {
  const { url, events } = await start({ acceptedKey: 'the one' })
  const status = (): unknown => events.findLast(({ kind }) => kind === 'upgradeRefused')
  await new TestClient(url, '/elsewhere').closed
  expect(status()).toMatchObject({ status: 404 })
  await expect(
    new TestClient(url, PATH.slice(1) + '?key=the%20one').opened(),
  ).resolves.toBeUndefined()
  expect(await new TestClient(url, `${PATH}?key=another`).closed).toEqual(CLOSES.badKey)
  const token = new TestClient(
    url,
    `${PATH.replace('v1beta', 'v1alpha')}Constrained?access_token=auth_tokens/abc`,
  )
  await token.opened()
  token.send({ setup: { model: MODEL } })
  await token.next(({ setupComplete }) => setupComplete !== undefined)
  const models = await fetch(`${url}/v1beta/models?key=the%20one`)
  expect(JSON.stringify(await models.json())).toContain(MODEL)
  expect((await fetch(`${url}/v1beta/models?key=no`)).status).toBe(400)
})

test('nothing may be sent before the setup, nor before it is complete', async () => {
  const { url } = await start()
  const early = new TestClient(url)
  await early.opened()
  early.realtime({ text: 'Hello' })
  expect((await early.closed).reason).toMatch(/setup must be the first message/)
  const hasty = new TestClient(url)
  await hasty.opened()
  hasty.send({ setup: { model: MODEL } })
  hasty.hear(silence(0.1))
  expect((await hasty.closed).reason).toMatch(/wait for setupComplete/)
  const retired = new TestClient(url)
  await retired.opened()
  retired.send({ setup: { model: 'models/gemini-2.0-flash-live-001' } })
  expect(await retired.closed).toMatchObject({ code: 1008 })
})

test('a scenario refuses upgrades and setups by the number of the dial', async () => {
  const { url, count } = await play([QUICK], {
    onUpgrade: (dial) => (dial === 1 ? { status: 429, headers: { 'retry-after': '3' } } : null),
    onSetup: (dial) => (dial === 2 ? CLOSES.quota : dial === 3 ? 'silent' : 'complete'),
  })
  expect(await new TestClient(url).closed).toMatchObject({ code: 1006 })
  const second = new TestClient(url)
  await second.opened()
  second.send({ setup: { model: MODEL } })
  expect(await second.closed).toEqual(CLOSES.quota)
  const third = new TestClient(url)
  await third.opened()
  third.send({ setup: { model: MODEL } })
  await TestClient.live(url)
  expect(third.messages).toEqual([])
  expect(count('upgradeRefused')).toBe(1)
})

test('a reply can end in a close', async () => {
  const closeAt = { soundMs: 300, close: CLOSES.internal }
  const { url, count } = await play([{ ...LONG, closeAt }])
  const client = await TestClient.live(url)
  client.hear(speech(0.5))
  client.realtime({ audioStreamEnd: true })
  expect(await client.closed).toEqual(CLOSES.internal)
  expect(count('voiceChunk')).toBe(3)
})

test('reasons are cut to what a close frame holds', async () => {
  const { url, simulator } = await start()
  const client = await TestClient.live(url)
  simulator.connections[0]?.close(1011, 'é'.repeat(200))
  expect(await client.closed).toEqual({ code: 1011, reason: 'é'.repeat(61) })
})
