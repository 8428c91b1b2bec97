/** Words of the server that are none, over a real socket: the simulator says them. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { scripted } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from '../protocol/harness'
import { QUICK } from './quick-reply'

const STILL_HERE = scripted([{ ...QUICK, text: 'Still here.' }])

/** Live, with a server that says what it is told to say. */
async function listening(): Promise<Bench & { say(...words: (string | object | Buffer)[]): void }> {
  const b = await bench({ scenario: STILL_HERE })
  await goLive(b)
  return {
    ...b,
    say: (...words) => words.forEach((word) => b.simulator.connections.at(-1)?.send(word)),
  }
}

/** The conversation goes on over the very connection, and nothing else is in the transcript. */
async function expectUnmoved(b: Bench): Promise<void> {
  b.engine.conversation.sendText('Are you there?')
  await eventually(() =>
    expect(b.transcript()).toEqual(['user: Are you there?', 'assistant: Still here.']),
  )
  expect(b.simulator.connections).toHaveLength(1)
}

const dropped = (b: Bench): number => b.engine.state.current.counters.messagesDropped

/** Each of these is one message, and is dropped and counted. */
const expectDropped = async (...words: (string | object | Buffer)[]): Promise<void> => {
  const b = await listening()
  b.say(...words)
  await eventually(() => expect(dropped(b)).toBe(words.length))
  await expectUnmoved(b)
}

describe('words that are none', () => {
  it('row 29: what is not JSON is dropped and counted', () =>
    expectDropped(
      '',
      'hello',
      '{"serverContent":{"turnComplete":tr',
      '\uFEFF{"setupComplete":{}}',
      '\0{"setupComplete":{}}',
      '{"setupComplete":{}}\0',
      Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
      '{"goAway":{"timeLeft":"1s"}'.repeat(2),
    ))

  it('row 30: JSON that is no object is dropped and counted', () =>
    expectDropped('null', '42', '"abc"', '[]', '[{"goAway":{}}]', 'true', '-0', '1e999'))

  it('row 31: keys of objects’ own machinery have no effect', async () => {
    const call = '{"functionCalls":[{"id":"1","name":"rm"}]}'
    await expectDropped(
      `{"__proto__":{"toolCall":${call},"goAway":{"timeLeft":"0s"}}}`,
      `{"constructor":{"prototype":{"toolCall":${call}}}}`,
      '{"toString":"x","valueOf":1,"hasOwnProperty":null}',
    )
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { toolCall?: unknown }).toolCall).toBeUndefined()
    const b = await listening()
    b.say(`{"serverContent":{"__proto__":{"turnComplete":true,"interrupted":true}}}`)
    await expectUnmoved(b)
  })

  it('row 32: keys that clash with getters of the SDK are dropped', () =>
    expectDropped('{"text":"boo"}', '{"data":"Ym9v"}', '{"text":1,"data":{}}'))

  it('row 35: two million levels of nesting are dropped, or of no use', async () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    const b = await listening()
    b.say(deep(2_000_000), `{"serverContent":{"modelTurn":{"parts":${deep(1_000_000)}}}}`)
    b.say(`{"usageMetadata":${deep(1_000_000)}}`)
    await eventually(() => expect(dropped(b)).toBeGreaterThanOrEqual(1))
    await expectUnmoved(b)
  })
})

describe('voice that is none', () => {
  const part = (mimeType: string, data: string): object => ({
    serverContent: { modelTurn: { parts: [{ inlineData: { mimeType, data } }] } },
  })

  it('row 38: sound of a wrong kind is not played', async () => {
    const b = await listening()
    b.say(
      part('audio/pcm;rate=24000', Buffer.alloc(3).toString('base64')),
      part('audio/pcm;rate=24000', '%%%%'),
      part('audio/pcm;rate=24000', ''),
      part('audio/pcm;rate=0', Buffer.alloc(4).toString('base64')),
      part('audio/pcm;rate=-1', Buffer.alloc(4).toString('base64')),
      part('audio/mp3', Buffer.alloc(4).toString('base64')),
      part('text/html', Buffer.from('<b>').toString('base64')),
    )
    b.say('the end')
    await eventually(() => expect(dropped(b)).toBe(1))
    expect(b.speaker.receivedSamples).toBe(0)
    await expectUnmoved(b)
  })
})

describe('messages out of place', () => {
  it('row 39: content before setup is dropped, a second setup is nothing', async () => {
    const b = await bench({ scenario: { ...STILL_HERE, setupDelayMs: 300 } })
    b.engine.startConversation()
    await eventually(() => expect(b.simulator.connections[0]?.setup).toBeTruthy())
    const ghost = { serverContent: { outputTranscription: { text: 'ghost' } } }
    b.simulator.connections[0]?.send(ghost)
    b.simulator.connections[0]?.send({ goAway: { timeLeft: '0s' } })
    await b.until(({ session }) => session.kind === 'live')
    expect(dropped(b)).toBe(2)
    const since = b.engine.state.current.session
    for (let time = 0; time < 5; time += 1) b.simulator.connections[0]?.send({ setupComplete: {} })
    await expectUnmoved(b)
    expect(b.engine.state.current.session).toEqual(since)
    b.simulator.connections[0]?.close(1000)
    expect(b.transcript().join()).not.toContain('ghost')
  })

  it('row 40: no tool call has an effect, whatever it asks for', async () => {
    const b = await listening()
    const call = (name: unknown, args: unknown, id: unknown = 'call-1'): object => ({
      toolCall: { functionCalls: [{ id, name, args }] },
    })
    const thousand = Array.from({ length: 1_000 }, (_, at) => ({ id: `${at}`, name: 'openUrl' }))
    const words = [
      call('openUrl', { url: 'https://attacker.invalid' }),
      call('openUrl', { url: 'https://attacker.invalid' }),
      call('rm', { path: '/' }),
      call('writeFile', { text: 'x'.repeat(1_000_000) }),
      call(7, 'arguments', null),
      { toolCall: { functionCalls: thousand } },
      { toolCall: { functionCalls: {} } },
      { toolCallCancellation: { ids: ['call-1', 'never-seen'] } },
    ]
    const before = b.engine.state.current
    b.say(...words)
    await eventually(() => expect(dropped(b)).toBe(words.length))
    const after = b.engine.state.current
    expect({ ...after, counters: null }).toEqual({ ...before, counters: null })
    expect(b.simulator.connections[0]?.received).toEqual([])
    await expectUnmoved(b)
  })
})

describe('too much at once', () => {
  const SECONDS = 2
  const EVERY_MS = 10

  it('row 36: 10,000 messages a second leave the engine quick to answer', async () => {
    const b = await listening()
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const tiny = { serverContent: { outputTranscription: { text: 'a ' } } }
    let sent = 0
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        for (let one = 0; one < EVERY_MS * 10; one += 1, sent += 1) b.say(tiny)
        if (sent < SECONDS * 10_000) return
        clearInterval(timer)
        resolve()
      }, EVERY_MS)
    })
    b.say({ serverContent: { turnComplete: true } })
    await eventually(() => expect(b.transcript().join('').match(/a/g)).toHaveLength(sent + 2))
    delay.disable()
    // Of this one process, which besides has to make and send those messages, among other programs.
    expect(delay.percentile(50) / 1e6).toBeLessThan(100)
    expect(delay.percentile(99) / 1e6).toBeLessThan(400)
  })
})
