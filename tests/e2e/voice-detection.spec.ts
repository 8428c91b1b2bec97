import type { Page } from '@playwright/test'
import { scripted } from '../../simulator/scenario'
import type { Connection } from '../../simulator/simulator'
import { button, chooseSetting, expect, goLive, lines, test } from './app'
import { playIntoMicrophone, writeWav } from './sound'
import { cut, durationMs, findSound, fromPcm16, type Sound } from './sound-analysis'
import { joined, silence, speechLike } from './sound-making'
import { writeSpoken } from './spoken'
import { TOKEN_MS } from './tone-code'
import { listenToTones, withoutProcessing } from './tones'

const BYTES_PER_SECOND = 32_000
const RATE_HZ = 16_000

test('silence is not sent, speech is from its first syllable on', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([{ text: 'It is three.', heard: 'What time is it?' }]),
  })
  const speech = info.outputPath('question.wav')
  await writeWav(speech, joined(speechLike(2_000), silence(200)))
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await chooseSetting(window, 'On')
  await goLive(window)
  const connection = simulator.connections[0]

  // What is sent before the detector listens, and the worst that a pre-roll holds.
  const saving = window.getByText(/^Not sent in this run: \d+ s of sound; about \d+ tokens saved/)
  await expect(saving).toBeVisible()
  const heldBack = async (): Promise<number> =>
    Number(/\d+/.exec((await saving.textContent()) ?? '')?.[0])
  const before = connection?.audio.byteLength ?? 0
  await expect.poll(heldBack).toBeGreaterThan((await heldBack()) + 1)
  expect(connection?.audio.byteLength).toBe(before)

  await playIntoMicrophone(speech).done
  await connection?.waitFor(({ kind }) => kind === 'audioStreamEnd')
  const sent = ((connection?.audio.byteLength ?? 0) - before) / BYTES_PER_SECOND
  // The two seconds, what was kept from before, and the pause that ends them.
  expect(sent).toBeGreaterThan(2)
  expect(sent).toBeLessThan(5)
  await expect(lines(window).last()).toContainText('It is three.')
})

/** What was sent after each end of the stream, and before the next. */
function streams({ audio, received }: Connection): Sound[] {
  const ends = [0]
  let bytes = 0
  for (const message of received) {
    if (message.kind === 'audio') bytes += message.bytes
    if (message.kind === 'audioStreamEnd') ends.push(bytes)
  }
  return ends.map((from, index) => fromPcm16(audio.subarray(from, ends[index + 1]), RATE_HZ))
}

test('a spoken sentence is sent whole, with 200 ms before its first sound, and no silence', async ({
  launch,
  simulate,
}, info) => {
  const wav = info.outputPath('sentence.wav')
  const words = await writeSpoken(wav, 'Please tell me what time it is in Lisbon now.', {
    beforeMs: 7_000,
    afterMs: 12_000,
  })
  const simulator = await simulate({ scenario: scripted([null]) })
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    microphoneWav: wav,
  })
  await withoutProcessing(window)
  await chooseSetting(window, 'On')
  await goLive(window)
  const [connection] = simulator.connections
  if (!connection) throw new Error('There is no connection.')
  const ends = (): number =>
    connection.received.filter(({ kind }) => kind === 'audioStreamEnd').length
  // First that of the silence in which the detector began to listen, then that of the sentence.
  await expect.poll(ends, { timeout: 20_000 }).toBe(2)
  await window.waitForTimeout(2_000)

  const [, sent, after] = streams(connection)
  if (!sent || !after) throw new Error('The stream was not ended twice.')
  expect(durationMs(after)).toBe(0)
  const wholeMs = durationMs(words)
  const place = (fromMs: number): { atMs: number; likeness: number } =>
    findSound(sent, cut(words, { fromMs, toMs: fromMs + 250 }))
  const first = place(0)
  info.annotations.push({
    type: 'measured',
    description: `${first.atMs} ms before the first sound; ${durationMs(sent)} ms for ${wholeMs} ms`,
  })
  expect(first.likeness).toBeGreaterThan(0.9)
  expect(first.atMs).toBeGreaterThanOrEqual(200)
  for (let fromMs = 250; fromMs + 250 <= wholeMs; fromMs += 250) {
    const { atMs, likeness } = place(fromMs)
    // Each piece is where it belongs: what lacked before it would show.
    expect(likeness).toBeGreaterThan(0.7)
    expect(Math.abs(atMs - first.atMs - fromMs)).toBeLessThan(2)
  }
  // What is kept from before, the pause that ends it, and what the network takes to be sure.
  expect(durationMs(sent)).toBeLessThan(500 + wholeMs + 1_000 + 400)
})

/** The detector's worker says that it listens, and that there is silence, and then nothing more. */
async function hangDetector(window: Page): Promise<void> {
  await window.addInitScript(() => {
    const RealWorker = globalThis.Worker
    globalThis.Worker = class extends RealWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name !== 'voice-detector') return
        this.postMessage = ({ port }: { port: MessagePort }) => {
          this.dispatchEvent(new MessageEvent('message', { data: { kind: 'ready' } }))
          port.postMessage({ heard: 'long-pause', judged: 0 })
        }
      }
    }
  })
}

test('a detector that hangs costs nothing of what is said, and the user is told', async ({
  launch,
  simulate,
}, info) => {
  const forMs = 8_000
  const { window, read } = await listenToTones(
    { launch, simulate },
    forMs,
    info.outputPath('tones.wav'),
    async (sightline) => {
      await hangDetector(sightline.window)
      await sightline.window.reload()
      await chooseSetting(sightline.window, 'On')
    },
  )
  const notice = window.getByRole('region', { name: 'Notices' })
  await expect(notice).toContainText('Speech detection failed')
  await window.waitForTimeout(forMs - 3_000)
  expect(read()).toMatchObject({ lost: 0, doubled: 0, reordered: 0 })
  expect(read().tokens * TOKEN_MS).toBeGreaterThan(forMs - 3_000)
  await window.screenshot({ path: info.outputPath('notice.png') })
  await button(window, 'Try again').click()
  await expect(notice).not.toContainText('Speech detection failed')
  await expect(notice).toContainText('Speech detection failed')
})
