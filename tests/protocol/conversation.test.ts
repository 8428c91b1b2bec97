import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { VoiceCommand } from '@contract/media'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive } from './harness'

const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10 }
const answer = (text: string, change: Reply = {}): Reply => ({
  ...QUICK,
  text,
  sound: 'hum',
  ...change,
})

describe('a spoken conversation', () => {
  it('streams the microphone, plays the answer and keeps both sides', async () => {
    const b = await bench({
      scenario: scripted([answer('It is three o’clock.', { heard: 'What time is it?' })]),
    })
    await goLive(b)
    b.microphone.speak(600)
    b.microphone.silence(1_200)
    await eventually(() =>
      expect(b.transcript()).toEqual(['user: What time is it?', 'assistant: It is three o’clock.']),
    )
    expect(b.speaker.receivedSamples).toBeGreaterThan(24_000 / 2)
    expect(b.simulator.connections[0]?.audio.byteLength).toBe((1_800 / 20) * 640)
  })

  it('places the user’s late words before the answer', async () => {
    for (const heardWhen of ['afterStart', 'afterTurnComplete'] as const) {
      const b = await bench({
        scenario: scripted([answer('Yes, it is.', { heard: 'Is it raining?', heardWhen })]),
      })
      await goLive(b)
      b.microphone.speak(600)
      b.microphone.silence(1_200)
      await eventually(() =>
        expect(b.transcript()).toEqual(['user: Is it raining?', 'assistant: Yes, it is.']),
      )
    }
  })

  it('never shows thoughts, and survives litter', async () => {
    const b = await bench({
      scenario: scripted([
        answer('नमस्ते, 世界!', {
          thoughts: ['secret thought'],
          litter: true,
          strayInterruption: true,
        }),
      ]),
    })
    await goLive(b)
    b.engine.conversation.sendText('Hello')
    await eventually(() =>
      expect(b.transcript()).toEqual(['user: Hello', 'assistant: नमस्ते, 世界!']),
    )
    expect(JSON.stringify(b.engine.snapshot().lines)).not.toContain('secret')
  })

  it('cuts an answer that the server had completed ahead of the voice', async () => {
    const text = 'one two three four five six seven eight nine ten'
    const b = await bench({
      scenario: scripted([{ ...QUICK, text, sound: { hertz: 440, seconds: 6 } }, answer('Next.')]),
    })
    b.speaker.slow = true
    await goLive(b)
    b.engine.conversation.sendText('Count')
    await eventually(() =>
      expect(b.engine.snapshot().lines.map(({ endedAt }) => endedAt)).not.toContain(null),
    )
    await eventually(() => expect(b.transcript()).toContain(`assistant: ${text}`))
    b.speaker.heardSamples = 3 * 24_000
    b.engine.conversation.sendText('Stop')
    await eventually(() =>
      expect(b.transcript()).toEqual([
        'user: Count',
        'assistant: one two three four five',
        'user: Stop',
        'assistant: Next.',
      ]),
    )
    expect(b.engine.snapshot().lines[1]).toMatchObject({ interrupted: true })
  })

  it('stops the voice at once when the user speaks over it, and cuts the answer', async () => {
    const text = 'one two three four five six seven eight nine ten'
    const b = await bench({
      scenario: scripted([
        { text, sound: { hertz: 440, seconds: 6 }, pace: PACES.burst, delayMs: 10 },
        answer('Stopped.'),
      ]),
    })
    b.speaker.slow = true
    await goLive(b)
    b.engine.conversation.sendText('Count')
    await eventually(() => expect(b.speaker.receivedSamples).toBe(6 * 24_000))
    b.speaker.heardSamples = 3 * 24_000
    b.microphone.speak(600)
    await eventually(() => expect(b.speaker.flushes).toHaveLength(1))
    await eventually(() =>
      expect(b.transcript().slice(0, 2)).toEqual([
        'user: Count',
        'assistant: one two three four five',
      ]),
    )
    expect(b.engine.snapshot().lines[1]).toMatchObject({ interrupted: true })
  })

  it('sends typed text into the session, and stops the voice for it', async () => {
    const b = await bench({
      scenario: scripted([
        {
          text: 'A long answer',
          sound: { hertz: 440, seconds: 5 },
          pace: PACES.natural,
          delayMs: 10,
        },
        answer('Short.'),
      ]),
    })
    await goLive(b)
    b.engine.conversation.sendText('First')
    await eventually(() => expect(b.speaker.receivedSamples).toBeGreaterThan(0))
    b.engine.conversation.sendText('Second')
    expect(b.speaker.flushes).toHaveLength(1)
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: Short.'))
    expect(b.transcript()[2]).toBe('user: Second')
    expect(b.transcript()).toHaveLength(4)
  })

  it.each([
    ['is told a little later', (flush: () => void) => void setTimeout(flush, 150)],
    ['is never told, but was told while it played', () => undefined],
  ])(
    'keeps what was heard of an answer in which the app ends, when that %s',
    async (_, confirm) => {
      const text = 'one two three four five six seven eight nine ten'
      const userData = await mkdtemp(join(tmpdir(), 'sightline-quit-'))
      onTestFinished(() => rm(userData, { recursive: true }))
      const sound = { hertz: 440, seconds: 6 }
      const scenario = scripted([{ text, sound, pace: PACES.burst, delayMs: 10 }])
      const b = await bench({ userData, scenario })
      b.speaker.slow = true
      const obey = b.speaker.onPost
      b.speaker.onPost = (command) => {
        if ((command as VoiceCommand).type === 'flush') confirm(() => obey(command))
        else obey(command)
      }
      await goLive(b)
      b.engine.conversation.sendText('Count')
      await eventually(() => expect(b.speaker.receivedSamples).toBe(6 * 24_000))
      b.speaker.heardSamples = 3 * 24_000
      b.speaker.receive({ type: 'started', reply: 1, heardSamples: 3 * 24_000, at: 0 })
      await b.engine.close()
      const next = await bench({ userData })
      expect(next.transcript()).toEqual(['user: Count', 'assistant: one two three four five'])
      expect(next.engine.snapshot().lines[1]).toMatchObject({ interrupted: true })
    },
  )

  it('marks and cuts the answer in which the conversation is ended', async () => {
    const b = await bench({
      scenario: scripted([
        { text: 'one two three four', sound: { hertz: 440, seconds: 4 }, pace: PACES.burst },
      ]),
    })
    b.speaker.slow = true
    await goLive(b)
    b.engine.conversation.sendText('Count')
    await eventually(() => expect(b.speaker.receivedSamples).toBe(4 * 24_000))
    b.speaker.heardSamples = 2 * 24_000
    await b.engine.endConversation()
    await eventually(() => expect(b.transcript()).toEqual(['user: Count', 'assistant: one two']))
    expect(b.engine.snapshot().lines[1]).toMatchObject({ interrupted: true })
  })

  it('lets no sample leave while muted', async () => {
    const b = await bench()
    await goLive(b)
    b.microphone.speak(200)
    const connection = b.simulator.connections[0]
    await eventually(() => expect(connection?.audio.byteLength).toBe(10 * 640))
    b.engine.conversation.setMuted(true)
    await connection?.waitFor(({ kind }) => kind === 'audioStreamEnd')
    b.microphone.speak(500)
    // A hostile or broken window that does not obey its gate changes nothing.
    b.microphone.receive({ type: 'chunk', pcm: new ArrayBuffer(640), at: 0 })
    b.engine.conversation.setMuted(false)
    b.microphone.speak(100)
    await eventually(() => expect(connection?.audio.byteLength).toBe(15 * 640))
  })
})

