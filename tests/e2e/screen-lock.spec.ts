/** A locked screen is not shown: the desktop's screen saver says when. */
import { expect, goLive, hearOn, share, test } from './app'
import { paintDesktop } from './screen'
import { ScreenSaver } from './screen-saver'
import { choosePushToTalk, holdShortcut, releaseShortcut } from './shortcut-keys'

test.afterEach(releaseShortcut)

test('no picture leaves while the screen is locked', async ({ launchConnected }, info) => {
  await paintDesktop('#2060c0')
  const saver = await ScreenSaver.open()
  const { window, simulator } = await launchConnected()
  await goLive(window)
  await share(window, /^Screen: /)
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  const sign = window.getByRole('region', { name: 'Captured now' })

  saver.setActive(true)
  await expect(sign).toContainText('paused while the screen is locked')
  await window.screenshot({ path: info.outputPath('locked.png') })
  const sent = connection?.frames.length
  // Something to see, for longer than a picture waits for its turn.
  for (const colour of ['#c06020', '#20c060']) {
    await paintDesktop(colour)
    await hearOn(connection, 1.5)
  }
  expect(connection?.frames.length).toBe(sent)

  saver.setActive(false)
  await expect(sign).not.toContainText('paused')
  await expect.poll(() => connection?.frames.length).toBeGreaterThan(sent ?? 0)
  saver.leave()
})

test('the held key to talk counts as released when the screen is locked', async ({
  launchConnected,
}) => {
  const saver = await ScreenSaver.open()
  const { app, window, simulator } = await launchConnected()
  await choosePushToTalk(app, window)
  await goLive(window)
  const connection = simulator.connections[0]
  const marks = (): string[] =>
    (connection?.received ?? []).map(({ kind }) => kind).filter((kind) => /^activity/.test(kind))

  await holdShortcut()
  await hearOn(connection, 0.8) // longer than a tap
  expect(marks()).toEqual(['activityStart'])
  saver.setActive(true)
  await expect.poll(marks).toEqual(['activityStart', 'activityEnd'])
  saver.leave()
})
