import { execFileSync } from 'node:child_process'
import type { Locator, Page } from '@playwright/test'
import { MICROPHONE } from '../../preload/contract/media-format'
import { scripted, type Scenario } from '../../simulator/scenario'
import type { Simulator } from '../../simulator/simulator'
import { button, chooseSetting, expect, goLive, say, status, test as base } from './app'
import { playIntoMicrophone, recordSpeakers, writeWav } from './sound'
import { fromPcm16, toneAmplitude } from './sound-analysis'
import { speechLike, tone } from './sound-making'

/** What the app promises to notice a lost or silent device within, and a little for the test. */
const NOTICED_MS = 3_500

const pactl = (...args: string[]): string => execFileSync('pactl', args).toString().trim()

/** A second microphone and second speakers; they are unplugged at the end. */
const test = base.extend<{ devices: SecondDevices }>({
  devices: async ({}, use) => {
    const devices = new SecondDevices()
    await use(devices)
    devices.unplugAll()
  },
})

class SecondDevices {
  readonly #modules = new Map<string, string>()

  plugMicrophone(): void {
    this.#load('deskin', 'module-null-sink', 'sink_name=deskin', 'rate=48000', 'channels=1')
    const description = 'source_properties=device.description=DeskMicrophone'
    this.#load(
      'desk',
      'module-remap-source',
      'source_name=desk',
      'master=deskin.monitor',
      description,
    )
  }

  plugSpeakers(): void {
    const description = 'sink_properties=device.description=Headset'
    this.#load('headset', 'module-null-sink', 'sink_name=headset', description)
  }

  /** What the speakers play is heard by the microphone. */
  addEcho(): void {
    this.#load('echo', 'module-loopback', 'source=appout.monitor', 'sink=micin', 'latency_msec=60')
  }

  unplug(name: string): void {
    const module = this.#modules.get(name)
    if (module === undefined) throw new Error(`${name} is not plugged in`)
    pactl('unload-module', module)
    this.#modules.delete(name)
  }

  unplugAll(): void {
    for (const name of [...this.#modules.keys()].reverse()) this.unplug(name)
  }

  #load(name: string, ...module: string[]): void {
    if (this.#modules.has(name)) return
    this.#modules.set(name, pactl('load-module', ...module))
  }
}

/** Chooses a device of this name while the settings are opened and closed again. */
async function chooseDevice(window: Page, kind: string, name: string): Promise<void> {
  await button(window, 'Settings').click()
  await window.getByRole('combobox', { name: kind }).selectOption({ label: name })
  await window.keyboard.press('Escape')
}

const notices = (window: Page): Locator => window.getByRole('region', { name: 'Notices' })
const captured = (window: Page): Locator => window.getByRole('region', { name: 'Captured now' })

/** How strong this tone is in what the server heard last, in 300 ms. */
function heardAt(simulator: Simulator, hz: number): number {
  const bytes = simulator.connections.at(-1)?.audio ?? Buffer.alloc(0)
  const last = 2 * Math.round(0.3 * MICROPHONE.sampleRate)
  return bytes.length < last
    ? 0
    : toneAmplitude(fromPcm16(bytes.subarray(-last), MICROPHONE.sampleRate), hz)
}

/** Waits until the server hears this tone. */
const hears = (simulator: Simulator, hz: number, timeout = 5_000): Promise<void> =>
  expect.poll(() => heardAt(simulator, hz), { timeout }).toBeGreaterThan(0.02)

const voice = (hertz: number, seconds: number): Scenario =>
  scripted([
    { text: 'One.', sound: { hertz, seconds }, delayMs: 50 },
    { text: 'Two.', sound: { hertz, seconds }, delayMs: 50 },
  ])

test('another microphone is used at once, missed while it is unplugged, and used again', async ({
  launch,
  simulate,
  devices,
}, info) => {
  devices.plugMicrophone()
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await chooseSetting(window, 'Headphones')
  await goLive(window)
  await chooseDevice(window, 'Microphone', 'DeskMicrophone')
  await expect(captured(window)).toContainText('DeskMicrophone')
  const low = await writeWav(info.outputPath('low.wav'), tone(500, 60_000))
  const high = await writeWav(info.outputPath('high.wav'), tone(900, 60_000))
  const players = [playIntoMicrophone(low, 'deskin'), playIntoMicrophone(high)]
  await hears(simulator, 500)
  expect(heardAt(simulator, 900)).toBeLessThan(0.01)

  devices.unplug('desk')
  await expect(notices(window)).toContainText('“DeskMicrophone” is not connected', {
    timeout: NOTICED_MS,
  })
  await hears(simulator, 900)

  devices.plugMicrophone()
  await expect(notices(window)).not.toContainText('DeskMicrophone', { timeout: NOTICED_MS })
  await expect(captured(window)).toContainText('DeskMicrophone')
  await hears(simulator, 500)
  players.forEach((player) => player.stop())
})

test('the voice is heard at the chosen speakers, else at the default', async ({
  launch,
  simulate,
  devices,
}) => {
  devices.plugSpeakers()
  const simulator = await simulate({ scenario: voice(660, 4) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await chooseDevice(window, 'Speakers', 'Headset')
  const [headset, usual] = [await recordSpeakers('headset'), await recordSpeakers()]
  await say(window, 'Go on')
  await expect(status(window)).toHaveText(/assistant speaking/)
  await expect(status(window)).not.toHaveText(/assistant speaking/)
  expect(toneAmplitude(await headset.stop(), 660)).toBeGreaterThan(0.02)
  expect(toneAmplitude(await usual.stop(), 660)).toBeLessThan(0.001)

  devices.unplug('headset')
  await expect(notices(window)).toContainText('“Headset” are not connected', {
    timeout: NOTICED_MS,
  })
  const fallback = await recordSpeakers()
  await say(window, 'Go on')
  await expect(status(window)).toHaveText(/assistant speaking/)
  await expect(status(window)).not.toHaveText(/assistant speaking/)
  expect(toneAmplitude(await fallback.stop(), 660)).toBeGreaterThan(0.02)

  devices.plugSpeakers()
  await expect(notices(window)).not.toContainText('Headset', { timeout: NOTICED_MS })
})

test('a dead microphone is told, until the first sound comes', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  const speech = await writeWav(info.outputPath('speech.wav'), speechLike(5_000))
  const quiet = await writeWav(
    info.outputPath('quiet.wav'),
    // About one step of 16 bit: the noise of a room at night.
    tone(100, 10_000, { amplitude: 0.00005 }),
  )
  await goLive(window)
  await expect(captured(window)).toContainText('Microphone')
  await expect(notices(window)).toContainText('We hear nothing', { timeout: NOTICED_MS })
  playIntoMicrophone(speech)
  await expect(notices(window)).not.toContainText('We hear nothing')

  await expect(notices(window)).toContainText('We hear nothing', { timeout: 5_000 + NOTICED_MS })
  const player = playIntoMicrophone(quiet)
  await expect(notices(window)).not.toContainText('We hear nothing')
  await window.waitForTimeout(NOTICED_MS)
  await expect(notices(window)).not.toContainText('We hear nothing')
  player.stop()
})

test('microphone and voice work again after the audio service has died', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({ scenario: voice(660, 2) })
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await chooseSetting(window, 'Headphones')
  await goLive(window)
  const player = playIntoMicrophone(await writeWav(info.outputPath('low.wav'), tone(500, 60_000)))
  await hears(simulator, 500)
  const service = await app.evaluate(
    (electron) => electron.app.getAppMetrics().find(({ name }) => name === 'Audio Service')?.pid,
  )
  if (service === undefined) throw new Error('There is no audio service')
  process.kill(service, 'SIGKILL')
  const before = simulator.connections.at(-1)?.audio.length ?? 0
  await expect
    .poll(() => simulator.connections.at(-1)?.audio.length ?? 0, { timeout: 5_000 })
    .toBeGreaterThan(before + 2 * MICROPHONE.sampleRate)
  await hears(simulator, 500)
  player.stop()

  const speakers = await recordSpeakers()
  await say(window, 'Go on')
  await expect(status(window)).toHaveText(/assistant speaking/)
  await expect(status(window)).not.toHaveText(/assistant speaking/)
  expect(toneAmplitude(await speakers.stop(), 660)).toBeGreaterThan(0.02)
})

/** Lets the test stop the worker that captures the microphone; how many there were is counted. */
async function makeCaptureStoppable(window: Page): Promise<void> {
  await window.addInitScript(() => {
    const RealWorker = globalThis.Worker
    const workers: Worker[] = []
    Object.assign(globalThis, {
      stopCapture: () => workers.at(-1)?.terminate(),
      countCaptures: () => workers.length,
    })
    globalThis.Worker = class extends RealWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name === 'sound-capture') workers.push(this)
      }
    }
  })
  await window.reload()
}

