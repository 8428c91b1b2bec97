/** The engine as it runs in the app, but for its shell, against the simulator over a real socket. */
import { NO_DIALOGS, type LibraryDialogs } from '@main/library-dialogs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import {
  MICROPHONE,
  type MicrophoneCommand,
  type MicrophoneMessage,
  type SpeechVerdict,
  type VoiceCommand,
} from '@contract/media'
import type { AppState } from '@contract/state'
import type { AccessQuestion } from '@main/access-question'
import { createEngine } from '@main/create-engine'
import type { Engine } from '@main/engine'
import type { EngineHost } from '@main/engine-host'
import type { Lane } from '@main/lane'
import type { Clock } from '@main/live/clock'
import { MODEL_CHOICES } from '@main/live/models'
import { NO_PROXY } from '@main/live/network/network'
import { silentLog } from '@main/log'
import type { SecretStore } from '@main/settings/secret-store'
import { startInProcess } from '@main/transcript/library/in-process'
import { directCodec } from '@main/vision/frame-codec'
import { CaptureGate } from '../../renderer/audio/capture-gate'
import {
  startSimulator,
  type Simulator,
  type SimulatorEvent,
  type SimulatorOptions,
} from '../../simulator/simulator'
import { ROWS_SEED } from '../faults/rows'
import { seededRandom } from '../faults/seeded-random'

/** A lane whose other end is the test. */
export class FakeLane implements Lane {
  readonly posted: unknown[] = []
  onPost: (message: unknown) => void = () => undefined
  #listener: (message: unknown) => void = () => undefined
  #closed: () => void = () => undefined

  post(message: unknown): void {
    this.posted.push(message)
    this.onPost(message)
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener
  }
  onClose(listener: () => void): void {
    this.#closed = listener
  }
  close(): void {
    this.#closed()
  }
  /** The other end says something. */
  receive(message: unknown): void {
    this.#listener(message)
  }
}

