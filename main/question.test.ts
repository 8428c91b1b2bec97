import { describe, expect, it } from 'vitest'
import type { ServerEvent } from './live/server-events'
import { uplinkBench } from './live/testing-uplink'
import type { FakeConnection } from './live/testing'
import { Question, type Delimiter } from './question'

const VOICE: ServerEvent = { type: 'voice', pcm: new Uint8Array(2) }
const words = (text: string): ServerEvent => ({ type: 'input-text', text })

function setUp(delimiter: Delimiter) {
  const bench = uplinkBench({ onTurnSent: (turn) => question.noteSent(turn) })
  const told: boolean[] = []
  const typed: string[] = []
  const question = new Question({
    clock: bench.clock,
    uplink: bench.uplink,
    delimiter: () => delimiter,
    sendText: (text) => {
      typed.push(text)
      return bench.uplink.text(text)
    },
    onMissing: (missing) => told.push(missing),
  })
  const connection: FakeConnection = bench.attach(
    delimiter === 'held' ? 'push-to-talk' : 'hands-free',
  )
  let chunks = 0
  return {
    ...bench,
    question,
    connection,
    told,
    typed,
    /** Says something so long, in ms, as its mode delimits it. */
    say: (ms: number) => {
      if (delimiter === 'held') question.activityStart()
      for (let at = 0; at < ms; at += 20) {
        bench.clock.advance(20)
        question.audio(Uint8Array.of(1, chunks++ & 255))
      }
      if (delimiter === 'held') question.activityEnd()
      if (delimiter === 'heard') question.audioPaused()
    },
    /** Types something that a connection takes. */
    type: (text: string) => question.typed(text, bench.uplink.text(text) ?? -1),
    audio: () => connection.sent.flatMap((each) => (each.what === 'audio' ? [each.bytes] : [])),
  }
}

describe('a question of push-to-talk', () => {
  it('that nothing came back to is sent again as it was, with its marks', () => {
    const { question, clock, connection, told, say, audio } = setUp('held')
    say(1_200)
    clock.advance(10_000)
    expect(told).toEqual([true])
    expect(question.sendAgain()).toBe(true)
    expect(told).toEqual([true, false])
    clock.advance(2_000)
    expect(connection.words).toMatch(/^start( audio){60} end start( audio){60} end$/)
    expect(audio().slice(60)).toEqual(audio().slice(0, 60))
    clock.advance(10_000)
    expect(told).toEqual([true, false, true])
  })

  it('is forgotten once something came back', () => {
    const { question, clock, told, say } = setUp('held')
    say(1_200)
    question.receive(VOICE)
    clock.advance(60_000)
    expect(told).toEqual([])
    expect(question.sendAgain()).toBe(false)
  })

  it('is none when it was a slip of the key, and none that waits is forgotten for it', () => {
    const { question, clock, told, say } = setUp('held')
    say(500)
    clock.advance(60_000)
    expect(told).toEqual([])
    expect(question.sendAgain()).toBe(false)
    say(2_000)
    clock.advance(5_000)
    say(500)
    clock.advance(5_000)
    expect(told).toEqual([true])
  })

  it('gives way to the next one while that is still being said', () => {
    const { question, clock, told, say } = setUp('held')
    say(2_000)
    clock.advance(8_900)
    question.activityStart()
    for (let chunk = 0; chunk < 100; chunk += 1) {
      question.audio(Uint8Array.of(1, 2))
      clock.advance(20)
    }
    expect(told).toEqual([])
    expect(question.sendAgain()).toBe(false)
  })

  it('is waited for from when it has left, not from when it was said', () => {
    const { question, uplink, clock, told, say, attach } = setUp('held')
    uplink.detach()
    say(20_000)
    clock.advance(15_000)
    expect(told).toEqual([])
    attach('push-to-talk')
    // At twice real time.
    clock.advance(10_000 + 9_000)
    expect(told).toEqual([])
    clock.advance(1_000)
    expect(told).toEqual([true])
    expect(question.sendAgain()).toBe(true)
  })

  it('is not waited for when what was said before it has left', () => {
    const { clock, connection, told, say } = setUp('held')
    connection.bufferedBytes = 50_000
    say(400)
    say(1_200)
    connection.bufferedBytes = 0
    // The first goes out at twice real time, and little of the second.
    clock.advance(400)
    connection.bufferedBytes = 50_000
    expect(connection.words).toMatch(/^start( audio){20} end start( audio)+$/)
    clock.advance(12_000)
    expect(told).toEqual([])
    connection.bufferedBytes = 0
    clock.advance(12_000)
    expect(connection.words).toMatch(/end$/)
    expect(told).toEqual([true])
  })

  it('that was taken back is neither waited for nor kept', () => {
    const { question, clock, told, say } = setUp('held')
    say(2_000)
    question.withdraw()
    clock.advance(60_000)
    expect(told).toEqual([])
    expect(question.sendAgain()).toBe(false)
  })

  it('keeps its last thirty seconds', () => {
    const { question, clock, say, audio } = setUp('held')
    say(31_000)
    expect(audio()).toHaveLength(1_550)
    question.sendAgain()
    clock.advance(30_000)
    expect(audio()).toHaveLength(1_550 + 1_500)
  })

  it('is not sent over a connection that is gone, nor into what is being said', () => {
    const { question, uplink, clock, attach, say } = setUp('held')
    say(2_000)
    clock.advance(10_000)
    uplink.detach()
    expect(question.sendAgain()).toBe(false)
    attach('push-to-talk')
    question.activityStart()
    expect(question.sendAgain()).toBe(false)
  })

  it('is gone with the conversation', () => {
    const { question, clock, told, say } = setUp('held')
    say(2_000)
    clock.advance(10_000)
    question.end()
    expect(told).toEqual([true, false])
    expect(question.sendAgain()).toBe(false)
  })
})

