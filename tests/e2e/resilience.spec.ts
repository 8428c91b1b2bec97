import { createServer } from 'node:net'
import { scripted } from '../../simulator/scenario'
import { button, expect, goLive, lines, say, status, test } from './app'

const SHORT = { sound: { hertz: 500, seconds: 0.3 }, delayMs: 20 } as const

test('a GoAway is lived through with nothing lost from the transcript', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate({
    scenario: scripted([
      { ...SHORT, text: 'One.' },
      { ...SHORT, text: 'Two.' },
    ]),
  })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await say(window, 'First')
  await expect(lines(window)).toHaveText([/First/, /One\./])
  const next = simulator.nextConnection()
  simulator.connections[0]?.goAway('50s')
  expect((await next).setup?.sessionResumption?.handle).toBeTruthy()
  await expect(status(window)).toHaveText(/^Live/)
  await say(window, 'Second')
  await expect(lines(window)).toHaveText([/First/, /One\./, /Second/, /Two\./])
})

test('a reload of the window keeps transcript, session and microphone', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate({ scenario: scripted([{ ...SHORT, text: 'Kept.' }]) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await say(window, 'Remember this')
  await expect(lines(window)).toHaveCount(2)
  await window.reload()
  await expect(status(window)).toHaveText(/^Live/)
  await expect(lines(window)).toHaveText([/Remember this/, /Kept\./])
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'audio')
  const before = connection?.audio.byteLength ?? 0
  await expect.poll(() => connection?.audio.byteLength).toBeGreaterThan(before + 6_400)
  expect(simulator.connections).toHaveLength(1)
})

test('a kill -9 in the middle of an answer loses nothing that was shown', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([{ text: 'alpha beta gamma delta', sound: { hertz: 400, seconds: 8 } }]),
  })
  const userData = info.outputPath('profile')
  const first = await launch({ simulatorUrl: simulator.url, key: 'test-key', userData })
  await goLive(first.window)
  await say(first.window, 'Before the crash')
  await expect(lines(first.window).nth(1)).toContainText('alpha')
  first.app.process().kill('SIGKILL')
  const second = await launch({ simulatorUrl: simulator.url, key: 'test-key', userData })
  await expect(lines(second.window)).toHaveText([/Before the crash/, /alpha/])
})

test('a wrong key is told apart from a server that refuses', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const { window, output } = await launch({
    simulatorUrl: simulator.url,
    key: 'wrong-key-with-canary-7f3a',
  })
  await button(window, 'Start conversation').click()
  await expect(status(window)).toHaveText(/key/i)
  await expect(button(window, 'Start conversation')).toBeVisible()
  expect(output()).not.toContain('canary')
})

test('a server that is not there is said so, and is tried again', async ({ launch, simulate }) => {
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const address = closed.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((resolve) => closed.close(resolve))
  const { window } = await launch({ simulatorUrl: `http://127.0.0.1:${port}`, key: 'test-key' })
  await button(window, 'Start conversation').click()
  await expect(window.getByText(/ECONNREFUSED/)).toBeVisible()
  await simulate({ port })
  await button(window, 'Try now').click()
  await expect(status(window)).toHaveText(/^Live/)
  await expect(window.getByText(/ECONNREFUSED/)).toHaveCount(0)
})

test('without a microphone it says so, and typing still works', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted([{ ...SHORT, text: 'I can read.' }]) })
  const { window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    env: { PULSE_SERVER: 'unix:/nonexistent', PULSE_RUNTIME_PATH: '/nonexistent' },
  })
  await goLive(window)
  await expect(window.getByText(/no microphone/i).first()).toBeVisible()
  await say(window, 'Can you read?')
  await expect(lines(window)).toHaveText([/Can you read\?/, /I can read\./])
})