test('a microphone whose sound goes nowhere is noticed, and is heard again by itself', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await makeCaptureStoppable(window)
  await chooseSetting(window, 'Headphones')
  await goLive(window)
  const player = playIntoMicrophone(await writeWav(info.outputPath('low.wav'), tone(500, 60_000)))
  await hears(simulator, 500)
  expect(await window.evaluate('countCaptures()')).toBe(1)
  await window.evaluate('stopCapture()')
  await expect
    .poll(() => window.evaluate('countCaptures()'), { timeout: NOTICED_MS, intervals: [50] })
    .toBe(2)
  const before = simulator.connections.at(-1)?.audio.length ?? 0
  await expect
    .poll(() => simulator.connections.at(-1)?.audio.length ?? 0, { timeout: 5_000 })
    .toBeGreaterThan(before + 2 * MICROPHONE.sampleRate)
  await hears(simulator, 500)
  await expect(window.getByRole('alert')).toHaveCount(0)
  player.stop()
})

test('the echo test hears whether the voice comes back', async ({ launch, devices }) => {
  const { window } = await launch({ key: 'test-key' })
  await button(window, 'Settings').click()
  const test = button(window, 'Test the echo')
  const noise = playIntoMicrophone(
    await writeWav(base.info().outputPath('noise.wav'), tone(100, 60_000, { amplitude: 0.001 })),
  )
  const strip = window.locator('.capture')
  const open = (): Promise<string> =>
    window.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'open',
        (error: unknown) => (error instanceof Error ? error.name : 'refused'),
      ),
    )
  expect(await open()).toBe('NotAllowedError')
  await test.click()
  await expect(window.getByText('Microphone on, for this test only')).toBeVisible()
  await expect(strip).toHaveText('Microphone: echo test, nothing is sent')
  await expect(window.getByText(/No echo/)).toBeVisible({ timeout: 10_000 })
  await expect(strip).toHaveText('Nothing is captured')
  expect(await open()).toBe('NotAllowedError')
  devices.addEcho()
  await test.click()
  await expect(window.getByText(/We hear the voice coming back/)).toBeVisible({ timeout: 15_000 })
  noise.stop()
})
