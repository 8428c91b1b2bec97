/** A conversation whose microphone speaks the tone code, and what of it has come to the server. */
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { scripted } from '../../simulator/scenario'
import type { Connection, Simulator, SimulatorOptions } from '../../simulator/simulator'
import { goLive, microphoneOn } from './app'
import type { LaunchOptions, Sightline } from './launch'
import { fromPcm16 } from './sound-analysis'
import { encodeWav } from './sound-making'
import { readToneCode, TOKEN_MS, toneCode, type ToneCodeReport } from './tone-code'

/** What Chromium's fake microphone takes without resampling it. */
const WAV_RATE_HZ = 48_000
/** What the server is sent. */
const SERVER_RATE_HZ = 16_000
/** The opening of the microphone and the end of a test take less than this. */
const SPARE_MS = 30_000
const BUSY = { forMs: 300, everyMs: 1_000 }

export interface Tones extends Sightline {
  readonly connection: Connection
  /** What the server has heard so far. */
  readonly read: () => ToneCodeReport
}

interface Stage {
  readonly launch: (options: LaunchOptions) => Promise<Sightline>
  readonly simulate: (options: SimulatorOptions) => Promise<Simulator>
}

/** Goes live, hands-free unless `prepare` sets it up otherwise, with so much of the tone code to hear. */
export async function listenToTones(
  { launch, simulate }: Stage,
  forMs: number,
  wavPath: string,
  prepare: (sightline: Sightline) => Promise<void> = () => Promise.resolve(),
): Promise<Tones> {
  await writeFile(
    wavPath,
    encodeWav(toneCode(Math.ceil((forMs + SPARE_MS) / TOKEN_MS), WAV_RATE_HZ), WAV_RATE_HZ),
  )
  const simulator = await simulate({ scenario: scripted([null]) })
  const sightline = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    microphoneWav: wavPath,
  })
  await withoutProcessing(sightline.window)
  await prepare(sightline)
  const connecting = simulator.nextConnection()
  await goLive(sightline.window)
  await microphoneOn(sightline.window)
  const connection = await connecting
  // A long conversation goes over several, one after the other.
  const heard = (): Buffer => Buffer.concat(simulator.connections.map(({ audio }) => audio))
  const read = (): ToneCodeReport => readToneCode(fromPcm16(heard(), SERVER_RATE_HZ))
  return { ...sightline, connection, read }
}

/** Keeps the page's thread busy for 300 ms of each second, until the page is gone. */
export async function blockPage(window: Page): Promise<void> {
  await window.evaluate(({ forMs, everyMs }) => {
    setInterval(() => {
      const end = performance.now() + forMs
      while (performance.now() < end);
    }, everyMs)
  }, BUSY)
}

/** Noise suppression takes steady tones for noise; what is tested is the way of the samples. */
export async function withoutProcessing(window: Page): Promise<void> {
  await window.addInitScript(() => {
    const devices = navigator.mediaDevices
    const open = devices.getUserMedia.bind(devices)
    devices.getUserMedia = (constraints) => {
      const audio = constraints?.audio
      if (typeof audio !== 'object') return open(constraints)
      const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
      return open({ ...constraints, audio: { ...audio, ...off } })
    }
  })
  await window.reload()
}
