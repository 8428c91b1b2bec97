import type { Page } from '@playwright/test'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import type { Simulator } from '../../simulator/simulator'
import {
  button,
  chooseSetting,
  expect,
  goLive,
  hearOn,
  lines,
  messageBox,
  say,
  status,
  test,
} from './app'
import { playIntoMicrophone, recordSpeakers, writeWav } from './sound'
import {
  cut,
  dominantFrequency,
  fromPcm16,
  rms,
  silenceAfterMs,
  soundSpans,
} from './sound-analysis'
import { joined, silence, speechLike } from './sound-making'

const LONG_ANSWER =
  'It was a Tuesday in the autumn, and the rain had not stopped for a week. The old clock in the ' +
  'hall struck nine, the cat slept by the fire, and nobody in the house expected a visitor. Then ' +
  'somebody knocked, three times, and waited. That was how it began, and this is the end.'

/** Twice the time after which a microphone without sound counts as stalled, and is given up. */
const TAKEN_FOR_DEAD_MS = 6_000

const toneOf = (hertz: number, seconds: number, change: Reply = {}): Reply => ({
  text: 'I am answering you now with a rather long answer.',
  sound: { hertz, seconds },
  delayMs: 50,
  ...change,
})

test('a spoken question is answered aloud and both sides can be read', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([toneOf(660, 2, { text: 'Three o’clock.', heard: 'What time is it?' })]),
  })
  const wav = info.outputPath('question.wav')
  await writeWav(wav, joined(silence(1_000), speechLike(1_500), silence(10_000)))
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    microphoneWav: wav,
  })
  const speakers = await recordSpeakers()
  await goLive(window)

  await expect(lines(window).nth(1)).toHaveText(/Three o’clock\./)
  await expect(lines(window).nth(0)).toHaveAccessibleName('You')
  await expect(lines(window).nth(0)).toContainText('What time is it?')
  await expect(lines(window).nth(1)).toHaveAccessibleName('Assistant')
  await expect(status(window)).toHaveText(/assistant speaking/)
  await expect(status(window)).not.toHaveText(/assistant speaking/)

  const heard = await speakers.stop()
  const [reply] = soundSpans(heard)
  expect(reply).toBeDefined()
  if (!reply) return
  expect(reply.toMs - reply.fromMs).toBeGreaterThan(1_950)
  expect(reply.toMs - reply.fromMs).toBeLessThan(2_100)
  expect(Math.abs(dominantFrequency(cut(heard, reply)) - 660)).toBeLessThan(6)
})

test('speaking over the assistant silences it at once and cuts its line', async ({
  launch,
  simulate,
}, info) => {
  const interruptedAt: number[] = []
  const simulator = await simulate({
    scenario: scripted([
      { text: LONG_ANSWER, delayMs: 50 },
      toneOf(880, 0.5, { text: 'Stopped.', delayMs: 3_000 }),
    ]),
    onEvent: (event) => {
      if (event.kind === 'interrupted') interruptedAt.push(event.at)
    },
  })
  const wav = info.outputPath('stop.wav')
  // Longer than the echo canceller takes to tell the user from the voice that it hears.
  await writeWav(wav, speechLike(2_500))
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await simulator.connections[0]?.waitFor(({ kind }) => kind === 'audio')
  const speakers = await recordSpeakers()
  await say(window, 'Tell me a story')
  await expect(status(window)).toHaveText(/assistant speaking/)
  await expect(lines(window).nth(1)).toContainText('Tuesday')
  playIntoMicrophone(wav)

  await expect(lines(window).nth(1)).toContainText(/interrupted/i)
  await expect(lines(window).nth(1)).not.toContainText('the end')
  await expect(status(window)).not.toHaveText(/assistant speaking/)
  // The virtual microphone is not the speakers: what is heard is the app alone.
  await expect(lines(window).last()).toContainText('Stopped.')
  const heard = await speakers.stop()
  const silentAt = (silenceAfterMs(heard, 0) ?? Infinity) + heard.startedAtMs
  expect(interruptedAt).toHaveLength(1)
  // Beside the app's own few milliseconds this holds the sound server's buffers.
  expect(silentAt - (interruptedAt[0] ?? 0)).toBeLessThan(250)
})

test('typed text goes into the same session', async ({ launch, simulate }) => {
  const simulator = await simulate({
    scenario: scripted([toneOf(500, 0.3, { text: 'سلام — 你好', pace: PACES.burst })]),
  })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await expect(messageBox(window)).toBeDisabled()
  await goLive(window)
  await messageBox(window).fill('Guten Tag')
  await messageBox(window).press('Enter')
  await expect(lines(window)).toHaveText([/Guten Tag/, /سلام — 你好/])
  await expect(messageBox(window)).toHaveValue('')
  expect(simulator.connections).toHaveLength(1)
})

test('a muted microphone lets no sample leave, is not taken for a broken one, and is heard again', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const wav = info.outputPath('speech.wav')
  await writeWav(wav, speechLike(800))
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'audio')
  await button(window, 'Mute microphone').click()
  await connection?.waitFor(({ kind }) => kind === 'audioStreamEnd')
  await expect(status(window)).toHaveText(/^Live.*muted/)
  const before = connection?.audio.byteLength
  await playIntoMicrophone(wav).done
  // A muted track delivers nothing, so that a watch for lost sound could take it for a dead one.
  await window.waitForTimeout(TAKEN_FOR_DEAD_MS)
  await expect(window.getByRole('alert')).toHaveCount(0)
  expect(connection?.audio.byteLength).toBe(before)
  await button(window, 'Unmute microphone').click()
  await hearOn(connection, 1)
  const from = connection?.audio.byteLength ?? 0
  await playIntoMicrophone(wav).done
  await expect
    .poll(() => rms(fromPcm16(connection?.audio.subarray(from) ?? Buffer.alloc(0), 16_000)))
    .toBeGreaterThan(0.005)
  await expect(window.getByRole('alert')).toHaveCount(0)
})

