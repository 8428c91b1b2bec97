/** A server that takes a question and says nothing: the user learns of it, and can send it again. */
import { describe, expect, it } from 'vitest'
import { FakeClock } from '@main/live/testing'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from './harness'

const HERE: Reply = {
  text: 'Here I am.',
  pace: PACES.burst,
  playback: 'none',
  delayMs: 10,
  sound: 'hum',
}

/** The server leaves the first question without an answer. */
async function benchOf(talkMode: 'push-to-talk' | 'hands-free') {
  const clock = new FakeClock()
  const b = await bench({ scenario: scripted([null, HERE]), clock })
  await b.engine.updateSettings({ talkMode })
  await goLive(b)
  return { b, clock }
}

const isMissing = ({ engine }: Bench): boolean =>
  engine.state.current.notices.some(({ error }) => error.reason === 'not-answered')

describe('a question that is not answered', () => {
  it('is told of after ten seconds, and sent again with one click, sound for sound', async () => {
    const { b, clock } = await benchOf('push-to-talk')
    b.engine.conversation.startTalking()
    b.microphone.speak(1_200)
    await b.until(({ talk }) => talk.talking)
    b.engine.conversation.stopTalking()
    // The tail, and with it the end.
    b.microphone.speak(400)
    const server = b.simulator.connections[0]
    await server?.waitFor(({ kind }) => kind === 'activityEnd')
    const asked = server?.audio ?? Buffer.alloc(0)
    expect(asked.byteLength).toBeGreaterThan(60 * 640)
    clock.advance(9_999)
    expect(isMissing(b)).toBe(false)
    clock.advance(1)
    expect(isMissing(b)).toBe(true)
    expect(b.engine.conversation.sendAgain()).toEqual({ ok: true, value: null })
    expect(isMissing(b)).toBe(false)
    clock.advance(2_000)
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: Here I am.'))
    expect(server?.audio).toEqual(Buffer.concat([asked, asked]))
    expect(server?.received.filter(({ kind }) => kind === 'activityStart')).toHaveLength(2)
    clock.advance(60_000)
    expect(isMissing(b)).toBe(false)
    expect(b.engine.conversation.sendAgain()).toMatchObject({ ok: false })
  })

  it('may be typed', async () => {
    const { b, clock } = await benchOf('hands-free')
    b.engine.conversation.sendText('Where am I?')
    await b.simulator.connections[0]?.waitFor(({ kind }) => kind === 'text')
    clock.advance(10_000)
    expect(isMissing(b)).toBe(true)
    b.engine.conversation.sendAgain()
    await eventually(() =>
      expect(b.transcript()).toEqual(['user: Where am I?', 'assistant: Here I am.']),
    )
    expect(isMissing(b)).toBe(false)
  })

  it('is nothing to be told of once the conversation is over', async () => {
    const { b, clock } = await benchOf('hands-free')
    b.engine.conversation.sendText('Where am I?')
    clock.advance(10_000)
    expect(isMissing(b)).toBe(true)
    await b.engine.endConversation()
    expect(isMissing(b)).toBe(false)
    expect(b.engine.conversation.sendAgain()).toMatchObject({ ok: false })
  })
})
