import type { ElectronApplication } from '@playwright/test'
import { button, expect, goLive, share, status, test } from './app'

/** Lets the system refuse, or allow again, what the page asks for. */
const letAsk = (app: ElectronApplication, allowed: boolean): Promise<void> =>
  app.evaluate(({ BrowserWindow }, grant) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.session.setPermissionRequestHandler((_contents, _permission, answer) => {
        answer(grant)
      })
    }
  }, allowed)

test('a refused microphone has words and a button, and the conversation goes on', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  await letAsk(app, false)
  await goLive(window)
  await expect(window.getByRole('alert')).toContainText(/microphone/i)
  await window.screenshot({ path: 'test-results/looks/microphone-denied.png' })

  await letAsk(app, true)
  await button(window, 'Try again').click()
  await simulator.connections[0]?.waitFor(({ kind }) => kind === 'audio')
  await expect(window.getByRole('alert')).toHaveCount(0)
  expect(simulator.connections).toHaveLength(1)
})

test('a refused screen has words, and sharing can be tried again', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await simulator.connections[0]?.waitFor(({ kind }) => kind === 'audio')
  await letAsk(app, false)
  await button(window, 'Share').click()
  await window
    .getByRole('option', { name: /^Screen: / })
    .first()
    .click()
  await button(window, 'Start sharing').click()
  await expect(window.getByRole('alert')).toContainText(/screen/i)
  await window.screenshot({ path: 'test-results/looks/screen-denied.png' })
  await expect(button(window, 'Share')).toBeVisible()
})

test('a refused camera has words, and another share can be tried', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const { app, window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: ['--use-fake-device-for-media-stream'],
  })
  await goLive(window)
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'audio')
  await letAsk(app, false)
  await button(window, 'Share').click()
  await window
    .getByRole('option', { name: /^Camera: / })
    .first()
    .click()
  await button(window, 'Start sharing').click()
  await expect(window.getByRole('alert')).toContainText('Camera not allowed')
  await window.screenshot({ path: 'test-results/looks/camera-denied.png' })
  await expect(status(window)).toHaveText(/^Live/)
  expect(connection?.frames).toHaveLength(0)

  await letAsk(app, true)
  await share(window, /^Camera: /)
  await connection?.waitFor(({ kind }) => kind === 'video')
  await expect(window.getByRole('alert')).toHaveCount(0)
})

test('a page may not capture what nobody chose', async ({ launch, simulate }) => {
  const simulator = await simulate()
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  const tries = await window.evaluate(async () => {
    const outcome = async (open: () => Promise<MediaStream>): Promise<string> => {
      try {
        await open()
        return 'captured'
      } catch (error) {
        return error instanceof Error ? error.name : 'refused'
      }
    }
    const legacy = {
      video: { mandatory: { chromeMediaSource: 'desktop' } },
    } as unknown as MediaStreamConstraints
    return [
      await outcome(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      await outcome(() => navigator.mediaDevices.getUserMedia(legacy)),
      await outcome(() => navigator.mediaDevices.getUserMedia({ video: true })),
    ]
  })
  expect(tries).not.toContain('captured')
  expect(simulator.connections[0]?.frames).toHaveLength(0)
})

test('the diagnostics go to the clipboard, and what lies there stays unread', async ({
  launch,
}) => {
  const { app, window } = await launch({ key: 'test-key' })
  await button(window, 'Settings').click()
  await button(window, 'Copy diagnostics').click()
  await expect(window.getByText('Copied.')).toBeVisible()
  const text = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(text).toMatch(/^Version: Sightline \d/)
  expect(text).not.toContain('test-key')
  const read = window.evaluate(() => navigator.clipboard.readText())
  await expect(read).rejects.toThrow(/NotAllowedError/)
})