describe('a question hands-free', () => {
  it('is what the voice detector delimits, if it is more than a cough', () => {
    const { question, clock, connection, told, say } = setUp('heard')
    say(1_400)
    clock.advance(60_000)
    expect(told).toEqual([])
    say(2_000)
    clock.advance(10_000)
    expect(told).toEqual([true])
    expect(question.sendAgain()).toBe(true)
    clock.advance(2_000)
    expect(connection.words).toMatch(/stream-end( audio){100} stream-end( audio){100} stream-end$/)
  })

  it('is what the server understood where only the server knows of it', () => {
    const { question, clock, told, typed, say } = setUp('streamed')
    say(5_000)
    clock.advance(60_000)
    expect(told).toEqual([])
    question.receive(words('What is '))
    question.receive(words('this?'))
    clock.advance(10_000)
    expect(told).toEqual([true])
    expect(question.sendAgain()).toBe(true)
    expect(typed).toEqual(['What is this?'])
    clock.advance(10_000)
    expect(told).toEqual([true, false, true])
  })

  it('is not seen in words that come late, during an answer or just after it', () => {
    const { question, clock, told } = setUp('streamed')
    question.receive(VOICE)
    question.receive(words('Late'))
    question.receive({ type: 'turn-complete' })
    clock.advance(900)
    question.receive(words(' words'))
    clock.advance(60_000)
    expect(told).toEqual([])
    question.receive(words('Anew'))
    clock.advance(10_000)
    expect(told).toEqual([true])
  })
})

describe('a question that is typed', () => {
  it('is waited for from when it has left, behind what was said before', () => {
    const { uplink, attach, clock, told, say, type, connection } = setUp('held')
    uplink.detach()
    connection.over = true
    say(8_000)
    const next = attach('push-to-talk')
    type('Where am I?')
    clock.advance(3_900)
    expect(next.words).not.toContain('text')
    clock.advance(100 + 9_900)
    expect(next.words).toMatch(/end text$/)
    expect(told).toEqual([])
    clock.advance(200)
    expect(told).toEqual([true])
  })

  it('waits for the end of a pause while it has not left, and then for its answer', () => {
    const { question, uplink, attach, clock, told, type, connection } = setUp('streamed')
    connection.bufferedBytes = 50_000
    question.audio(Uint8Array.of(1, 2))
    type('Where am I?')
    question.rest()
    uplink.rest()
    clock.advance(60_000)
    attach('hands-free')
    question.goLive()
    clock.advance(9_999)
    expect(told).toEqual([])
    clock.advance(1)
    expect(told).toEqual([true])
    question.rest()
    expect(question.sendAgain()).toBe(false)
  })

  it('is sent again as it was', () => {
    const { question, clock, told, typed, type } = setUp('held')
    type('Where am I?')
    clock.advance(10_000)
    expect(told).toEqual([true])
    expect(question.sendAgain()).toBe(true)
    expect(typed).toEqual(['Where am I?'])
  })

  it('is waited for over a new connection from its begin', () => {
    const { question, clock, told, type } = setUp('held')
    type('Where am I?')
    clock.advance(5_000)
    question.lose()
    clock.advance(20_000)
    question.goLive()
    clock.advance(9_000)
    expect(told).toEqual([])
    clock.advance(1_000)
    expect(told).toEqual([true])
  })
})
