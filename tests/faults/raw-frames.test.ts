/** Frames that no library would send, from a server that sends them. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { bench, eventually, goLive, type Bench } from '../protocol/harness'
import {
  frame,
  OPCODE,
  startRawServer,
  textOfOpcode,
  type RawConnection,
  type RawServer,
} from './raw-server'

const MEBIBYTE = 1024 * 1024
const SOME_TEXT = { serverContent: { outputTranscription: { text: 'Understood.' } } }

/** Live, at a server of raw frames. */
async function live(): Promise<Bench & { raw: RawServer; first: RawConnection }> {
  const raw = await startRawServer()
  const b = await bench({ baseUrl: raw.url })
  await goLive(b)
  const [first] = raw.connections
  if (!first) throw new Error('Nobody came')
  onTestFinished(() => {
    raw.isPolite = true
  })
  return { ...b, raw, first }
}

/** The line is closed, and the conversation goes on over another. */
async function expectCleanEnd(b: Bench & { raw: RawServer; first: RawConnection }): Promise<void> {
  await eventually(() => expect(b.first.gone).toBe(true))
  await eventually(() => expect(b.raw.connections).toHaveLength(2))
  await b.until(({ session }) => session.kind === 'live')
  b.raw.connections[1]?.send(SOME_TEXT)
  await eventually(() => expect(b.transcript()).toEqual(['assistant: Understood.']))
}

describe('frames', () => {
  const text = JSON.stringify(SOME_TEXT)

  it('row 37: a binary frame is read like text', async () => {
    const b = await live()
    b.first.write(frame(text, { opcode: OPCODE.binary }))
    await eventually(() => expect(b.transcript()).toEqual(['assistant: Understood.']))
  })

  it('row 37: a message in fragments, with a ping between them, is put together', async () => {
    const b = await live()
    const half = Math.floor(text.length / 2)
    b.first.write(
      frame(text.slice(0, half), { fin: false }),
      frame('', { opcode: OPCODE.continuation, fin: false }),
      frame('are you there', { opcode: OPCODE.ping }),
      frame(text.slice(half), { opcode: OPCODE.continuation }),
    )
    await eventually(() => expect(b.transcript()).toEqual(['assistant: Understood.']))
    await eventually(() => expect(b.first.received).toContain(textOfOpcode(OPCODE.pong)))
  })

  it.each([
    ['invalid UTF-8', frame(Buffer.from([0xc3, 0x28, 0xff]))],
    ['a reserved opcode', frame('{}', { opcode: 3 })],
    ['a reserved control opcode', frame('', { opcode: 11 })],
    ['a masked frame', frame(text, { masked: true })],
    ['a ping in fragments', frame('', { opcode: OPCODE.ping, fin: false })],
    ['a continuation of nothing', frame(text, { opcode: OPCODE.continuation })],
    ['a close with one byte', frame('x', { opcode: OPCODE.close })],
    ['a close in order, without hanging up', frame(Buffer.from([0x03, 0xe9]), { opcode: 8 })],
    ['a close with a code that may not be sent', frame(Buffer.from([0x03, 0xee]), { opcode: 8 })],
  ])('row 37: %s ends the connection cleanly', async (_name, bytes) => {
    const b = await live()
    b.first.write(bytes)
    await expectCleanEnd(b)
  })
})

describe('sizes', () => {
  const residentMb = (): number => process.memoryUsage.rss() / MEBIBYTE

  it.each([
    ['9 MB', 9 * MEBIBYTE],
    ['110 MB', 110 * MEBIBYTE],
    ['8 EB', Number.MAX_SAFE_INTEGER],
  ])('row 34: a message that says it has %s ends the connection at once', async (_name, length) => {
    const b = await live()
    const before = residentMb()
    b.first.write(frame('[', { claimedLength: length }))
    // More of it, as long as anybody listens; always the same bytes, to cost nothing here.
    const more = Buffer.alloc(MEBIBYTE, ' ')
    for (let sent = 0; sent < 16 && !b.first.gone; sent += 1) b.first.write(more)
    await expectCleanEnd(b)
    expect(residentMb() - before).toBeLessThan(64)
  })

  it('row 34: a message that grows beyond the limit in fragments ends the connection', async () => {
    const b = await live()
    const part = Buffer.alloc(MEBIBYTE, ' ')
    b.first.write(frame(part, { fin: false }))
    for (let sent = 0; sent < 9; sent += 1) {
      b.first.write(frame(part, { opcode: OPCODE.continuation, fin: false }))
    }
    await expectCleanEnd(b)
  })

  it('row 34: what is compressed is not inflated', async () => {
    const b = await live()
    const before = residentMb()
    b.first.write(frame(Buffer.alloc(97_000), { rsv1: true }))
    await expectCleanEnd(b)
    expect(residentMb() - before).toBeLessThan(64)
  })
})

describe('an old connection', () => {
  it('row 43: is not heard any more once it is left', async () => {
    const b = await live()
    const ghost = { serverContent: { outputTranscription: { text: 'ghost' }, turnComplete: true } }
    const haunt = setInterval(() => b.first.send(ghost), 5)
    b.first.send({ goAway: { timeLeft: '1s' } })
    // It never answers the close, and talks on.
    await b.until(({ session }) => session.kind === 'reconnecting')
    const heardSoFar = b.transcript()
    await b.until(({ session }) => session.kind === 'live')
    clearInterval(haunt)
    expect(b.raw.connections).toHaveLength(2)
    b.raw.connections[1]?.send({ serverContent: { inputTranscription: { text: 'And now?' } } })
    await eventually(() => expect(b.transcript()).toContain('user: And now?'))
    expect(b.transcript().filter((line) => line !== 'user: And now?')).toEqual(heardSoFar)
  })

  it('row 39: is not heard any more after its own close, though words follow in one breath', async () => {
    const b = await live()
    const ghost = frame(
      JSON.stringify({
        serverContent: { outputTranscription: { text: 'ghost' } },
        goAway: { timeLeft: '0s' },
        sessionResumptionUpdate: { newHandle: 'of a ghost', resumable: true },
      }),
    )
    const farewell = { outputTranscription: { text: 'Understood. ' } }
    b.first.write(
      frame(JSON.stringify({ serverContent: farewell })),
      frame(Buffer.from([0x03, 0xe8]), { opcode: OPCODE.close }),
      ghost,
      ghost,
    )
    const haunt = setInterval(() => b.first.write(ghost), 5)
    await eventually(() => expect(b.raw.connections).toHaveLength(2))
    await b.until(({ session }) => session.kind === 'live')
    clearInterval(haunt)
    expect(b.raw.connections[1]?.received[0]).not.toContain('of a ghost')
    b.raw.connections[1]?.send({ serverContent: { inputTranscription: { text: 'And now?' } } })
    await eventually(() => expect(b.transcript()).toContain('user: And now?'))
    // What came before the close was heard; the user’s part of a turn stands first.
    expect(b.transcript()).toEqual(['user: And now?', 'assistant: Understood. '])
    expect(b.raw.connections).toHaveLength(2)
  })
})
