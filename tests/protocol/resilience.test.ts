import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { CLOSES } from '../../simulator/close-reasons'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive } from './harness'

const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' }

describe('a connection that ends', () => {
  it('lives past a GoAway with the handle and loses nothing', async () => {
    const b = await bench({
      scenario: scripted([
        { ...QUICK, text: 'One.' },
        { ...QUICK, text: 'Two.' },
      ]),
    })
    await goLive(b)
    b.engine.conversation.sendText('First')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    const next = b.simulator.nextConnection()
    b.simulator.connections[0]?.goAway('50s')
    const second = await next
    expect(second.setup).toMatchObject({
      sessionResumption: { handle: expect.any(String) as string },
    })
    b.microphone.speak(200)
    await b.until(({ session }) => session.kind === 'live')
    // What was said meanwhile is caught up with.
    await eventually(() => expect(second.audio.byteLength).toBe(10 * 640))
    b.engine.conversation.sendText('Second')
    await eventually(() =>
      expect(b.transcript()).toEqual([
        'user: First',
        'assistant: One.',
        'user: Second',
        'assistant: Two.',
      ]),
    )
    expect(second.audio.byteLength).toBe(10 * 640)
    expect(b.engine.state.current.counters.microphoneDroppedMs).toBe(0)
  })

  it('waits for the end of an answer before it leaves', async () => {
    const b = await bench({
      scenario: scripted([{ text: 'A while', sound: { hertz: 300, seconds: 1 }, delayMs: 10 }]),
    })
    await goLive(b)
    b.engine.conversation.sendText('Speak')
    await eventually(() => expect(b.speaker.receivedSamples).toBeGreaterThan(0))
    b.simulator.connections[0]?.goAway('50s')
    await b.until(({ session }) => session.kind === 'reconnecting')
    expect(b.speaker.receivedSamples).toBe(24_000)
    expect(b.events.some(({ kind }) => kind === 'turnComplete')).toBe(true)
    await b.until(({ session }) => session.kind === 'live')
  })

  it('does not leave while an answer is owed', async () => {
    const b = await bench({ scenario: scripted([{ ...QUICK, text: 'Here.', delayMs: 400 }]) })
    await goLive(b)
    b.engine.conversation.sendText('Are you there?')
    const next = b.simulator.nextConnection()
    b.simulator.connections[0]?.goAway('50s')
    await next
    expect(b.transcript()).toEqual(['user: Are you there?', 'assistant: Here.'])
  })

  it('does not leave in the middle of what this computer hears the user say', async () => {
    const b = await bench()
    await goLive(b)
    b.microphone.hear('speech')
    b.microphone.speak(200)
    await b.until(({ talk }) => talk.speechHeard)
    b.simulator.connections[0]?.goAway('50s')
    // Longer than the quiet that is enough to leave.
    const before = b.simulator.connections[0]?.audio.byteLength ?? 0
    for (let spoken = 0; spoken < 600; spoken += 100) {
      b.microphone.speak(100)
      await delay(100)
    }
    await eventually(() =>
      expect(b.simulator.connections[0]?.audio.byteLength).toBeGreaterThan(before),
    )
    expect(b.simulator.connections).toHaveLength(1)
    const next = b.simulator.nextConnection()
    b.microphone.hear('long-pause')
    await next
    await b.until(({ session }) => session.kind === 'live')
  })

  it('goes on after the connection was cut, and keeps what the user says meanwhile', async () => {
    const b = await bench()
    await goLive(b)
    const next = b.simulator.nextConnection()
    b.simulator.connections[0]?.terminate()
    await b.until(({ session }) => session.kind === 'reconnecting')
    b.microphone.speak(400)
    const second = await next
    await eventually(() => expect(second.audio.byteLength).toBe(20 * 640))
  })

  it('begins afresh with the conversation so far when the handle is refused', async () => {
    const b = await bench({
      scenario: scripted([{ ...QUICK, text: 'Blue.' }], {
        onSetup: (dial) => (dial === 2 || dial === 3 ? CLOSES.unavailable : 'complete'),
      }),
    })
    await goLive(b)
    b.engine.conversation.sendText('My colour?')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    b.simulator.connections[0]?.close(1011, 'Internal error encountered.')
    await b.until(({ session }) => session.kind === 'reconnecting')
    await b.until(({ session }) => session.kind === 'live')
    const last = b.simulator.connections.at(-1)
    expect(last?.setup?.sessionResumption).toEqual({})
    const history = await last?.waitFor(({ kind }) => kind === 'clientContent')
    expect(JSON.stringify(history?.content)).toContain('My colour?')
  })

  it('ends at the user’s word, and leaves no socket', async () => {
    const b = await bench()
    await goLive(b)
    await b.engine.endConversation()
    expect(b.engine.state.current.session.kind).toBe('ended')
    expect(b.simulator.connections[0]?.state).toBe('closed')
  })
})

