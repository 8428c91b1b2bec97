/** What becomes of the user's voice while connections come and go, over a real socket. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectLive } from '@main/live/live-client'
import { FakeClock, SOME_WISHES } from '@main/live/testing'
import { nothingLost } from '@main/live/testing-uplink'
import { Uplink } from '@main/live/uplink'
import { startSimulator } from '../../simulator/simulator'
import { bench, eventually, goLive } from './harness'

const CHUNK_BYTES = 640

describe('the voice over connections that come and go', () => {
  it('is sent once over an abrupt cut, and what may be lost is counted', async () => {
    const b = await bench()
    await goLive(b)
    b.microphone.speak(400)
    const first = b.simulator.connections[0]
    await eventually(() => expect(first?.audio.byteLength).toBe(20 * CHUNK_BYTES))
    const next = b.simulator.nextConnection()
    first?.terminate()
    await b.until(({ session }) => session.kind === 'reconnecting')
    b.microphone.speak(300)
    const second = await next
    await eventually(() => expect(second.audio.byteLength).toBe(15 * CHUNK_BYTES))
    await b.until(({ counters }) => counters.microphoneInDoubtMs > 0)
    expect(b.engine.state.current.counters).toMatchObject({
      microphoneInDoubtMs: 400,
      microphoneDroppedMs: 0,
    })
  })

  it('catches up no faster than twice real time, with marks and order kept', async () => {
    const b = await bench()
    await b.engine.updateSettings({ talkMode: 'push-to-talk' })
    await goLive(b)
    const next = b.simulator.nextConnection()
    b.simulator.connections[0]?.terminate()
    await b.until(({ session }) => session.kind === 'reconnecting')
    b.engine.conversation.startTalking()
    b.microphone.speak(1_000)
    await eventually(() => expect(b.engine.state.current.talk.talking).toBe(true))
    b.engine.conversation.cancelTalking()
    const second = await next
    await second.waitFor(({ kind }) => kind === 'activityEnd')
    const kinds = second.received.map(({ kind }) => kind)
    expect(kinds).toEqual(['activityStart', ...kinds.slice(1, -1), 'activityEnd'])
    const audio = second.received.filter(({ kind }) => kind === 'audio')
    expect(audio).toHaveLength(50)
    const tookMs = (audio.at(-1)?.at ?? 0) - (audio[0]?.at ?? 0)
    // 1 s at twice its speed; half of that where a loaded computer hands on the first chunk late.
    // Sent at once it would take next to nothing; the exact speed is tested on a clock of its own.
    expect(tookMs).toBeGreaterThanOrEqual(250)
  })

  it('finds a peer that reads no more, pictures first', async () => {
    const simulator = await startSimulator()
    onTestFinished(() => simulator.close())
    const connection = await connectLive(
      {
        credentials: { kind: 'api-key', apiKey: 'k', baseUrl: simulator.url },
        wishes: SOME_WISHES,
      },
      { onEvent: () => undefined, onDropped: () => undefined, onEnd: () => undefined },
    )
    onTestFinished(() => void connection.close())
    const clock = new FakeClock()
    const lost = nothingLost()
    const uplink = new Uplink({
      clock,
      onSent: () => undefined,
      onLost: (ms, cause) => (lost[cause] += ms),
    })
    let dead = false
    uplink.attach(connection, 'hands-free', {
      onDead: () => (dead = true),
      sendText: (sender, text) => sender.sendLiveText(text),
    })
    simulator.connections[0]?.stall()
    const picture = new Uint8Array(100_000)
    // What the two kernels take of it differs; then it waits in this process.
    for (let sent = 0; sent < 1_000 && uplink.frame(picture); sent += 1) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(uplink.frameReadiness).toBe('behind')
    for (let chunk = 0; chunk < 100; chunk += 1) {
      uplink.audio(new Uint8Array(CHUNK_BYTES))
      clock.advance(20)
    }
    expect(dead).toBe(false)
    // Five seconds, and what one picture may take at the slowest.
    clock.advance(12_500)
    expect(dead).toBe(true)
    // What has waited for more than five seconds is not sent any more.
    expect(lost).toEqual({ ...nothingLost(), slow: 2_000 })
    simulator.connections[0]?.unstall()
  })
})