/** A microphone whose gate is the capture worker's own; the test speaks into it. */
export class FakeMicrophone extends FakeLane {
  readonly gate = new CaptureGate({
    chunk: (pcm, at) => this.#tell({ type: 'chunk', pcm: pcm.slice(0), at }),
    gated: (serial) => this.#tell({ type: 'gated', serial }),
    speech: (heard, at) => this.#tell({ type: 'speech', heard, at }),
    heldBack: (ms) => this.#tell({ type: 'held-back', ms }),
    detectorHung: () => (this.#verdict = null),
  })
  /** That of a detector that keeps up; `null`: there is none, or one that says nothing. */
  #verdict: SpeechVerdict | null = null
  /** When the newest chunk was captured: 20 ms after the one before, however quick the test is. */
  #at = 0
  /** All sound before a command has come. */
  override onPost = (message: unknown): void => {
    this.gate.obey(message as MicrophoneCommand, this.#at)
    this.gate.reach(this.#at)
  }

  /** Speaks a tone, or is silent, for so many ms. */
  speak(ms: number, loudness = 0.4): void {
    for (let chunk = 0; chunk < ms / MICROPHONE.chunkMs; chunk += 1) {
      this.push(tone(loudness, chunk))
    }
  }

  /** One chunk is captured. */
  push(pcm: ArrayBuffer): void {
    this.#at += MICROPHONE.chunkMs
    this.gate.push(pcm, this.#at)
    if (this.#verdict !== null) this.gate.judge(this.#verdict, 1, this.#at)
  }

  /** A voice detector is there, and says this from now on. */
  hear(verdict: SpeechVerdict): void {
    if (this.#verdict === null) this.gate.attachDetector(true, this.#at)
    this.#verdict = verdict
    this.gate.judge(verdict, 0, this.#at)
  }

  /** The voice detector says nothing more, and stays where it is. */
  hangDetector(): void {
    this.#verdict = null
  }

  /** The voice detector is switched off. */
  dropDetector(): void {
    this.#verdict = null
    this.gate.attachDetector(false, this.#at)
  }

  silence(ms: number): void {
    this.speak(ms, 0)
  }

  /** As a port does: a little later, and in order. */
  #tell(message: MicrophoneMessage): void {
    queueMicrotask(() => this.receive(message))
  }
}

/** A playback worklet that has heard a reply once it is finished, unless it is told to be slow. */
export class FakeSpeaker extends FakeLane {
  receivedSamples = 0
  heardSamples = 0
  flushes: number[] = []
  slow = false
  override onPost = (message: unknown): void => {
    const command = message as VoiceCommand
    if (command.type === 'audio') this.receivedSamples += command.pcm.byteLength / 2
    if (command.type === 'flush') {
      this.flushes.push(command.reply)
      const { heardSamples } = this
      queueMicrotask(() =>
        this.receive({ type: 'flushed', reply: command.reply, heardSamples, at: Date.now() }),
      )
    }
    if (command.type === 'finish' && !this.slow) {
      const { receivedSamples } = this
      queueMicrotask(() =>
        this.receive({
          type: 'drained',
          reply: command.reply,
          heardSamples: receivedSamples,
          at: Date.now(),
        }),
      )
    }
  }
}

function tone(loudness: number, chunk: number): ArrayBuffer {
  const samples = new Int16Array(MICROPHONE.chunkSamples)
  for (let i = 0; i < samples.length; i += 1) {
    const at = (chunk * MICROPHONE.chunkSamples + i) / MICROPHONE.sampleRate
    samples[i] = Math.round(loudness * 32_767 * Math.sin(2 * Math.PI * 220 * at))
  }
  return samples.buffer
}

const noSecrets: SecretStore = {
  strength: 'weak',
  read: () => ({ kind: 'none' }),
  write: () => false,
  delete: () => undefined,
}

export interface Bench {
  readonly engine: Engine
  readonly simulator: Simulator
  readonly microphone: FakeMicrophone
  readonly speaker: FakeSpeaker
  readonly frames: FakeLane
  readonly userData: string
  /** What the simulator did and saw, in order. */
  readonly events: SimulatorEvent[]
  /** Resolves when the state is as wanted. */
  until(wanted: (state: AppState) => boolean): Promise<void>
  /** The transcript, a line each, such as `user: Hello`. */
  transcript(): string[]
}

export interface BenchOptions extends SimulatorOptions {
  readonly apiKey?: string | null
  /** A server that the simulator is not; or what stands before the simulator at this address. */
  readonly baseUrl?: string | ((simulatorUrl: string) => Promise<string>)
  readonly userData?: string
  /** Where the key is kept; by default nowhere. */
  readonly secrets?: SecretStore
  readonly accessSecrets?: Partial<EngineHost['accessSecrets']>
  /** What the person answers; yes by default. */
  readonly askAboutAccess?: (question: AccessQuestion) => Promise<boolean>
  /** What the user chooses in the dialogs of the system; by default nothing. */
  readonly dialogs?: Partial<LibraryDialogs>
  /** Instead of the library in this process. */
  readonly startLibrary?: EngineHost['startLibrary']
  /** Whether what was said before is there when the test begins; it is by default. */
  readonly awaitsLibrary?: boolean
  /** Instead of real time. */
  readonly clock?: Clock
  /** Instead of the chance of the seed: from 0 up to 1. */
  readonly random?: () => number
}

/** Starts both and clears up after the test. */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const events: SimulatorEvent[] = []
  const simulator = await startSimulator({ ...options, onEvent: (event) => events.push(event) })
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'sightline-protocol-')))
  const { baseUrl: given = simulator.url } = options
  const baseUrl = typeof given === 'string' ? given : await given(simulator.url)
  const engine = await createEngine({
    run: {
      version: '0.0.0',
      platform: 'linux',
      displayServer: 'x11',
      testRuntime: null,
      sandboxOff: false,
      keyStorage: 'weak',
      models: MODEL_CHOICES,
    },
    userDataFolder: userData,
    secrets: options.secrets ?? noSecrets,
    askAboutAccess: options.askAboutAccess ?? (() => Promise.resolve(true)),
    accessSecrets: {
      'token-endpoint': noSecrets,
      'vertex-key': noSecrets,
      ...options.accessSecrets,
    },
    environment: {
      apiKey: options.apiKey === undefined ? 'test-key' : options.apiKey,
      baseUrl,
      credentialsFile: '',
    },
    log: silentLog,
    network: NO_PROXY,
    libraryDialogs: { ...NO_DIALOGS, ...options.dialogs },
    startLibrary: options.startLibrary ?? startInProcess,
    codec: directCodec,
    ...(options.clock && { clock: options.clock }),
    random: options.random ?? seededRandom(ROWS_SEED),
  })
  if (options.awaitsLibrary ?? true) await engine.loaded
  const microphone = new FakeMicrophone()
  const speaker = new FakeSpeaker()
  const frames = new FakeLane()
  engine.conversation.connectMicrophone(microphone)
  engine.conversation.connectVoice(speaker)
  engine.sharing.connect(frames)
  onTestFinished(async () => {
    await engine.close()
    await simulator.close()
    if (options.userData === undefined) await rm(userData, { recursive: true })
  })
  return {
    engine,
    simulator,
    microphone,
    speaker,
    frames,
    userData,
    events,
    until: (wanted) => untilState(engine, wanted),
    transcript: () => engine.snapshot().lines.map(({ speaker, text }) => `${speaker}: ${text}`),
  }
}

/** Starts a conversation and waits until it is live. */
export async function goLive(on: Bench): Promise<void> {
  on.engine.startConversation()
  await on.until(({ session }) => session.kind === 'live')
}

/** Waits for something that has no event of its own to wait for. */
export const eventually = <T>(check: () => T): Promise<T> =>
  vi.waitFor(check, { timeout: 8_000, interval: 10 })

function untilState(engine: Engine, wanted: (state: AppState) => boolean): Promise<void> {
  if (wanted(engine.state.current)) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      stop()
      reject(
        new Error(`Not reached; the session is ${JSON.stringify(engine.state.current.session)}`),
      )
    }, 8_000)
    const stop = engine.state.subscribe((_patch, state) => {
      if (!wanted(state)) return
      clearTimeout(limit)
      stop()
      resolve()
    })
  })
}
