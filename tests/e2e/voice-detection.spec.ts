import { scripted } from '../../simulator/scenario'
import { chooseSetting, expect, goLive, lines, test } from './app'
import { playIntoMicrophone, writeWav } from './sound'
import { joined, silence, speechLike } from './sound-making'

const BYTES_PER_SECOND = 32_000

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