test('ending closes the connection, and the microphone with it', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'audio')
  await button(window, 'End conversation').click()
  await expect(status(window)).toHaveText(/^Ended/)
  await expect(window.getByText('Nothing is captured')).toBeVisible()
  expect(connection?.state).toBe('closed')
  for (const name of ['End conversation', 'Mute microphone', 'Share']) {
    await expect(button(window, name)).toHaveCount(0)
  }
  await goLive(window)
})

test('in push-to-talk the Talk button opens and closes what is said', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([toneOf(500, 0.3, { text: 'Heard.', heard: 'Over.', pace: PACES.burst })]),
  })
  const wav = info.outputPath('speech.wav')
  await writeWav(wav, speechLike(600))
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await chooseSetting(window, 'Push-to-talk')
  await expect(button(window, 'Talk')).toHaveCount(0)
  await goLive(window)
  const connection = simulator.connections[0]
  // Spoken before the button is pressed: nobody's business.
  await playIntoMicrophone(wav).done
  expect(connection?.received).toHaveLength(0)

  await button(window, 'Talk').click()
  await connection?.waitFor(({ kind }) => kind === 'activityStart')
  await expect(button(window, 'Talk')).toHaveAttribute('aria-pressed', 'true')
  await expect(status(window)).toHaveText(/you are talking/)
  await playIntoMicrophone(wav).done
  await connection?.waitFor(({ kind }) => kind === 'audio')
  await button(window, 'Talk').click()
  await connection?.waitFor(({ kind }) => kind === 'activityEnd')
  await expect(button(window, 'Talk')).toHaveAttribute('aria-pressed', 'false')

  await expect(lines(window)).toHaveText([/Over\./, /Heard\./])
  const kinds = connection?.received.map(({ kind }) => kind) ?? []
  expect(kinds[0]).toBe('activityStart')
  expect(kinds.at(-1)).toBe('activityEnd')
  expect(new Set(kinds.slice(1, -1))).toEqual(new Set(['audio']))
})

test('a conversation can be ended while the server keeps silent', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted([null], { onSetup: () => 'silent' }) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await button(window, 'Start conversation').click()
  await expect(status(window)).toHaveText(/^Connecting/)
  await expect.poll(() => simulator.connections[0]?.setup).toBeTruthy()
  await button(window, 'End conversation').click()
  await expect(status(window)).toHaveText(/^Ended/)
  await expect(window.getByText('Nothing is captured')).toBeVisible()
  await expect.poll(() => openConnections(simulator)).toBe(0)
  await expect(window.getByRole('alert')).toHaveCount(0)
  expect(simulator.connections).toHaveLength(1)
})

test('starting and ending in quick succession leaves no connection behind', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  for (let round = 0; round < 10; round += 1) {
    await button(window, 'Start conversation').click()
    await button(window, 'End conversation').click()
  }
  await expect(status(window)).toHaveText(/^Ended/)
  await expect.poll(() => openConnections(simulator)).toBe(0)

  await goLive(window)
  await simulator.connections.at(-1)?.waitFor(({ kind }) => kind === 'audio')
  expect(openConnections(simulator)).toBe(1)
  await button(window, 'End conversation').click()
  await expect(status(window)).toHaveText(/^Ended/)
  await expect.poll(() => openConnections(simulator)).toBe(0)
})

test('two conversations in a row can both be read', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted([toneOf(500, 1, { text: 'Certainly.' })]) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await say(window, 'The first question')
  await expect(lines(window)).toHaveText([/The first question/, /Certainly\./])
  await hearToTheEnd(window)
  await button(window, 'End conversation').click()
  await expect(status(window)).toHaveText(/^Ended/)
  await expect(lines(window)).toHaveText([/The first question/, /Certainly\./])

  await goLive(window)
  await say(window, 'The second question')
  const second = [/The second question/, /Certainly\./]
  await expect(lines(window)).toHaveText(second)
  await hearToTheEnd(window)
  await button(window, 'End conversation').click()
  await expect(status(window)).toHaveText(/^Ended/)
  await window.reload()
  await expect(lines(window)).toHaveText(second)

  await button(window, 'Library').click()
  const kept = window.getByRole('list', { name: 'Conversations' })
  await expect(kept.getByText('The second question', { exact: true })).toBeVisible()
  await kept.getByText('The first question', { exact: true }).click()
  const review = window.getByRole('region', { name: 'Conversation', exact: true })
  await expect(review.getByText('Certainly.')).toBeVisible()
  expect(simulator.connections).toHaveLength(2)
})

/** Waits until the last answer has come whole and been heard: ending cuts it otherwise. */
async function hearToTheEnd(window: Page): Promise<void> {
  await expect(lines(window).last()).toHaveAttribute('aria-busy', 'false')
  await expect(status(window)).not.toHaveText(/assistant speaking/)
}

const openConnections = (simulator: Simulator): number =>
  simulator.connections.filter(({ state }) => state === 'open').length
