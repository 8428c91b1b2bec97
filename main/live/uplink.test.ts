import { describe, expect, it, vi } from 'vitest'
import { sendLiveText, uplinkBench } from './testing-uplink'

const KEPT_CHUNKS = 250

describe('Uplink', () => {
  it('sends a held activity that began before the connection, whole and in order', () => {
    const { uplink, attach, speak, clock } = uplinkBench()
    uplink.activityStart()
    speak(2)
    const connection = attach('push-to-talk')
    speak(1)
    uplink.activityEnd()
    clock.advance(1_000)
    expect(connection.words).toBe('start audio audio audio end')
  })

  it('goes on with an open activity over the next connection', () => {
    const { uplink, attach, speak, sent } = uplinkBench()
    const first = attach('push-to-talk')
    uplink.activityStart()
    speak(1)
    uplink.detach()
    speak(1)
    uplink.activityEnd()
    const second = attach('push-to-talk')
    expect([first.words, second.words]).toEqual(['start audio', 'start audio end'])
    expect(sent()).toEqual([0, 1])
  })

  it('tells the next connection of the end of what an earlier one was told of', () => {
    const { uplink, attach, speak } = uplinkBench()
    attach('push-to-talk')
    uplink.activityStart()
    speak(1)
    uplink.detach()
    uplink.activityEnd()
    expect(attach('push-to-talk').words).toBe('start end')
  })

  it('says nothing of a press at which nothing was said', () => {
    const { uplink, attach } = uplinkBench()
    uplink.activityStart()
    uplink.activityEnd()
    expect(attach('push-to-talk').words).toBe('')
  })

  it('marks nothing hands-free, and ends a stream of audio only after audio', () => {
    const { uplink, attach, speak } = uplinkBench()
    const connection = attach('hands-free')
    uplink.audioPaused()
    uplink.activityStart()
    speak(2)
    uplink.activityEnd()
    uplink.audioPaused()
    uplink.audioPaused()
    expect(connection.words).toBe('audio audio stream-end')
  })

  it('ends a stream whose last words had to wait', () => {
    const { uplink, attach, speak, clock } = uplinkBench()
    speak(2)
    uplink.audioPaused()
    const connection = attach('hands-free')
    clock.advance(1_000)
    expect(connection.words).toBe('audio audio stream-end')
  })

  it('opens no activity for what was still on its way when hands-free ended', () => {
    const { uplink, attach, speak, lost } = uplinkBench()
    attach('hands-free')
    speak(3)
    uplink.detach()
    speak(2)
    expect(attach('push-to-talk').words).toBe('')
    expect(lost).toMatchObject({ unsent: 40 })
  })

  it('sends nothing hands-free that has grown old while the network stood still', () => {
    const { uplink, attach, speak, talk, sent, lost, clock } = uplinkBench()
    const connection = attach('hands-free')
    connection.bufferedBytes = 50_000
    speak(10)
    uplink.audioPaused()
    clock.advance(4_900)
    talk(10)
    connection.bufferedBytes = 0
    clock.advance(1_000)
    expect(sent()).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
    expect(lost).toMatchObject({ slow: 200 })
  })

  it('sends all of an utterance that was begun in time', () => {
    const { uplink, attach, speak, sent, clock } = uplinkBench()
    uplink.activityStart()
    speak(1_000)
    uplink.activityEnd()
    clock.advance(25_000)
    attach('push-to-talk')
    clock.advance(10_000)
    expect(sent()).toHaveLength(1_000)
  })

  it('keeps hands-free the newest five seconds, as others come too late', () => {
    const { attach, speak, sent, lost, clock } = uplinkBench()
    speak(KEPT_CHUNKS + 10)
    attach('hands-free')
    clock.advance(10_000)
    expect(sent()).toEqual(Array.from({ length: KEPT_CHUNKS }, (_, index) => index + 10))
    expect(lost).toMatchObject({ late: 200 })
  })

  it('does not send what was said five minutes ago', () => {
    const { attach, speak, lost, clock } = uplinkBench()
    speak(100)
    clock.advance(300_000)
    const connection = attach('hands-free')
    clock.advance(10_000)
    expect(connection.words).toBe('')
    expect(lost).toMatchObject({ late: 2_000 })
  })

  it('keeps an utterance of push-to-talk whole, for thirty seconds after its end', () => {
    const { uplink, attach, talk, sent, lost, clock } = uplinkBench()
    uplink.activityStart()
    talk(1_400)
    uplink.activityEnd()
    clock.advance(29_000)
    attach('push-to-talk')
    clock.advance(20_000)
    expect(sent()).toHaveLength(1_400)
    expect(lost.late).toBe(0)
  })

  it('does not keep it for longer', () => {
    const { uplink, attach, talk, lost, clock } = uplinkBench()
    uplink.activityStart()
    talk(10)
    uplink.activityEnd()
    clock.advance(31_000)
    expect(attach('push-to-talk').words).toBe('')
    expect(lost.late).toBe(200)
  })

  it('keeps of utterances thirty seconds: whole ones go, and of a longer one its beginning', () => {
    const { uplink, attach, talk, sent, lost, clock } = uplinkBench()
    uplink.activityStart()
    talk(100)
    uplink.activityEnd()
    uplink.activityStart()
    talk(1_510)
    const connection = attach('push-to-talk')
    uplink.activityEnd()
    clock.advance(60_000)
    expect(connection.words).toMatch(/^start( audio)+ end$/)
    expect(sent()).toEqual(Array.from({ length: 1_500 }, (_, index) => index + 110))
    expect(lost.late).toBe(2_200)
  })

  it('catches up at twice real time, oldest first, with what is spoken meanwhile behind it', () => {
    const { attach, talk, sent, clock } = uplinkBench()
    talk(100)
    const connection = attach('hands-free')
    expect(connection.sent).toHaveLength(1)
    clock.advance(500)
    expect(connection.sent).toHaveLength(51)
    talk(75)
    expect(sent()).toEqual(Array.from({ length: 175 }, (_, index) => index))
    // From here on nothing waits.
    talk(1)
    expect(sent()).toHaveLength(176)
    expect(clock.waiting).toBe(0)
  })

  it('counts what waits when the conversation is over, and forgets it', () => {
    const { uplink, attach, speak, lost } = uplinkBench()
    attach('push-to-talk')
    uplink.activityStart()
    speak(1)
    uplink.detach()
    speak(3)
    uplink.clear()
    expect(attach('push-to-talk').words).toBe('')
    expect(lost).toMatchObject({ unsent: 60 })
  })

  it('offers a server that refused it nothing of what waits, but what is said from then on', () => {
    const { uplink, attach, speak, sent, lost } = uplinkBench()
    uplink.activityStart()
    speak(5)
    uplink.dropWaiting()
    const connection = attach('push-to-talk')
    speak(1)
    uplink.activityEnd()
    expect(connection.words).toBe('start audio end')
    expect(sent()).toEqual([5])
    expect(lost).toMatchObject({ unsent: 100 })
  })

  it('keeps what comes while the socket closes, for the next connection', () => {
    const { uplink, attach, speak, sent } = uplinkBench()
    const closing = attach('push-to-talk')
    uplink.activityStart()
    speak(1)
    closing.over = true
    speak(1)
    uplink.detach()
    const next = attach('push-to-talk')
    expect([closing.words, next.words]).toEqual(['start audio', 'start audio'])
    expect(sent()).toEqual([0, 1])
  })
})

