import { afterEach, expect, test } from 'vitest'
import type { SimulatorEvent } from './events'
import { scripted } from './scenario'
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator'
import { silence, speech, TestClient } from './test-client'

let simulator: Simulator | undefined
const events: SimulatorEvent[] = []

async function start(options: SimulatorOptions = {}): Promise<string> {
  events.length = 0
  simulator = await startSimulator({ onEvent: (event) => events.push(event), ...options })
  return simulator.url
}

afterEach(async () => {
  await simulator?.close()
})

const TRANSCRIBED = { inputAudioTranscription: {}, outputAudioTranscription: {} }
const QUICK = { sound: { hertz: 440, seconds: 0.5 }, delayMs: 0, playback: 'none' } as const

test('speech is answered with speech and both transcripts', async () => {
  const client = await TestClient.live(await start(), TRANSCRIBED)
  client.hear(speech(2.1))
  client.hear(silence(0.9))
  await client.voice()
  await client.next((message) => message.serverContent?.generationComplete === true)
  expect(client.transcript('inputTranscription')).toBe('(speech, 2.1 seconds)')
  expect(client.transcript('outputTranscription')).toMatch(
    /^I heard you speak for 2\.1 seconds\. I see nothing/,
  )
  const seconds = client.sound().length / 48_000
  expect(seconds).toBeGreaterThan(8)
  expect(seconds).toBeLessThan(16)
  expect(events.filter(({ kind }) => kind === 'voiceFallback')).toEqual([])
  expect(client.binary.every(Boolean)).toBe(true)
})

test('speech interrupts the answer, and the next answer knows', async () => {
  const client = await TestClient.live(await start(), TRANSCRIBED)
  client.realtime({ text: 'Hello' })
  await client.voice()
  client.hear(speech(0.5))
  await client.turnComplete()
  const contents = client.messages.map(({ serverContent }) => serverContent).filter(Boolean)
  expect(contents.at(-2)).toEqual({ interrupted: true })
  expect(contents.at(-1)).toEqual({ turnComplete: true })
  const before = client.transcript('outputTranscription').length
  client.realtime({ audioStreamEnd: true })
  await client.next((message) => message.serverContent?.generationComplete === true)
  expect(client.transcript('outputTranscription').slice(before)).toMatch(/^You stopped me/)
})

test('a session resumes with its handle, and counts on', async () => {
  const url = await start({
    scenario: scripted([
      { text: 'one', ...QUICK },
      { text: 'two', ...QUICK },
    ]),
  })
  const first = await TestClient.live(url, { ...TRANSCRIBED, sessionResumption: {} })
  first.realtime({ text: 'Hi' })
  await first.turnComplete()
  const at = first.messages.findIndex((message) => message.serverContent?.turnComplete)
  const update = await first.next((message) => message.sessionResumptionUpdate !== undefined, at)
  const handle = update.sessionResumptionUpdate?.newHandle ?? ''
  expect(update.sessionResumptionUpdate?.resumable).toBe(true)
  const early = new TestClient(url)
  await early.opened()
  early.send({ setup: { model: 'models/gemini-3.8-live', sessionResumption: { handle } } })
  expect(await early.closed).toEqual({
    code: 1011,
    reason: 'The service is currently unavailable.',
  })
  first.close()
  const second = await TestClient.live(url, { ...TRANSCRIBED, sessionResumption: { handle } })
  second.realtime({ text: 'Again' })
  await second.turnComplete()
  expect(second.transcript('outputTranscription')).toBe('two')
})
