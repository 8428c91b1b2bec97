import { expect, test } from 'vitest'
import { rehearsals } from './rehearsals'
import { PACES } from './scenario'
import { silence, speech, TestClient } from './test-client'
import { LONG, MANUAL, QUICK, testServers, TRANSCRIBED } from './test-server'

const { start, play } = testServers()

test('speech is answered with speech and both transcripts', async () => {
  const { url, count } = await start({ scenario: rehearsals['burst'] ?? expect.unreachable() })
  const client = await TestClient.live(url, TRANSCRIBED)
  client.hear(speech(2.1))
  client.hear(silence(0.9))
  await client.next((message) => message.serverContent?.generationComplete === true)
  expect(client.transcript('inputTranscription')).toBe('(speech, 2.1 seconds)')
  expect(client.transcript('outputTranscription')).toMatch(
    /^I heard you speak for 2\.1 seconds\. I see nothing.* whenever you like\.$/,
  )
  const seconds = client.sound().length / 48_000
  expect(seconds).toBeGreaterThan(7)
  expect(seconds).toBeLessThan(13)
  expect(count('voiceFallback')).toBe(0)
  expect(client.binary.every(Boolean)).toBe(true)
})

test('a scripted answer has its sound, its words, and a receipt', async () => {
  const { url } = await play([{ ...QUICK, text: 'It is noon.', heard: 'what time is it' }])
  const client = await TestClient.live(url, TRANSCRIBED)
  client.hear(speech(1))
  client.realtime({ audioStreamEnd: true })
  const { usageMetadata } = await client.turnComplete()
  expect(client.transcript('inputTranscription')).toBe('what time is it')
  expect(client.transcript('outputTranscription')).toBe('It is noon.')
  expect(client.sound()).toHaveLength(24_000)
  expect(usageMetadata).toMatchObject({
    responseTokenCount: 13,
    promptTokensDetails: [{ modality: 'TEXT' }, { modality: 'AUDIO', tokenCount: 25 }],
    responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 13 }],
  })
})

test('transcripts are sent only if they were asked for', async () => {
  const { url } = await play([{ ...QUICK, text: 'Words', heard: 'words' }])
  const client = await TestClient.live(url)
  client.realtime({ text: 'Hello' })
  await client.turnComplete()
  expect(client.transcript('inputTranscription') + client.transcript('outputTranscription')).toBe(
    '',
  )
})

test('the sound keeps its pace, and turnComplete waits for it to be played', async () => {
  const sound = { hertz: 440, seconds: 0.9 }
  const { url, events } = await play([{ sound, delayMs: 0, pace: PACES.natural }])
  const client = await TestClient.live(url)
  client.realtime({ text: 'Hello' })
  await client.turnComplete()
  const at = (kind: string): number => events.find((event) => event.kind === kind)?.at ?? NaN
  const chunks = events.filter(({ kind }) => kind === 'voiceChunk')
  expect(chunks).toHaveLength(9)
  expect((chunks.at(-1)?.at ?? NaN) - at('voiceChunk')).toBeGreaterThan(150)
  expect(at('turnComplete') - at('voiceChunk')).toBeGreaterThan(880)
  expect(at('generationComplete') - at('voiceChunk')).toBeLessThan(500)
})

test('speech interrupts the answer, and the next answer knows', async () => {
  const told: boolean[] = []
  const { url, count } = await start({
    scenario: {
      name: 'interruptible',
      reply: ({ wasInterrupted, turn }) => {
        told.push(wasInterrupted)
        return turn === 1 ? LONG : QUICK
      },
    },
  })
  const client = await TestClient.live(url)
  client.realtime({ text: 'Hello' })
  await client.voice()
  client.hear(speech(0.5))
  await client.turnComplete()
  const contents = client.messages.flatMap(({ serverContent }) => serverContent ?? [])
  expect(contents.slice(-2)).toEqual([{ interrupted: true }, { turnComplete: true }])
  expect(count('generationComplete')).toBe(0)
  const chunks = count('voiceChunk')
  client.realtime({ audioStreamEnd: true })
  await client.turnComplete(client.messages.length)
  expect(told).toEqual([false, true])
  expect(count('voiceChunk')).toBe(chunks + 5)
})

test('interrupted may come with sound in the same message', async () => {
  const { url } = await play([LONG], { interruptedWithSound: true })
  const client = await TestClient.live(url)
  client.realtime({ text: 'Hello' })
  await client.voice()
  client.realtime({ text: 'Stop' })
  const last = await client.next(({ serverContent }) => serverContent?.interrupted === true)
  expect(last.serverContent?.modelTurn?.parts).toHaveLength(1)
})

