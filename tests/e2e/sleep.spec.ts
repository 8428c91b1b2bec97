import { scripted } from '../../simulator/scenario'
import { button, expect, goLive, microphoneOn, status, test } from './app'

test('row 25: a computer that sleeps captures nothing, and goes on where it was when it wakes', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate({ scenario: scripted([null]) })
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await microphoneOn(window)
  const first = simulator.connections[0]
  await first?.waitFor(({ kind }) => kind === 'audio')
  await button(window, 'Mute microphone').click()
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
  await expect(status(window)).toHaveText('Paused while the computer sleeps')
  await expect(window.locator('.capture')).toHaveText('Nothing is captured')
  expect((await first?.closed)?.code).toBe(1000)
  expect(simulator.connections).toHaveLength(1)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await expect(status(window)).toHaveText('Live · microphone muted')
  expect(simulator.connections).toHaveLength(2)
  expect(simulator.connections[1]?.setup?.sessionResumption?.handle).toBeTruthy()
})
