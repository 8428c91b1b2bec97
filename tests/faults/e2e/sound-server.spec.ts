/** The sound server of the system dies and comes back, in the real app. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MICROPHONE } from '../../../preload/contract/media-format'
import { scripted } from '../../../simulator/scenario'
import type { Simulator } from '../../../simulator/simulator'
import { chooseSetting, expect, goLive, say, status, test as base } from '../../e2e/app'
import { writeWav } from '../../e2e/sound'
import { fromPcm16, toneAmplitude } from '../../e2e/sound-analysis'
import { tone } from '../../e2e/sound-making'

/** From the return of the sound server until there is sound again, in ms. */
const BACK_WITHIN_MS = 5_000

const MICROPHONE_HZ = 500
const VOICE_HZ = 660

/** A sound server of this test's own, which may die and come back at the same place. */
class SoundServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sightline-sound-'))
  readonly #socket = join(this.#folder, 'pulse.sock')
  readonly address = `unix:${this.#socket}`
  readonly #children: ChildProcess[] = []

  /** Starts it, and resolves when it answers. */
  async start(): Promise<void> {
    const script = join(this.#folder, 'card.pa')
    writeFileSync(
      script,
      [
        'load-module module-null-sink sink_name=appout',
        'load-module module-null-sink sink_name=micin channels=1',
        'load-module module-remap-source source_name=virtualmic master=micin.monitor',
        'set-default-sink appout',
        'set-default-source virtualmic',
        `load-module module-native-protocol-unix auth-anonymous=1 socket=${this.#socket}`,
      ].join('\n'),
    )
    const alone = ['--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1']
    this.#run('pulseaudio', ...alone, '--realtime=no', '--high-priority=no', '-n', '-F', script)
    await expect
      .poll(async () => {
        const [code] = (await once(this.#run('pactl', 'info'), 'exit')) as [number | null]
        return code
      })
      .toBe(0)
  }

  /** Plays a file into the microphone. */
  playIntoMicrophone(wavPath: string): void {
    this.#run('paplay', '-d', 'micin', wavPath)
  }

  /** How strong a tone is in the next second of what the speakers play. */
  async heardAt(hz: number): Promise<number> {
    const format = ['--raw', '--format=s16le', `--rate=${MICROPHONE.sampleRate}`, '--channels=1']
    const recorder = this.#run('parecord', '-d', 'appout.monitor', ...format)
    const pieces: Buffer[] = []
    recorder.stdout?.on('data', (piece: Buffer) => pieces.push(piece))
    const bytes = (): number => pieces.reduce((sum, { length }) => sum + length, 0)
    await expect.poll(bytes).toBeGreaterThan(2 * MICROPHONE.sampleRate)
    recorder.kill()
    const all = Buffer.concat(pieces)
    return toneAmplitude(fromPcm16(all.subarray(0, all.length & ~1), MICROPHONE.sampleRate), hz)
  }

  /** The server dies, and with it whatever plays or records. */
  async die(): Promise<void> {
    const running = this.#children.splice(0).filter(({ exitCode }) => exitCode === null)
    await Promise.all(
      running.map(async (child) => {
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
      }),
    )
    rmSync(this.#socket, { force: true })
  }

  async close(): Promise<void> {
    await this.die()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #run(command: string, ...args: string[]): ChildProcess {
    const env = { ...process.env, PULSE_SERVER: this.address }
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    this.#children.push(child)
    return child
  }
}

const test = base.extend<{ sound: SoundServer }>({
  sound: async ({}, use) => {
    const sound = new SoundServer()
    await sound.start()
    await use(sound)
    await sound.close()
  },
})

/** Waits until the server hears the tone in the newest 300 ms of what came since now. */
async function hears(simulator: Simulator, timeout: number): Promise<void> {
  const [connection] = simulator.connections
  const before = connection?.audio.byteLength ?? 0
  const last = 2 * Math.round(0.3 * MICROPHONE.sampleRate)
  const strength = (): number => {
    const fresh = (connection?.audio ?? Buffer.alloc(0)).subarray(before).subarray(-last)
    if (fresh.length < last) return 0
    return toneAmplitude(fromPcm16(fresh, MICROPHONE.sampleRate), MICROPHONE_HZ)
  }
  await expect.poll(strength, { timeout, intervals: [50] }).toBeGreaterThan(0.02)
}

test('row 48: a sound server that dies and comes back: heard, and hearing, within 5 s', async ({
  launch,
  simulate,
  sound,
}, info) => {
  const voice = { sound: { hertz: VOICE_HZ, seconds: 4 }, delayMs: 50 } as const
  const simulator = await simulate({ scenario: scripted([{ ...voice, text: 'Here.' }]) })
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    env: { PULSE_SERVER: sound.address },
  })
  await chooseSetting(window, 'Headphones')
  await goLive(window)
  const wav = await writeWav(info.outputPath('tone.wav'), tone(MICROPHONE_HZ, 60_000))
  sound.playIntoMicrophone(wav)
  await hears(simulator, 5_000)

  await sound.die()
  await expect(status(window)).toHaveText(/^Live/)
  await expect(window.getByRole('alert').filter({ hasText: 'No microphone' })).toBeVisible()
  await window.screenshot({ path: info.outputPath('no-sound.png') })
  await sound.start()
  sound.playIntoMicrophone(wav)
  const from = performance.now()
  await hears(simulator, 2 * BACK_WITHIN_MS)
  const back = Math.round(performance.now() - from)
  info.annotations.push({ type: 'heard again after', description: `${back} ms` })
  expect(back).toBeLessThan(BACK_WITHIN_MS)
  await say(window, 'Are you there?')
  await expect(status(window)).toHaveText(/assistant speaking/)
  expect(await sound.heardAt(VOICE_HZ)).toBeGreaterThan(0.02)
  expect(simulator.connections).toHaveLength(1)
})
