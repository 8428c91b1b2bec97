/**
 * Talking as the server sees it, whatever the user, the network, the window and the voice detector
 * do: the real key, conversation, gates (main's and the capture worker's) and uplink, against connections
 * that write down what they are sent.
 */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ok } from '@contract/errors'
import { MICROPHONE, PRE_ROLL_MS } from '@contract/media'
import type { TalkMode } from '@contract/settings'
import type { AppState } from '@contract/state'
import { DEFAULT_SETTINGS, NO_COUNTS, QUIET_TALK } from '@contract/testing'
import { NO_UPDATES } from '@contract/updates'
import { Conversation } from '@main/conversation'
import { systemClock } from '@main/live/clock'
import type { ConnectionEvents, connectLive } from '@main/live/live-client'
import { FakeConnection } from '@main/live/testing'
import { Uplink } from '@main/live/uplink'
import { silentLog } from '@main/log'
import { StateCell } from '@main/state-cell'
import { TalkKey } from '@main/talk-key'
import { TranscriptRecorder } from '@main/transcript/recorder'
import { FakeMicrophone } from './harness'

const PRE_ROLL_CHUNKS = PRE_ROLL_MS / MICROPHONE.chunkMs
const TAIL_CHUNKS = DEFAULT_SETTINGS.tailMs / MICROPHONE.chunkMs

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Dialed {
  readonly connection: FakeConnection
  readonly events: ConnectionEvents
  readonly mode: TalkMode
}

function makeState(): StateCell<AppState> {
  return new StateCell<AppState>({
    run: {
      version: '0.0.0',
      platform: 'linux',
      displayServer: 'x11',
      testRuntime: null,
      sandboxOff: false,
      keyStorage: 'weak',
      models: [],
    },
    session: { kind: 'idle' },
    conversationId: null,
    isConversationKept: true,
    talk: QUIET_TALK,
    microphone: { kind: 'off' },
    echoTest: false,
    speaker: { kind: 'off' },
    sharing: { kind: 'off' },
    recording: { kind: 'off' },
    updates: NO_UPDATES,
    settings: { ...DEFAULT_SETTINGS, talkMode: 'push-to-talk' },
    shortcut: { kind: 'registered', accelerator: 'F9', hold: { kind: 'hold', proved: true } },
    shortcutTest: { kind: 'off' },
    key: { kind: 'none' },
    access: {
      ready: true,
      secrets: { 'token-endpoint': { kind: 'none' }, 'vertex-key': { kind: 'none' } },
      serverOrigin: 'http://127.0.0.1',
    },
    demo: false,
    notices: [],
    opening: null,
    pageOnScreen: null,
    happenings: [],
    markShortcut: 'off',
    counters: NO_COUNTS,
    countersBefore: NO_COUNTS,
  })
}

function makeRecorder(): TranscriptRecorder {
  return new TranscriptRecorder({
    store: {
      append: () => Promise.resolve(),
      load: () => Promise.resolve([]),
      forget: () => undefined,
      close: () => Promise.resolve(),
    },
    now: Date.now,
    onLine: () => undefined,
  })
}

