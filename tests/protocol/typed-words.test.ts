/** What is typed while speech still waits, when the connection breaks before it could be sent. */
import { describe, expect, it } from 'vitest'
import { CLOSES } from '../../simulator/close-reasons'
import { PACES, scripted, type Reply, type Scenario } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from './harness'

const HERE: Reply = {
  text: 'Here I am.',
  pace: PACES.burst,
  playback: 'none',
  delayMs: 10,
  sound: 'hum',
}

/** The second connection is broken off while it catches up, with typed words behind what was said. */
async function typedAndBroken(rest: Partial<Scenario>): Promise<Bench> {
  const b = await bench({ scenario: scripted([HERE, HERE, HERE], rest) })
  await b.engine.updateSettings({ talkMode: 'push-to-talk' })
  await goLive(b)
  const next = b.simulator.nextConnection()
  b.simulator.connections[0]?.terminate()
  await b.until(({ session }) => session.kind === 'reconnecting')
  b.engine.conversation.startTalking()
  b.microphone.speak(3_000)
  await b.until(({ talk }) => talk.talking)
  b.engine.conversation.cancelTalking()
  const second = await next
  await b.until(({ session }) => session.kind === 'live')
  expect(b.engine.conversation.sendText('And this?')).toMatchObject({ ok: true })
  expect(second.received.some(({ kind }) => kind === 'clientContent')).toBe(false)
  second.terminate()
  return b
}

/** A turn that is to be answered, unlike what a session is told of before. */
const ASKED = '"turnComplete":true'

const notSent = ({ engine }: Bench) =>
  engine.state.current.notices.flatMap(({ error }) =>
    error.reason === 'text-not-sent' ? [error.detail] : [],
  )

describe('words that are typed and still wait when the connection breaks', () => {
  it('reach a session that starts anew once, and not as its history too', async () => {
    const b = await typedAndBroken({
      onSetup: (dial) => (dial === 3 || dial === 4 ? CLOSES.unavailable : 'complete'),
    })
    await b.until(({ session }) => session.kind === 'reconnecting')
    await b.until(({ session }) => session.kind === 'live')
    const last = b.simulator.connections.at(-1)
    expect(last?.setup?.sessionResumption).toEqual({})
    const isTyped = ({ content }: { readonly content?: unknown }): boolean =>
      JSON.stringify(content ?? null).includes('And this?')
    await last?.waitFor((each) => isTyped(each) && JSON.stringify(each).includes(ASKED))
    expect(last?.received.filter((each) => isTyped(each))).toHaveLength(1)
    expect(notSent(b)).toEqual([])
  })

  it('are told of when no connection will take them any more', async () => {
    const b = await typedAndBroken({
      onSetup: (dial) => (dial < 3 ? 'complete' : CLOSES.quota),
    })
    await b.until(({ session }) => session.kind === 'failed')
    expect(notSent(b)).toEqual(['“And this?”'])
    expect(b.transcript()).toContain('user: And this?')
  })

  it('wait while the computer sleeps, and are answered when it is awake', async () => {
    const b = await typedAndBroken({})
    b.engine.conversation.sleep()
    await b.until(({ session }) => session.kind === 'paused')
    b.engine.conversation.wake()
    await b.until(({ session }) => session.kind === 'live')
    await b.simulator.connections.at(-1)?.waitFor(({ kind }) => kind === 'clientContent')
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: Here I am.'))
    expect(notSent(b)).toEqual([])
  })

  it('are told of when the conversation is ended instead', async () => {
    const b = await typedAndBroken({})
    await b.engine.endConversation()
    expect(notSent(b)).toEqual(['“And this?”'])
  })
})
