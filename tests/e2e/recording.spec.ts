import { readdir } from 'node:fs/promises'
import { UNDO_MS } from '@contract/library-format'
import { scripted } from '../../simulator/scenario'
import { button, expect, goLive, hearOn, lines, microphoneOn, status, test } from './app'
import { discardNewest, keptSound, recordingNotes, recordingsFolder, seek } from './kept-sound'
import { playIntoMicrophone, recordSpeakers, writeWav, type Recording } from './sound'
import {
  cut,
  dominantFrequency,
  durationMs,
  firstSoundMs,
  fromPcm16,
  rms,
  soundSpans,
  type Span,
} from './sound-analysis'
import { silence, tone, joined } from './sound-making'
import { withoutProcessing } from './tones'

const USER_HZ = 440
const VOICE_HZ = 660
const TONE_MS = 1_500
/** What the server is sent. */
const SERVER_RATE_HZ = 16_000
const VOICE_MS = 2_000
/** Of a tone of half the full scale, by which its sound has a length whatever its pauses. */
const MEAN_SQUARE = 0.5 ** 2 / 2
const RECORD = 'Record this conversation'
const STOP = 'Recording. Click to stop it'

/** What the test's recorder is exact to, and the sound server's pieces, ms. */
const NEAR_MS = 50
/**
 * A sample is stamped when it is rendered. From there to the speakers the system takes 50 ms more, on
 * a busy computer 100, by which the voice stands ahead of what the test's recorder hears.
 */
const OUTPUT_MS = 150

const lengthOf = (span: Span | undefined): number => (span ? span.toMs - span.fromMs : NaN)

const firstHeard = ({ startedAtMs, ...sound }: Recording): number =>
  startedAtMs + (firstSoundMs(sound) ?? NaN)

const answer = { text: 'Here I am.', sound: { hertz: VOICE_HZ, seconds: VOICE_MS / 1_000 } }

test('keeps both sides, each on its channel and at its time, from the click on', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({ scenario: scripted([answer]) })
  const { window, userData } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await withoutProcessing(window)
  const connecting = simulator.nextConnection()
  await goLive(window)
  await microphoneOn(window)
  const connection = await connecting
  await hearOn(connection, 0.5)
  expect(await readdir(recordingsFolder(userData))).toEqual([])

  await button(window, RECORD).click()
  await expect(button(window, STOP)).toBeVisible()
  const wav = info.outputPath('tone.wav')
  await writeWav(wav, joined(tone(USER_HZ, TONE_MS), silence(500)))
  const [said, heard] = [await recordSpeakers('micin'), await recordSpeakers()]
  await playIntoMicrophone(wav).done
  await expect(lines(window)).toHaveCount(2)
  await expect(status(window)).toHaveText(/assistant speaking/)
  await expect(status(window)).not.toHaveText(/assistant speaking/)
  const stoppedAt = Date.now()
  await button(window, STOP).click()
  await expect(button(window, RECORD)).toBeVisible()
  const saidAt = firstHeard(await said.stop())
  const heardAt = firstHeard(await heard.stop())

  // The last of it is written a moment later.
  await expect
    .poll(async () => {
      const [note] = await recordingNotes(window)
      return (note?.startedAt ?? 0) + (note?.durationMs ?? 0)
    })
    .toBeGreaterThanOrEqual(stoppedAt)
  const kept = await keptSound(window, userData)
  expect(Math.abs(durationMs(kept.user) - kept.durationMs)).toBeLessThan(20)
  const [user, ...moreOfUser] = soundSpans(kept.user)
  const [voice, ...moreOfVoice] = soundSpans(kept.assistant)
  expect([moreOfUser, moreOfVoice]).toEqual([[], []])
  if (!user || !voice) throw new Error('A side is silent')
  const errors = {
    user: Math.round(kept.startedAt + user.fromMs - saidAt),
    voice: Math.round(kept.startedAt + voice.fromMs - heardAt),
  }
  info.annotations.push({ type: 'measured', description: JSON.stringify(errors) })
  expect(Math.abs(errors.user)).toBeLessThan(NEAR_MS)
  expect(errors.voice).toBeLessThan(NEAR_MS)
  expect(errors.voice).toBeGreaterThan(-OUTPUT_MS)
  // On a busy computer the sound server has gaps of its own: what was sent is what must be there.
  const [sent] = soundSpans(fromPcm16(connection.audio, SERVER_RATE_HZ))
  expect(Math.abs(lengthOf(user) - lengthOf(sent))).toBeLessThanOrEqual(20)
  expect(lengthOf(user)).toBeGreaterThan(TONE_MS - 20)
  const voiceMs = (durationMs(kept.assistant) * rms(kept.assistant) ** 2) / MEAN_SQUARE
  expect(Math.abs(voiceMs - VOICE_MS)).toBeLessThan(60)
  expect(Math.abs(dominantFrequency(cut(kept.user, user)) - USER_HZ)).toBeLessThan(6)
  expect(Math.abs(dominantFrequency(cut(kept.assistant, voice)) - VOICE_HZ)).toBeLessThan(6)

  const place = await seek(window, userData, voice.fromMs / 1_000)
  expect(Math.abs(place.duration - kept.durationMs / 1_000)).toBeLessThan(0.02)
  expect(Math.abs(place.at - voice.fromMs / 1_000)).toBeLessThan(0.02)
})

test('is there to its last second after a kill, and leaves the disk with its conversation', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({ scenario: scripted([null]) })
  const userData = info.outputPath('profile')
  const wav = await writeWav(info.outputPath('long.wav'), tone(USER_HZ, 60_000))
  const options = { simulatorUrl: simulator.url, key: 'test-key', userData }
  const first = await launch({ ...options, microphoneWav: wav })
  await withoutProcessing(first.window)
  await button(first.window, 'Settings').click()
  await first.window.getByRole('switch', { name: 'Record conversations' }).check()
  await first.window.keyboard.press('Escape')
  const connecting = simulator.nextConnection()
  await goLive(first.window)
  await expect(button(first.window, STOP)).toBeVisible()
  await hearOn(await connecting, 4)
  const killedAt = Date.now()
  first.app.process().kill('SIGKILL')

  const { window } = await launch(options)
  const kept = await keptSound(window, userData)
  const spans = soundSpans(kept.user)
  const end = durationMs(kept.user)
  info.annotations.push({
    type: 'measured',
    description: `ends ${Math.round(killedAt - kept.startedAt - end)} ms before the kill`,
  })
  expect(killedAt - kept.startedAt - end).toBeLessThan(1_500)
  expect(Math.abs(end - kept.durationMs)).toBeLessThan(50)
  // A fake microphone on a busy computer has pauses of its own; what matters is the end.
  expect(end - (spans.at(-1)?.toMs ?? 0)).toBeLessThan(50)

  await discardNewest(window)
  await expect
    .poll(() => readdir(recordingsFolder(userData)), { timeout: UNDO_MS + 10_000 })
    .toEqual([])
})