function setUp() {
  const state = makeState()
  const dialed: Dialed[] = []
  const notified: string[] = []
  let droppedMs = 0
  const connect: typeof connectLive = (request, events) => {
    const connection = new FakeConnection()
    connection.onPing = () => events.onAlive?.()
    dialed.push({ connection, events, mode: request.wishes.talkMode })
    return Promise.resolve(connection)
  }
  const conversation = new Conversation({
    state,
    uplink: new Uplink({
      clock: systemClock,
      onSent: () => undefined,
      onLost: (ms) => (droppedMs += ms),
    }),
    recorder: makeRecorder(),
    log: silentLog,
    connect,
    onHeldBack: () => undefined,
    onNotCaptured: () => undefined,
    onLive: () => undefined,
    onOver: () => undefined,
    onNotice: () => undefined,
    onTiming: () => undefined,
  })
  const target = () => ({
    credentials: { kind: 'api-key', apiKey: 'key', baseUrl: 'http://127.0.0.1' } as const,
    wishes: {
      model: 'gemini-3.8-live',
      talkMode: state.current.settings.talkMode,
      voiceDetection: DEFAULT_SETTINGS.serverVoiceDetection,
      detail: DEFAULT_SETTINGS.detail,
    },
  })
  const start = () => {
    conversation.start(target())
    return ok(null)
  }
  const key = new TalkKey({
    state,
    talk: conversation,
    startConversation: start,
    notify: ({ reason }) => notified.push(reason),
  })
  let microphone = new FakeMicrophone()
  conversation.connectMicrophone(microphone)
  /** What was true when each chunk was captured. */
  const captured: { readonly talking: boolean; readonly muted: boolean; readonly on: boolean }[] =
    []
  /** From which chunk to which talk may leave, each with its pre-roll and tail. */
  const spans: { from: number; until: number }[] = []
  let talking = false
  state.subscribe((_patch, { talk }) => {
    if (talk.talking === talking) return
    talking = talk.talking
    const last = spans.at(-1)
    if (talking) spans.push({ from: captured.length - PRE_ROLL_CHUNKS, until: Infinity })
    else if (last) last.until = captured.length + TAIL_CHUNKS
  })
  return {
    state,
    dialed,
    notified,
    captured,
    spans,
    /** Nothing more is to come of what was said. */
    noTail: () => {
      const last = spans.at(-1)
      if (last && !talking) last.until = Math.min(last.until, captured.length)
    },
    conversation,
    key,
    start,
    droppedMs: () => droppedMs,
    /** The window is loaded anew. */
    newLane: () => {
      microphone = new FakeMicrophone()
      conversation.connectMicrophone(microphone)
    },
    setMode: (talkMode: TalkMode) => {
      if (talkMode === state.current.settings.talkMode) return
      state.update({ settings: { ...state.current.settings, talkMode } })
      conversation.followSettings()
      void conversation.retarget(target())
    },
    microphone: () => microphone,
    setDetection: (localVoiceDetection: boolean) => {
      state.update({ settings: { ...state.current.settings, localVoiceDetection } })
      conversation.followSettings()
    },
    /** Speaks so many chunks in their time, each of which holds its number. */
    speak: async (count: number) => {
      for (let i = 0; i < count; i += 1) {
        const { talk, session } = state.current
        const on = session.kind !== 'idle' && session.kind !== 'ended'
        const pcm = new Int16Array(MICROPHONE.chunkSamples).fill(captured.length)
        captured.push({ talking: talk.talking, muted: talk.muted, on })
        microphone.push(pcm.buffer)
        await vi.advanceTimersByTimeAsync(MICROPHONE.chunkMs)
      }
    },
  }
}

type Bench = ReturnType<typeof setUp>

const numbers = (connection: FakeConnection): number[] =>
  connection.sent.flatMap((each) =>
    each.what === 'audio' ? [Buffer.from(each.bytes).readUInt16LE(0)] : [],
  )
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index)

async function live(): Promise<Bench> {
  const bench = setUp()
  bench.start()
  await vi.advanceTimersByTimeAsync(0)
  return bench
}

const words = ({ dialed }: Bench): string[] =>
  dialed.map(({ connection }) =>
    connection.words.replaceAll(/audio( audio)*/g, (all) => `${all.split(' ').length}`),
  )

