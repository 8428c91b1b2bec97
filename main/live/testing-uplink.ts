import type { TalkMode } from '@contract/settings'
import type { LiveSender } from './live-sender'
import { FakeClock, FakeConnection } from './testing'
import { Uplink, type LossCause, type UplinkOptions } from './uplink'

/** A connection whose socket fills and drains as the test says. */
export class SlowConnection extends FakeConnection {
  readonly sentAt: number[] = []
  /** What a chunk of audio takes up in the socket; 0: the network takes all at once. */
  bytesPerChunk = 0
  /** What a picture takes up in the socket. */
  bytesPerFrame = 0
  readonly #clock: FakeClock

  constructor(clock: FakeClock) {
    super()
    this.#clock = clock
  }

  override sendAudio(bytes: Uint8Array): void {
    super.sendAudio(bytes)
    this.sentAt.push(this.#clock.now())
    this.bufferedBytes += this.bytesPerChunk
  }

  override sendFrame(bytes: Uint8Array): void {
    super.sendFrame(bytes)
    this.bufferedBytes += this.bytesPerFrame
  }

  /** The network takes so many bytes. */
  drain(bytes: number): void {
    this.bufferedBytes = Math.max(0, this.bufferedBytes - bytes)
  }
}

/** An account of what was lost, while nothing is. */
export const nothingLost = (): Record<LossCause, number> => ({
  capture: 0,
  late: 0,
  slow: 0,
  unsent: 0,
  'in-doubt': 0,
})

/** An uplink with a clock that stands still, and chunks that hold their numbers. */
export function uplinkBench({ onTurnSent }: Pick<UplinkOptions, 'onTurnSent'> = {}) {
  const unsent: string[] = []
  const lost = nothingLost()
  const clock = new FakeClock()
  const connections: { readonly connection: SlowConnection; readonly mode: TalkMode }[] = []
  const counts = { given: 0, sentMs: 0 }
  const uplink = new Uplink({
    clock,
    onSent: (ms) => (counts.sentMs += ms),
    onLost: (ms, cause) => (lost[cause] += ms),
    onUnsent: (texts) => unsent.push(...texts),
    ...(onTurnSent && { onTurnSent }),
  })
  const chunk = (): void => {
    uplink.audio(Uint8Array.of(counts.given >> 8, counts.given & 255))
    counts.given += 1
  }
  return {
    uplink,
    clock,
    connections,
    lost,
    /** The typed words of which was told that nobody will send them. */
    unsent,
    counts,
    attach: (mode: TalkMode, onDead = (): void => undefined): SlowConnection => {
      const connection = new SlowConnection(clock)
      connections.push({ connection, mode })
      uplink.attach(connection, mode, { onDead, sendText: sendLiveText })
      return connection
    },
    /** Speaks so many chunks at once. */
    speak: (count: number) => {
      for (let i = 0; i < count; i += 1) chunk()
    },
    /** Speaks so many chunks in real time. */
    talk: (count: number) => {
      for (let i = 0; i < count; i += 1) {
        clock.advance(20)
        chunk()
      }
    },
    /** The typed words that were sent, over all connections. */
    sentTexts: () =>
      connections
        .flatMap(({ connection }) => connection.sent)
        .flatMap((each) => (each.what === 'text' ? [each.text] : [])),
    /** The numbers of the chunks that were sent, over all connections. */
    sent: () =>
      connections
        .flatMap(({ connection }) => connection.sent)
        .flatMap((each) => (each.what === 'audio' ? [Buffer.from(each.bytes).readUInt16BE()] : [])),
  }
}

export type UplinkBench = ReturnType<typeof uplinkBench>

/** Words as live input, as most models want them. */
export const sendLiveText = (sender: LiveSender, text: string): void => sender.sendLiveText(text)
