/** The contract with the pinned SDK, over real sockets; what the SDK changes shows here first. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { connectLive, type LiveConnection } from './live-client'
import type { ConnectionFailure } from './live-errors'
import type { LiveSender } from './live-sender'
import { SYSTEM_INSTRUCTION } from './session-config'
import { failureOf, KEY, listen, listener, requestTo, serve, SETUP_COMPLETE } from './test-server'
import { SOME_WISHES } from './testing'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

function senderOf({ line }: LiveConnection): LiveSender {
  if (line.kind === 'over') throw new Error('The line is over')
  return line.sender
}

describe('what is said first', () => {
  it('goes to the v1beta method with the key, over our own socket', async () => {
    const { baseUrl, upgrades } = await serve()
    const connection = await connectLive(
      requestTo(baseUrl, { credentials: { kind: 'api-key', apiKey: `${KEY} &?`, baseUrl } }),
      listener().callbacks,
    )
    expect(upgrades[0]?.url).toBe(
      '//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent' +
        `?key=${KEY}%20%26%3F`,
    )
    // The SDK's own socket would offer compression.
    expect(upgrades[0]?.headers['sec-websocket-extensions']).toBeUndefined()
    await connection.close()
  })

  it('goes where we say, whatever the environment says', async () => {
    const { baseUrl, upgrades } = await serve()
    vi.stubEnv('GOOGLE_GEMINI_BASE_URL', 'http://127.0.0.1:1')
    vi.stubEnv('GOOGLE_GENAI_USE_VERTEXAI', 'true')
    vi.stubEnv('GOOGLE_GENAI_USE_ENTERPRISE', 'true')
    vi.stubEnv('GOOGLE_GENAI_API_VERSION', 'v1')
    vi.stubEnv('GOOGLE_API_KEY', 'another-key')
    vi.stubEnv('GEMINI_API_KEY', 'another-key')
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
    expect(upgrades[0]?.url).toMatch(new RegExp(`v1beta.*\\?key=${KEY}$`))
    expect(inspect(warn.mock.calls)).not.toContain('key-')
    warn.mockRestore()
    await connection.close()
  })

  it('is the whole setup', async () => {
    const { baseUrl, messages } = await serve()
    const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
    expect(messages).toEqual([
      {
        setup: {
          model: 'models/gemini-3.8-live',
          generationConfig: { responseModalities: ['AUDIO'] },
          systemInstruction: { parts: [{ text: SYSTEM_INSTRUCTION }], role: 'user' },
          inputAudioTranscription: {},
          outputAudioTranscription: {},
          sessionResumption: {},
          contextWindowCompression: {
            triggerTokens: '25000',
            slidingWindow: { targetTokens: '8000' },
          },
          realtimeInputConfig: {
            automaticActivityDetection: { disabled: false },
            activityHandling: 'START_OF_ACTIVITY_INTERRUPTS',
            turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
          },
        },
      },
    ])
    await connection.close()
  })

  it('resumes with a handle', async () => {
    const { baseUrl, messages } = await serve()
    const wishes = {
      ...SOME_WISHES,
      model: 'm',
      talkMode: 'push-to-talk',
      resumptionHandle: 'h',
    } as const
    const connection = await connectLive(requestTo(baseUrl, { wishes }), listener().callbacks)
    expect(messages).toMatchObject([
      {
        setup: {
          model: 'models/m',
          sessionResumption: { handle: 'h' },
          realtimeInputConfig: { automaticActivityDetection: { disabled: true } },
        },
      },
    ])
    await connection.close()
  })
})

describe('a live connection', () => {
  it('says each thing in a message of its own', async () => {
    const { baseUrl, messages } = await serve()
    const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
    const sender = senderOf(connection)
    const pool = Uint8Array.of(9, 1, 2, 9)
    sender.sendAudio(pool.subarray(1, 3))
    sender.sendFrame(pool.subarray(1, 3))
    sender.sendLiveText('a')
    sender.sendTurn('b')
    sender.sendHistory([
      { role: 'user', text: 'c' },
      { role: 'model', text: 'd' },
    ])
    sender.sendActivityStart()
    sender.sendActivityEnd()
    sender.sendAudioStreamEnd()
    await connection.close()
    const data = Buffer.of(1, 2).toString('base64')
    expect(messages.slice(1)).toEqual([
      { realtimeInput: { audio: { data, mimeType: 'audio/pcm;rate=16000' } } },
      { realtimeInput: { video: { data, mimeType: 'image/jpeg' } } },
      { realtimeInput: { text: 'a' } },
      { clientContent: { turns: [{ role: 'user', parts: [{ text: 'b' }] }], turnComplete: true } },
      {
        clientContent: {
          turns: [
            { role: 'user', parts: [{ text: 'c' }] },
            { role: 'model', parts: [{ text: 'd' }] },
          ],
          turnComplete: false,
        },
      },
      { realtimeInput: { activityStart: {} } },
      { realtimeInput: { activityEnd: {} } },
      { realtimeInput: { audioStreamEnd: true } },
    ])
  })

  it('reads text and binary, and counts what it cannot use', async () => {
    const { baseUrl, sockets } = await serve()
    const { callbacks, events, dropped } = listener()
    const connection = await connectLive(requestTo(baseUrl), callbacks)
    sockets[0]?.send('{"serverContent":{"interrupted":true}}')
    sockets[0]?.send('not json')
    sockets[0]?.send(Buffer.of(0xff, 0xfe))
    sockets[0]?.send(SETUP_COMPLETE)
    sockets[0]?.send(Buffer.from('{"serverContent":{"turnComplete":true}}'))
    await vi.waitFor(() => expect(events).toHaveLength(3))
    expect(events.map(({ type }) => type)).toEqual([
      'interrupted',
      'setup-complete',
      'turn-complete',
    ])
    expect(dropped).toEqual(['not-json', 'not-json'])
    await connection.close()
  })

  it('tells its end once, with the server’s reason', async () => {
    const { baseUrl, sockets } = await serve()
    const { callbacks, ends } = listener()
    const connection = await connectLive(requestTo(baseUrl), callbacks)
    const kept = senderOf(connection)
    sockets[0]?.close(1011, 'Internal error encountered.')
    await vi.waitFor(() => expect(ends).toHaveLength(1))
    expect(ends).toEqual([{ kind: 'closed', code: 1011, reason: 'Internal error encountered.' }])
    expect(connection.line.kind).toBe('over')
    kept.sendLiveText('late')
    await connection.close()
    expect(ends).toHaveLength(1)
  })

  it('ends when a message is too large', async () => {
    const { baseUrl, sockets } = await serve()
    const { callbacks, ends } = listener()
    await connectLive(requestTo(baseUrl), callbacks)
    sockets[0]?.send(Buffer.alloc(8 * 1024 * 1024 + 1, ' '))
    await vi.waitFor(() =>
      expect(ends).toEqual([{ kind: 'network', code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' }]),
    )
  })

  it('is closed when the socket is gone, and says and hears nothing afterwards', async () => {
    const { baseUrl, sockets, messages, open } = await serve()
    const { callbacks, events, ends } = listener()
    const connection = await connectLive(requestTo(baseUrl), callbacks)
    const kept = senderOf(connection)
    const closing = connection.close()
    expect(connection.line.kind).toBe('over')
    sockets[0]?.send('{"serverContent":{"turnComplete":true}}')
    kept.sendLiveText('late')
    expect(await closing).toBe('answered')
    await vi.waitFor(() => expect(open()).toBe(0))
    expect(messages).toHaveLength(1)
    expect([events, ends]).toEqual([[], []])
    kept.sendAudio(Uint8Array.of(1, 2))
    kept.sendTurn('later')
    await connection.close()
  })

  it.each([
    ['first, with our very code', 1000, true],
    ['at the same moment', 1001, false],
  ])('has no answer from a server that says goodbye itself: %s', async (_, code, isFirst) => {
    const { baseUrl, sockets } = await serve()
    const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
    sockets[0]?.close(code)
    if (isFirst) await vi.waitFor(() => expect(connection.line.kind).toBe('over'))
    expect(await connection.close()).toBe('unanswered')
  })

  it('is closed by force when the server does not answer', async () => {
    const { baseUrl, sockets } = await serve()
    const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    sockets[0]?.pause()
    const closing = connection.close()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await closing).toBe('unanswered')
  })
})

describe('before the setup is complete', () => {
  it('drops what comes, and waits on', async () => {
    const { baseUrl } = await serve((socket) => {
      socket.send('{"serverContent":{"turnComplete":true}}')
      socket.send('{}')
      socket.send('{"setupComplete":{},"serverContent":{"interrupted":true}}')
    })
    const { callbacks, dropped, events } = listener()
    const connection = await connectLive(requestTo(baseUrl), callbacks)
    expect(dropped).toEqual(['before-setup', 'empty'])
    expect(events).toEqual([{ type: 'interrupted' }])
    await connection.close()
  })

  it('takes no completion of a setup that it has not yet asked for', async () => {
    const server = createServer()
    const wss = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      // Upgrade and message in one packet, so that both are read at once.
      socket.cork()
      wss.handleUpgrade(request, socket, head, (client) => {
        client.send(SETUP_COMPLETE)
        socket.uncork()
        client.once('message', () => client.send(SETUP_COMPLETE))
      })
    })
    const { callbacks, dropped } = listener()
    const connection = await connectLive(requestTo(await listen(server)), callbacks)
    expect(dropped).toEqual(['before-setup'])
    await connection.close()
  })
})

describe('a connection that cannot be made', () => {
  it('because nobody listens', async () => {
    const free = createTcpServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const { port } = free.address() as AddressInfo
    await new Promise((resolve) => free.close(resolve))
    expect(await failureOf(requestTo(`http://127.0.0.1:${port}`))).toEqual({
      kind: 'network',
      code: 'ECONNREFUSED',
    })
  })

  it.each([302, 401, 403, 429, 503])('because the upgrade is answered with %d', async (status) => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.writeHead(status, { location: '/elsewhere' }).end(`echo of ${KEY}`)
    })
    expect(await failureOf(requestTo(await listen(server)))).toEqual({
      kind: 'upgrade-refused',
      status,
    })
    expect(asked).toBe(1)
  })

  it('because the server closes before setup', async () => {
    const { baseUrl, open } = await serve((socket) =>
      socket.close(1007, `API key not valid: ${KEY}`),
    )
    expect(await failureOf(requestTo(baseUrl))).toEqual({
      kind: 'closed',
      code: 1007,
      reason: 'API key not valid: …',
    })
    await vi.waitFor(() => expect(open()).toBe(0))
  })

  it('because the server stays silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { baseUrl, open } = await serve(() => void vi.advanceTimersByTime(8_000))
    expect(await failureOf(requestTo(baseUrl))).toEqual({ kind: 'timeout', step: 'setup' })
    vi.useRealTimers()
    await vi.waitFor(() => expect(open()).toBe(0))
  })

  it('because the user has given up, at any moment', async () => {
    const givenUp: ConnectionFailure = { kind: 'closed', code: 1005, reason: 'ended by the user' }
    const early = await serve()
    expect(await failureOf(requestTo(early.baseUrl), AbortSignal.abort())).toEqual(givenUp)
    expect(early.upgrades).toEqual([])

    const giveUp = new AbortController()
    const late = await serve(() => giveUp.abort())
    expect(await failureOf(requestTo(late.baseUrl), giveUp.signal)).toEqual(givenUp)
    await vi.waitFor(() => expect(late.open()).toBe(0))
  })

  it('because the key cannot stand in a URL', async () => {
    const baseUrl = 'http://127.0.0.1:1'
    const request = requestTo(baseUrl, {
      credentials: { kind: 'api-key', apiKey: `${KEY}\uD800`, baseUrl },
    })
    expect(await failureOf(request)).toMatchObject({ kind: 'setup-unusable' })
  })
})