describe('push-to-talk', () => {
  it('is start, pre-roll, what is said, tail and end, and the start leaves at once', async () => {
    const bench = await live()
    await bench.speak(50)
    bench.key.down()
    // In the very call, before anything is awaited.
    expect(words(bench)).toEqual(['start'])
    await bench.speak(25)
    bench.key.up()
    await bench.speak(50)
    expect(words(bench)).toEqual([`start ${PRE_ROLL_CHUNKS + 25 + TAIL_CHUNKS} end`])
    const [first] = bench.dialed
    expect(first && numbers(first.connection)).toEqual(range(35, 85))
  })

  it('goes on in the same activity when the key is pressed within the tail', async () => {
    const bench = await live()
    bench.key.down()
    await bench.speak(25)
    bench.key.up()
    await bench.speak(3)
    bench.key.down()
    await bench.speak(25)
    bench.key.up()
    await bench.speak(50)
    expect(words(bench)).toEqual([`start ${25 + 3 + 25 + TAIL_CHUNKS} end`])
  })

  it('talks on after a tap, until the next', async () => {
    const bench = await live()
    bench.key.down()
    await bench.speak(2)
    bench.key.up()
    await bench.speak(100)
    expect(bench.state.current.talk.talking).toBe(true)
    bench.key.down()
    bench.key.up()
    await bench.speak(20)
    expect(words(bench)).toEqual([`start ${102 + TAIL_CHUNKS} end`])
  })

  it('begins the conversation, and keeps what is said until it is live', async () => {
    const bench = setUp()
    bench.key.down()
    expect(bench.state.current.session.kind).toBe('connecting')
    expect(bench.state.current.talk.talking).toBe(true)
    await bench.speak(20)
    bench.key.up()
    await bench.speak(20)
    expect(words(bench)).toEqual([`start ${20 + TAIL_CHUNKS} end`])
  })

  it('cuts a held key off after a minute, and says so', async () => {
    const bench = await live()
    bench.key.down()
    await vi.advanceTimersByTimeAsync(59_999)
    expect(bench.notified).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await bench.speak(TAIL_CHUNKS)
    expect(bench.notified).toEqual(['talk-cut-off'])
    expect(words(bench)).toEqual([`start ${TAIL_CHUNKS} end`])
  })

  it('closes what the key holds when its release can no longer be seen', async () => {
    const bench = await live()
    bench.key.down()
    await bench.speak(5)
    bench.key.lost()
    await bench.speak(20)
    expect(words(bench)).toEqual([`start ${5 + TAIL_CHUNKS} end`])
  })

  it('ends at once when it is cancelled, muted or the conversation ends', async () => {
    const endings: ((bench: Bench) => void)[] = [
      ({ conversation }) => conversation.cancelTalking(),
      ({ conversation }) => conversation.setMuted(true),
      ({ conversation }) => void conversation.end(),
    ]
    for (const end of endings) {
      const bench = await live()
      bench.key.down()
      await bench.speak(5)
      end(bench)
      await bench.speak(20)
      bench.key.up()
      expect(words(bench)).toEqual(['start 5 end'])
      expect(bench.state.current.talk.talking).toBe(false)
    }
  })

  it('mutes and unmutes where nobody holds to talk', async () => {
    const bench = setUp()
    bench.setMode('hands-free')
    await vi.advanceTimersByTimeAsync(0)
    bench.key.down()
    bench.key.up()
    await bench.speak(3)
    bench.key.down()
    expect(bench.state.current.talk.muted).toBe(true)
    await bench.speak(3)
    bench.key.up()
    bench.key.down()
    await bench.speak(3)
    expect(words(bench)).toEqual(['3 stream-end 3'])
  })
})