describe('a connection that breaks', () => {
  it('takes at most the last second with it, which is in doubt and not sent again', () => {
    const { uplink, attach, talk, sent, lost, clock } = uplinkBench()
    attach('hands-free')
    talk(100)
    uplink.cut()
    talk(5)
    attach('hands-free')
    clock.advance(1_000)
    expect(lost).toMatchObject({ 'in-doubt': 1_000 })
    expect(sent()).toEqual(Array.from({ length: 105 }, (_, index) => index))
  })

  it('has taken nothing when nothing was said for a second, nor when it was left in order', () => {
    const { uplink, attach, talk, lost, clock } = uplinkBench()
    attach('hands-free')
    talk(10)
    clock.advance(1_000)
    uplink.cut()
    attach('hands-free')
    talk(10)
    uplink.detach()
    uplink.cut()
    expect(lost['in-doubt']).toBe(0)
  })

  it('has taken with it what its socket still held, however long ago that was handed over', () => {
    const { uplink, attach, talk, lost, clock } = uplinkBench()
    const connection = attach('hands-free')
    connection.bytesPerChunk = 1_000
    talk(4)
    clock.advance(4_000)
    uplink.cut()
    expect(lost['in-doubt']).toBe(80)
  })

  it.each([
    ['still open', false],
    ['already over', true],
  ])('over TLS, where each send is drained later, takes no more: %s', (_name, isOver) => {
    const { uplink, attach, talk, lost, clock } = uplinkBench()
    const connection = attach('hands-free')
    connection.bytesPerChunk = 950
    const talkOverTls = (chunks: number): void => {
      for (let i = 0; i < chunks; i += 1) {
        talk(1)
        connection.drain(Infinity)
      }
    }
    talkOverTls(500)
    connection.over = isOver
    uplink.cut()
    expect(lost['in-doubt']).toBe(1_000)
    connection.over = false
    uplink.attach(connection, 'hands-free', {
      onDead: () => undefined,
      sendText: sendLiveText,
    })
    talkOverTls(500)
    clock.advance(1_000)
    connection.over = isOver
    uplink.cut()
    expect(lost['in-doubt']).toBe(1_000)
  })
})