describe('push-to-talk', () => {
  it('marks start and end around the audio, in that order', async () => {
    const b = await bench({ scenario: scripted([answer('Understood.', { heard: 'Over.' })]) })
    await b.engine.updateSettings({ talkMode: 'push-to-talk' })
    await goLive(b)
    await eventually(() => expect(b.microphone.gate.isShut).toBe(false))
    b.microphone.speak(500)
    b.engine.conversation.toggleTalking()
    b.microphone.speak(500)
    b.engine.conversation.toggleTalking()
    b.microphone.speak(500)
    await eventually(() =>
      expect(b.transcript()).toEqual(['user: Over.', 'assistant: Understood.']),
    )
    const connection = b.simulator.connections[0]
    const kinds = connection?.received.map(({ kind }) => kind) ?? []
    // 300 ms from before, 500 ms, and 200 ms of tail.
    expect(kinds).toEqual(['activityStart', ...Array<string>(50).fill('audio'), 'activityEnd'])
  })

  it('plays and writes nothing of the answer to what was taken back, but the next one', async () => {
    const b = await bench({
      scenario: scripted([answer('Unwanted.', { heard: 'No.' }), answer('Yes.', { heard: 'So?' })]),
    })
    await b.engine.updateSettings({ talkMode: 'push-to-talk' })
    await goLive(b)
    b.engine.conversation.toggleTalking()
    b.microphone.speak(500)
    // The chunks are on their way from the window.
    await eventually(() => expect(b.simulator.connections[0]?.audio.byteLength).toBe(25 * 640))
    b.engine.conversation.cancelTalking()
    await b.simulator.connections[0]?.waitFor(({ kind }) => kind === 'activityEnd')
    // Its turn has come to its end here too.
    await eventually(() => {
      expect(b.transcript()).toEqual(['user: No.'])
      expect(b.engine.snapshot().lines[0]?.endedAt).not.toBeNull()
    })
    await eventually(() => expect(b.events.map(({ kind }) => kind)).toContain('turnComplete'))
    expect(b.speaker.receivedSamples).toBe(0)

    b.engine.conversation.toggleTalking()
    b.microphone.speak(500)
    b.engine.conversation.toggleTalking()
    b.microphone.speak(500)
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: Yes.'))
    expect(b.speaker.receivedSamples).toBeGreaterThan(0)
    expect(b.transcript()).not.toContain('assistant: Unwanted.')
  })

  it('changes the mode over a new connection that resumes the session', async () => {
    const b = await bench({ scenario: scripted([answer('Yes.')]) })
    await goLive(b)
    b.engine.conversation.sendText('Are you there?')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    await eventually(() =>
      expect(b.events.filter(({ kind }) => kind === 'resumption').length).toBeGreaterThan(1),
    )
    const next = b.simulator.nextConnection()
    await b.engine.updateSettings({ talkMode: 'push-to-talk' })
    const connection = await next
    await b.until(({ session }) => session.kind === 'live')
    expect(connection.setup).toMatchObject({
      realtimeInputConfig: { automaticActivityDetection: { disabled: true } },
      sessionResumption: { handle: expect.any(String) as string },
    })
    expect(b.simulator.connections[0]?.state).toBe('closed')
    b.engine.conversation.sendText('Typed')
    await eventually(() => expect(b.transcript()).toHaveLength(4))
  })
})
