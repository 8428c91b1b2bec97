import type { DeviceChoice, EchoProfile } from '@contract/settings'
import { findEcho, makeChirp, type EchoFinding } from './echo-analysis'
import { openMicrophone, stopTracks, type MicrophoneInput } from './microphone-input'
import { routeOutput } from './speaker-output'

/** Enough for the chirp's 3 kHz, and little to reckon with. */
const RATE_HZ = 8_000
/** About 2 s, so that both analysers hold the whole test. */
const RECORDED_SAMPLES = 16_384
const CHIRP_S = 0.5
/** From playing to reading, ms: the chirp, and the longest way back. */
const LISTEN_MS = 1_500
/** A sound server may take 1.5 s until it plays and hears. */
const WARM_UP_MS = 2_500
const LOOK_EVERY_MS = 50

export interface EchoTestSetup {
  readonly microphone: DeviceChoice | null
  readonly speaker: DeviceChoice | null
}

export interface EchoTestResult {
  /** With no cancelling: what there is to cancel. */
  readonly raw: EchoFinding
  /** What is left of it with the profile for speakers; `null` where there is nothing to cancel. */
  readonly cancelled: EchoFinding | null
}

/** Plays a known sound and listens for it. Rejects when a device cannot be opened, or on `signal`. */
export async function testEcho(setup: EchoTestSetup, signal: AbortSignal): Promise<EchoTestResult> {
  const raw = await listenOnce(setup, 'headphones', signal)
  const cancelled = raw.kind === 'echo' ? await listenOnce(setup, 'speakers', signal) : null
  return { raw, cancelled }
}

async function listenOnce(
  setup: EchoTestSetup,
  echoProfile: EchoProfile,
  signal: AbortSignal,
): Promise<EchoFinding> {
  const context = new AudioContext({ sampleRate: RATE_HZ, latencyHint: 'interactive' })
  let input: MicrophoneInput | null = null
  try {
    await routeOutput(context, setup.speaker)
    input = await openMicrophone({ choice: setup.microphone, echoProfile })
    return await playAndListen(context, input, signal)
  } finally {
    if (input) stopTracks(input.stream)
    await context.close()
  }
}

async function playAndListen(
  context: AudioContext,
  { stream, track }: MicrophoneInput,
  signal: AbortSignal,
): Promise<EchoFinding> {
  const chirp = makeChirp(RATE_HZ, CHIRP_S)
  const buffer = new AudioBuffer({ length: chirp.length, sampleRate: RATE_HZ })
  buffer.copyToChannel(chirp, 0)
  const player = new AudioBufferSourceNode(context, { buffer })
  const played = new AnalyserNode(context, { fftSize: RECORDED_SAMPLES })
  const heard = new AnalyserNode(context, { fftSize: RECORDED_SAMPLES })
  player.connect(context.destination)
  player.connect(played)
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(heard)

  const startedAt = context.currentTime
  await until(WARM_UP_MS, signal, () => {
    return context.currentTime > startedAt && (track.stats?.deliveredFrames ?? 0) > 0
  })
  player.start()
  await until(LISTEN_MS, signal, () => false)
  const reference = read(played)
  const playedAt = reference.findIndex((sample) => sample !== 0)
  if (playedAt < 0) throw new DOMException('The test sound was not played', 'TimeoutError')
  return findEcho(chirp, read(heard), playedAt, RATE_HZ)
}

function read(analyser: AnalyserNode): Float32Array {
  const samples = new Float32Array(analyser.fftSize)
  analyser.getFloatTimeDomainData(samples)
  return samples
}

/** Waits for something, at most so long. */
async function until(ms: number, signal: AbortSignal, done: () => boolean): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end && !done()) {
    signal.throwIfAborted()
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
