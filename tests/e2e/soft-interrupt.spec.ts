import { PACES, scripted } from '../../simulator/scenario'
import { chooseSetting, expect, goLive, say, status, test } from './app'
import { playIntoMicrophone, recordSpeakers, writeWav } from './sound'
import { soundSpans } from './sound-analysis'
import { joined, silence } from './sound-making'
import { spokenWords } from './spoken'

const ANSWER_MS = 6_000
const COUGH_MS = 150
/** The recording's windows, and the fade at a hold and after it. */
const TOLERANCE_MS = 60

test('a cough holds the voice for 600 ms, and it plays on from the very sample', async ({
  launch,
  simulate,
}, info) => {
  const sound = { hertz: 440, seconds: ANSWER_MS / 1_000 }
  const simulator = await simulate({
    // All of it has come before the cough, so that nothing but the hold is heard.
    scenario: scripted([{ text: 'Ommm.', sound, pace: PACES.burst, delayMs: 10 }]),
  })
  const { samples, rateHz } = await spokenWords('Hello.')
  const cough = await writeWav(
    info.outputPath('cough.wav'),
    joined(samples.subarray(0, (COUGH_MS * rateHz) / 1_000), silence(100, rateHz)),
    rateHz,
  )
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  // The voice is not to be taken out of what the microphone hears: it does not hear it.
  await chooseSetting(window, 'Headphones')
  await chooseSetting(window, 'Less easily')
  await goLive(window)
  await simulator.connections[0]?.waitFor(({ kind }) => kind === 'audio')
  // The detector has to know the room first.
  await window.waitForTimeout(3_000)
  const speakers = await recordSpeakers()
  await say(window, 'Hum')
  await expect(status(window)).toHaveText(/assistant speaking/)
  await window.waitForTimeout(1_500)
  playIntoMicrophone(cough)
  await expect(status(window)).not.toHaveText(/assistant speaking/)

  const spans = soundSpans(await speakers.stop())
  expect(spans).toHaveLength(2)
  const [first = { fromMs: 0, toMs: 0 }, second = { fromMs: 0, toMs: 0 }] = spans
  const heldMs = second.fromMs - first.toMs
  info.annotations.push({ type: 'measured', description: `held for ${heldMs} ms` })
  // From the first piece of speech to 600 ms after the last.
  expect(heldMs).toBeGreaterThan(600)
  expect(heldMs).toBeLessThan(600 + COUGH_MS + 300)
  const heardMs = first.toMs - first.fromMs + (second.toMs - second.fromMs)
  expect(Math.abs(heardMs - ANSWER_MS)).toBeLessThan(TOLERANCE_MS)
})
