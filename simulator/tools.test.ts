import { expect, test } from 'vitest'
import type { Said } from './scenario'
import { TestClient } from './test-client'
import { LONG, QUICK, testServers, TRANSCRIBED } from './test-server'

const { play, start } = testServers()

const declare = (behavior: 'BLOCKING' | 'NON_BLOCKING'): object => ({
  ...TRANSCRIBED,
  tools: [{ functionDeclarations: [{ name: 'open_app', behavior }] }],
})
const CALL = { ...QUICK, text: 'One moment. ', toolCalls: [{ name: 'open_app', id: 'c1' }] }
const DONE = { ...QUICK, text: 'Done.' }

function answer(client: TestClient, extra: object = {}, id = 'c1'): void {
  const functionResponses = [{ id, name: 'open_app', response: { output: {} }, ...extra }]
  client.send({ toolResponse: { functionResponses } })
}

const called = (client: TestClient): Promise<unknown> =>
  client.next(({ toolCall }) => toolCall !== undefined)

test('a blocking call holds the turn until its result is there', async () => {
  const { url, count } = await play([CALL, DONE])
  const client = await TestClient.live(url, declare('BLOCKING'))
  client.realtime({ text: 'Open it' })
  expect(await called(client)).toEqual({
    toolCall: { functionCalls: [{ id: 'c1', name: 'open_app' }] },
  })
  expect(count('turnComplete')).toBe(0)
  answer(client)
  await client.turnComplete()
  expect(client.transcript('outputTranscription')).toBe('One moment. Done.')
  expect(count('turnComplete')).toBe(1)
})

test('a call that does not block is spoken of when the model is idle', async () => {
  const said: Said['kind'][] = []
  const { url } = await start({
    scenario: {
      name: 'tools',
      reply: (prompt) => {
        said.push(prompt.said.kind)
        return prompt.turn === 1 ? CALL : DONE
      },
    },
  })
  const client = await TestClient.live(url, declare('NON_BLOCKING'))
  client.realtime({ text: 'Open it' })
  await client.turnComplete()
  answer(client)
  await client.turnComplete(client.messages.length)
  expect(said).toEqual(['text', 'toolResult'])
})

test('a silent result is not spoken of, an interrupting one cuts in', async () => {
  const { url, simulator, count } = await play([LONG, DONE])
  const client = await TestClient.live(url, declare('NON_BLOCKING'))
  client.realtime({ text: 'Hello' })
  await client.voice()
  const silent = simulator.connections[0]?.callTool('open_app', { name: 'x' }) ?? ''
  const urgent = simulator.connections[0]?.callTool('open_app') ?? ''
  answer(client, { scheduling: 'SILENT' }, silent)
  answer(client, { scheduling: 'INTERRUPT' }, urgent)
  await client.next(({ serverContent }) => serverContent?.generationComplete === true)
  expect(count('interrupted')).toBe(1)
  expect(count('turnStart')).toBe(2)
})

test('an interruption takes the calls back, and a late result is ignored', async () => {
  const { url, count } = await play([CALL, DONE, DONE])
  const client = await TestClient.live(url, declare('BLOCKING'))
  client.realtime({ text: 'Open it' })
  await called(client)
  client.realtime({ text: 'No, stop' })
  const cancelled = await client.next(
    ({ toolCallCancellation }) => toolCallCancellation !== undefined,
  )
  expect(cancelled).toEqual({ toolCallCancellation: { ids: ['c1'] } })
  answer(client)
  await client.next(({ serverContent }) => serverContent?.generationComplete === true)
  client.realtime({ text: 'Still there?' })
  await client.turnComplete(client.messages.length)
  expect(count('oddity')).toBe(1)
})

test('a connection calls and cancels by hand', async () => {
  const { url, simulator } = await play([QUICK])
  const client = await TestClient.live(url, declare('NON_BLOCKING'))
  const id = simulator.connections[0]?.callTool('__proto__', {}) ?? ''
  simulator.connections[0]?.cancelTools([id])
  const { toolCallCancellation } = await client.next((message) => 'toolCallCancellation' in message)
  expect(toolCallCancellation?.ids).toEqual([id])
})