test('NO_INTERRUPTION lets the answer end, then answers what was asked meanwhile', async () => {
  const { url, count, events } = await play([
    { ...QUICK, sound: { hertz: 440, seconds: 2 } },
    { ...QUICK, text: 'Second.' },
  ])
  const client = await TestClient.live(url, {
    ...TRANSCRIBED,
    realtimeInputConfig: { activityHandling: 'NO_INTERRUPTION' },
  })
  client.realtime({ text: 'Hello' })
  await client.voice()
  client.hear(speech(0.5))
  client.realtime({ audioStreamEnd: true })
  await client.turnComplete()
  await client.turnComplete(client.messages.length)
  expect(count('interrupted')).toBe(0)
  expect(events.filter(({ kind }) => /^turn/.test(kind)).map(({ kind }) => kind)).toEqual([
    'turnStart',
    'turnComplete',
    'turnStart',
    'turnComplete',
  ])
  expect(client.transcript('outputTranscription')).toBe('Second.')
})

test('with manual detection the client says when the user speaks', async () => {
  const { url, events } = await play([LONG, QUICK])
  const client = await TestClient.live(url, { ...TRANSCRIBED, ...MANUAL })
  client.hear(speech(0.3))
  client.realtime({ activityStart: {} })
  client.hear(speech(1.2))
  client.hear(silence(2))
  client.realtime({ activityEnd: {} })
  await client.voice()
  expect(client.transcript('inputTranscription')).toBe('(speech, 1.2 seconds)')
  client.realtime({ activityStart: {} })
  const { serverContent } = await client.next(
    (message) => message.serverContent?.interrupted === true,
  )
  expect(serverContent).toEqual({ interrupted: true })
  client.realtime({ activityEnd: {} })
  await client.turnComplete(client.messages.length)
  expect(events.findLast(({ kind }) => kind === 'speechEnd')).toMatchObject({ seconds: 0 })
})

test('client content is history without turnComplete, and a question with it', async () => {
  const histories: string[][] = []
  const { url } = await start({
    scenario: {
      name: 'history',
      reply: ({ history, said }) => {
        histories.push([...history.map(({ role, text }) => `${role}: ${text}`), said.kind])
        return QUICK
      },
    },
  })
  const client = await TestClient.live(url)
  const turn = (role: string, text: string): object => ({ role, parts: [{ text }] })
  client.send({ clientContent: { turns: [turn('user', 'Paris?'), turn('model', 'Yes.')] } })
  client.send({ clientContent: { turns: [turn('user', 'And now?')], turnComplete: true } })
  await client.turnComplete()
  expect(histories).toEqual([['user: Paris?', 'model: Yes.', 'text']])
})

test('announced history gets no answer', async () => {
  const { url, count } = await play([QUICK])
  const client = await TestClient.live(url, {
    historyConfig: { initialHistoryInClientContent: true },
  })
  const turns = [{ role: 'user', parts: [{ text: 'Before' }] }]
  client.send({ clientContent: { turns, turnComplete: true } })
  client.realtime({ text: 'Now' })
  await client.turnComplete()
  expect(count('turnStart')).toBe(1)
})

test('the default conversation sees the picture that it was shown', async () => {
  const { default: sharp } = await import('sharp')
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer()
  const { url, simulator, count } = await start({
    scenario: rehearsals['burst'] ?? expect.unreachable(),
  })
  const client = await TestClient.live(url, TRANSCRIBED)
  const video = { mimeType: 'image/jpeg', data: jpeg.toString('base64') }
  client.realtime({ video })
  client.realtime({ video })
  client.realtime({ text: 'Look' })
  await client.next((message) => message.serverContent?.generationComplete === true)
  expect(client.transcript('outputTranscription')).toContain('64 by 48 pixels, rather bright')
  const [connection] = simulator.connections
  expect(connection?.frames[0]?.jpeg.equals(jpeg)).toBe(true)
  expect(connection?.received.map(({ kind }) => kind)).toEqual(['video', 'video', 'text'])
  expect(count('frameTooSoon')).toBe(1)
})

test('the extended model fills the time, and says when it is idle', async () => {
  const { url } = await play([{ ...QUICK, text: 'Hm. ', then: { ...QUICK, text: 'Yes.' } }])
  const client = new TestClient(url)
  await client.opened()
  client.send({ setup: { model: 'models/gemini-3.8-live-extended-thinking', ...TRANSCRIBED } })
  await client.next(({ setupComplete }) => setupComplete !== undefined)
  client.realtime({ text: 'Hello' })
  await client.next(({ serverContent }) => serverContent?.interactionStatus === 'IDLE')
  expect(
    client.messages.flatMap(({ serverContent }) => serverContent?.interactionStatus ?? []),
  ).toEqual(['IN_PROGRESS', 'IDLE'])
  expect(client.transcript('outputTranscription')).toBe('Hm. Yes.')
})