describe('push-to-talk, whatever happens', () => {
  const RUNS = 300
  const NAMES = [
    'down',
    'up',
    'lost',
    'cancel',
    'toggle',
    'mute',
    'unmute',
    'drop',
    'lane',
    'hands-free',
    'push-to-talk',
    'end',
    'start',
    'minute',
    'detect',
    'detect-not',
    'speech',
    'pause',
    'silence',
    'hang',
    'no-detector',
  ] as const
  type Step = number | (typeof NAMES)[number]
  const steps = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.nat(25) },
      { weight: 4, arbitrary: fc.constantFrom<Step>('down', 'up') },
      { weight: 3, arbitrary: fc.constantFrom<Step>(...NAMES) },
    ),
    { maxLength: 40, size: 'max' },
  )

  async function take(bench: Bench, step: Step): Promise<void> {
    const { key, conversation, dialed } = bench
    if (typeof step === 'number') return bench.speak(step)
    if (step === 'minute') {
      await vi.advanceTimersByTimeAsync(60_000)
      return
    }
    const takes: Record<Exclude<Step, number | 'minute'>, () => unknown> = {
      down: () => key.down(),
      up: () => key.up(),
      lost: () => key.lost(),
      cancel: () => {
        if (!bench.state.current.talk.talking) return
        conversation.cancelTalking()
        bench.noTail()
      },
      toggle: () => conversation.toggleTalking(),
      mute: () => {
        conversation.setMuted(true)
        bench.noTail()
      },
      unmute: () => conversation.setMuted(false),
      drop: () => dialed.at(-1)?.events.onEnd({ kind: 'closed', code: 1006, reason: '' }),
      lane: () => bench.newLane(),
      'hands-free': () => bench.setMode('hands-free'),
      'push-to-talk': () => bench.setMode('push-to-talk'),
      end: () => {
        void conversation.end()
        bench.noTail()
      },
      start: () => bench.start(),
      detect: () => bench.setDetection(true),
      'detect-not': () => bench.setDetection(false),
      speech: () => bench.microphone().hear('speech'),
      pause: () => bench.microphone().hear('short-pause'),
      silence: () => bench.microphone().hear('long-pause'),
      hang: () => bench.microphone().hangDetector(),
      'no-detector': () => bench.microphone().dropDetector(),
    }
    void takes[step]()
  }

  async function run(all: readonly Step[]): Promise<Bench> {
    // Those of the run before: each of its connections is looked after for as long as it lives.
    vi.clearAllTimers()
    const bench = await live()
    for (const step of all) await take(bench, step)
    return bench
  }

  const sentNumbers = ({ dialed }: Bench): number[] =>
    dialed.flatMap(({ connection }) => numbers(connection))

  it('keeps to the rules of the protocol, and nothing leaves twice or out of order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const bench = await run(all)
        for (const { connection, mode } of bench.dialed) {
          expect(connection.words).toMatch(
            mode === 'push-to-talk'
              ? /^(start( audio)* end( |$))*(start( audio)*)?$/
              : /^(audio( audio)* stream-end( |$))*(audio( audio)*)?$/,
          )
        }
        const sent = sentNumbers(bench)
        expect(sent).toEqual([...new Set(sent)].sort((a, b) => a - b))
      }),
      { numRuns: RUNS },
    )
  }, 60_000)

  it('leaves no activity open once the key is let go', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const bench = await run(all)
        bench.key.lost()
        if (bench.state.current.talk.talking) bench.conversation.toggleTalking()
        await bench.speak(60)
        expect(bench.state.current.talk.talking).toBe(false)
        const last = bench.dialed.at(-1)
        if (last?.mode !== 'push-to-talk' || last.connection.closed) return
        expect(last.connection.words).toMatch(/(^|end)$/)
      }),
      { numRuns: RUNS },
    )
  }, 60_000)

  it('lets out what was said and nothing else: pre-roll, talk, tail', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const bench = await run(all)
        const { captured, spans } = bench
        const mayLeave = (number: number): boolean =>
          spans.some(({ from, until }) => number >= from && number < until)
        for (const { connection, mode } of bench.dialed) {
          for (const number of numbers(connection)) {
            expect(captured[number]?.muted).toBe(false)
            if (mode === 'push-to-talk') expect(mayLeave(number)).toBe(true)
          }
        }
      }),
      { numRuns: RUNS },
    )
  }, 60_000)

  it('loses nothing of what was said while the conversation goes on', async () => {
    const goesOn = steps.map((all) => all.filter((step) => step !== 'end' && step !== 'minute'))
    await fc.assert(
      fc.asyncProperty(goesOn, async (all) => {
        const bench = await run(all)
        // Time to come back, for what waits.
        await bench.speak(1)
        await vi.advanceTimersByTimeAsync(20_000)
        const sent = new Set(sentNumbers(bench))
        const lost = bench.captured.filter(
          ({ talking, on }, number) => talking && on && !sent.has(number),
        )
        expect(lost.length * MICROPHONE.chunkMs).toBeLessThanOrEqual(bench.droppedMs())
      }),
      { numRuns: RUNS },
    )
  }, 60_000)
})
