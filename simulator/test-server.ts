import { afterEach } from 'vitest'
import type { SimulatorEvent } from './events'
import { type Reply, type Scenario, scripted } from './scenario'
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator'

/** A reply that is over at once, but for tests that want it longer. */
export const QUICK = {
  sound: { hertz: 440, seconds: 0.5 },
  delayMs: 0,
  playback: 'none',
} as const satisfies Reply

/** A reply that is still being sent when the test has done what it wants. */
export const LONG = {
  text: 'This goes on and on for quite some time.',
  sound: { hertz: 440, seconds: 30 },
  delayMs: 0,
} as const satisfies Reply

export const TRANSCRIBED = { inputAudioTranscription: {}, outputAudioTranscription: {} }
export const MANUAL = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } }

export interface TestServer {
  readonly simulator: Simulator
  readonly url: string
  readonly events: readonly SimulatorEvent[]
  /** How often something has happened. */
  readonly count: (kind: SimulatorEvent['kind']) => number
}

/** Starts simulators, and closes each at the end of its test. */
export function testServers(): {
  readonly start: (options?: SimulatorOptions) => Promise<TestServer>
  readonly play: (
    replies: readonly (Reply | null)[],
    rest?: Partial<Scenario>,
  ) => Promise<TestServer>
} {
  const running: Simulator[] = []
  afterEach(async () => {
    await Promise.all(running.splice(0).map((simulator) => simulator.close()))
  })
  const start = async (options: SimulatorOptions = {}): Promise<TestServer> => {
    const events: SimulatorEvent[] = []
    const onEvent = (event: SimulatorEvent): void => void events.push(event)
    const simulator = await startSimulator({ onEvent, ...options })
    running.push(simulator)
    const count = (wanted: string): number => events.filter(({ kind }) => kind === wanted).length
    return { simulator, url: simulator.url, events, count }
  }
  return { start, play: (replies, rest) => start({ scenario: scripted(replies, rest) }) }
}