describe('a network that is behind', () => {
  it('is shown no picture before the voice: not with 100 ms of audio in the socket', () => {
    const { uplink, attach } = uplinkBench()
    const picture = Uint8Array.of(1)
    expect([uplink.frameReadiness, uplink.frame(picture)]).toEqual(['offline', false])
    const connection = attach('hands-free')
    connection.bufferedBytes = 4_400
    expect([uplink.frameReadiness, uplink.frame(picture)]).toEqual(['behind', false])
    connection.bufferedBytes -= 1
    expect([uplink.frameReadiness, uplink.frame(picture)]).toEqual(['ready', true])
    expect(connection.words).toBe('frame')
  })

  it('is given audio again when the socket has room, and pictures when it has caught up', () => {
    const { uplink, attach, talk, sent, clock } = uplinkBench()
    const connection = attach('hands-free')
    connection.bufferedBytes = 8_800
    talk(50)
    expect(sent()).toEqual([])
    connection.bufferedBytes = 0
    clock.advance(100)
    expect(sent().length).toBeGreaterThan(0)
    expect(uplink.frameReadiness).toBe('behind')
    clock.advance(1_000)
    expect(sent()).toHaveLength(50)
    expect(uplink.frameReadiness).toBe('ready')
  })

  it('is shown no picture before what was said without a connection', () => {
    const { uplink, attach, talk, sent, clock } = uplinkBench()
    talk(50)
    const connection = attach('hands-free')
    expect([uplink.frameReadiness, uplink.frame(Uint8Array.of(1))]).toEqual(['behind', false])
    clock.advance(1_000)
    expect(sent()).toHaveLength(50)
    expect(uplink.frame(Uint8Array.of(1))).toBe(true)
    expect(connection.words).toMatch(/^(audio )+frame$/)
  })

  it('is shown pictures after 5 s even so while somebody speaks on and on', () => {
    const { uplink, attach, talk } = uplinkBench()
    uplink.activityStart()
    talk(1_000)
    attach('push-to-talk')
    talk(249)
    expect(uplink.frameReadiness).toBe('behind')
    talk(1)
    expect(uplink.frame(Uint8Array.of(1))).toBe(true)
  })

  it('may stand still for some seconds and lose nothing', () => {
    const { attach, talk, sent, lost, clock } = uplinkBench()
    const connection = attach('hands-free')
    connection.bufferedBytes = 100_000
    talk(200)
    connection.bufferedBytes = 0
    clock.advance(5_000)
    expect(sent()).toHaveLength(200)
    expect(lost).toMatchObject({ slow: 0, late: 0 })
  })

  it('loses the oldest once it is slow for long, so that the newest is heard within 2 s', () => {
    const { attach, talk, sent, lost, connections } = uplinkBench()
    const connection = attach('hands-free')
    connection.bytesPerChunk = 950
    // Half of what is spoken fits.
    for (let second = 0; second < 40; second += 1) {
      for (let tenth = 0; tenth < 10; tenth += 1) {
        talk(5)
        connection.drain(2_375)
      }
    }
    expect(connections).toHaveLength(1)
    expect(lost.slow).toBeGreaterThan(10_000)
    expect(2_000 - (sent().at(-1) ?? 0)).toBeLessThanOrEqual(100 + 10)
    const order = sent()
    expect(order).toEqual([...new Set(order)].sort((a, b) => a - b))
  })

  it('is told to be dead once nothing has drained for 5 s, and not while anything does', () => {
    const onDead = vi.fn()
    const { attach, talk, clock } = uplinkBench()
    const connection = attach('hands-free', onDead)
    connection.bytesPerChunk = 950
    for (let second = 0; second < 30; second += 1) {
      talk(50)
      connection.drain(100)
    }
    expect(onDead).not.toHaveBeenCalled()
    // What it holds is given a little more.
    talk(250)
    expect(onDead).not.toHaveBeenCalled()
    talk(60)
    expect(onDead).toHaveBeenCalledOnce()
    clock.advance(60_000)
    expect(onDead).toHaveBeenCalledOnce()
  })

  it('is not dead while a large picture is under way, of which the socket tells only at its end', () => {
    const onDead = vi.fn()
    const { uplink, attach, clock } = uplinkBench()
    const connection = attach('hands-free', onDead)
    connection.bytesPerFrame = 320_000
    // At 128 kbit/s it takes 20 s.
    for (let pictures = 0; pictures < 3; pictures += 1) {
      expect(uplink.frame(Uint8Array.of(1))).toBe(true)
      clock.advance(20_000)
      connection.drain(Infinity)
      clock.advance(1_000)
    }
    expect(onDead).not.toHaveBeenCalled()
    uplink.frame(Uint8Array.of(1))
    clock.advance(24_500)
    expect(onDead).not.toHaveBeenCalled()
    clock.advance(1_000)
    expect(onDead).toHaveBeenCalledOnce()
  })

  it('is not dead when there was nothing to drain', () => {
    const onDead = vi.fn()
    const { uplink, attach, talk, clock } = uplinkBench()
    const connection = attach('hands-free', onDead)
    connection.bytesPerChunk = 950
    talk(2)
    connection.drain(Infinity)
    clock.advance(60_000)
    expect(onDead).not.toHaveBeenCalled()
    expect(clock.waiting).toBe(0)
    talk(2)
    uplink.detach()
    clock.advance(60_000)
    expect(onDead).not.toHaveBeenCalled()
  })
})