describe('a conversation that cannot begin', () => {
  it.each([
    ['a wrong key', { apiKey: 'wrong-key' }, 'key-refused'],
    ['no key', { apiKey: null }, 'key-missing'],
    ['403', { scenario: scripted([], { onUpgrade: () => ({ status: 403 }) }) }, 'key-refused'],
    ['quota', { scenario: scripted([], { onSetup: () => CLOSES.quota }) }, 'quota-exhausted'],
    [
      'its place',
      { scenario: scripted([], { onSetup: () => CLOSES.badLocation }) },
      'location-not-supported',
    ],
  ])('says why: %s', async (_name, options, reason) => {
    const b = await bench(options)
    const started = b.engine.startConversation()
    if (!started.ok) {
      expect(started.error.reason).toBe(reason)
      return
    }
    await b.until(({ session }) => session.kind === 'failed')
    expect(b.engine.state.current.session).toMatchObject({ error: { reason } })
    expect(JSON.stringify(b.engine.state.current)).not.toContain('wrong-key')
  })

  it.each([
    ['503', { onUpgrade: () => ({ status: 503 }) }, 'server-error'],
    ['429', { onUpgrade: () => ({ status: 429 }) }, 'server-busy'],
    ['too many sessions', { onSetup: () => CLOSES.tooManySessions }, 'server-busy'],
    ['a fault', { onSetup: () => CLOSES.internal }, 'server-error'],
  ])('is tried again, and says why: %s', async (_name, rest, reason) => {
    const b = await bench({ scenario: scripted([], rest) })
    b.engine.startConversation()
    await b.until(({ session }) => session.kind === 'reconnecting' && session.attempt === 2)
    expect(b.engine.state.current.session).toMatchObject({ error: { reason } })
  })

  it('begins once the server has room, and not before it said', async () => {
    const b = await bench({
      scenario: scripted([], {
        onUpgrade: (dial) => (dial === 1 ? { status: 429, headers: { 'retry-after': '1' } } : null),
      }),
    })
    const began = performance.now()
    await goLive(b)
    expect(performance.now() - began).toBeGreaterThanOrEqual(990)
  })

  it('says that the server cannot be reached', async () => {
    const free = createServer().listen(0)
    const address = free.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await new Promise((resolve) => free.close(resolve))
    const b = await bench({ baseUrl: `http://127.0.0.1:${port}` })
    b.engine.startConversation()
    await b.until(({ session }) => session.kind === 'reconnecting')
    expect(b.engine.state.current.session).toMatchObject({
      error: { reason: 'server-unreachable', detail: 'ECONNREFUSED' },
    })
  })

  it('says that the model is not there', async () => {
    const b = await bench()
    await b.engine.updateSettings({ model: 'gemini-9' })
    b.engine.startConversation()
    await b.until(({ session }) => session.kind === 'failed')
    expect(b.engine.state.current.session).toMatchObject({
      error: { reason: 'model-not-available' },
    })
  })
})

describe('hostile words of the server', () => {
  it('are counted and dropped, and the session lives on', async () => {
    const b = await bench({ scenario: scripted([{ ...QUICK, text: 'Still here.' }]) })
    await goLive(b)
    const connection = b.simulator.connections[0]
    const hostile = [
      'not json',
      '{"serverContent":',
      'null',
      '42',
      '[]',
      '{}',
      '{"__proto__":{"toolCall":{"functionCalls":[]}}}',
      '{"serverContent":{"modelTurn":{"parts":"x"}}}',
      '{"toolCall":{"functionCalls":[{"id":"1","name":"rm"}]}}',
    ]
    for (const text of hostile) connection?.send(text)
    await eventually(() =>
      expect(b.engine.state.current.counters.messagesDropped).toBe(hostile.length),
    )
    b.engine.conversation.sendText('Are you there?')
    await eventually(() =>
      expect(b.transcript()).toEqual(['user: Are you there?', 'assistant: Still here.']),
    )
  })
})

describe('the transcript', () => {
  it('is kept as it is said, and read by the next run', async () => {
    const b = await bench({ scenario: scripted([{ ...QUICK, text: 'مرحبا' }]) })
    await goLive(b)
    b.engine.conversation.sendText('שלום')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    await b.engine.close()
    const next = await bench({ userData: b.userData })
    expect(next.transcript()).toEqual(['user: שלום', 'assistant: مرحبا'])
  })
})
