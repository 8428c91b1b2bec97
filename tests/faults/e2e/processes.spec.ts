/** Processes that die, hang or are stopped, in the real app. */
import type { ElectronApplication, Page } from '@playwright/test'
import { scripted } from '../../../simulator/scenario'
import {
  button,
  expect,
  goLive,
  hearOn,
  lines,
  microphoneOn,
  say,
  status,
  test,
} from '../../e2e/app'
import { everyProcess, isRunning, pagePid, pidsOf, windowCount } from './processes'

const SHORT = { sound: { hertz: 500, seconds: 0.3 }, delayMs: 20 } as const

/** From the kill until the new window shows the conversation, in ms; and that window. */
async function timeUntilBack(
  app: ElectronApplication,
  kill: () => Promise<unknown>,
): Promise<{ ms: number; window: Page }> {
  const opened = app.waitForEvent('window')
  const start = performance.now()
  await kill()
  const window = await opened
  await expect(status(window)).toHaveText(/^Live/)
  return { ms: performance.now() - start, window }
}

const crash = (app: ElectronApplication) => (): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })

const killPage = (app: ElectronApplication) => async (): Promise<void> => {
  process.kill(await pagePid(app), 'SIGKILL')
}

test('row 57: the window is back within 2 s of a crash or kill, and the session is untouched', async ({
  launch,
  simulate,
}, info) => {
  const took: number[] = []
  for (let run = 0; run < 2; run += 1) {
    const simulator = await simulate({ scenario: scripted([{ ...SHORT, text: 'Kept.' }]) })
    const { app, window, close } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
    await goLive(window)
    await say(window, 'Remember this')
    await expect(lines(window)).toHaveText([/Remember this/, /Kept\./])
    for (const kill of [crash(app), killPage(app)]) {
      const back = await timeUntilBack(app, kill)
      took.push(back.ms)
      await expect(lines(back.window)).toHaveText([/Remember this/, /Kept\./])
      await microphoneOn(back.window)
      await hearOn(simulator.connections[0], 0.2)
    }
    expect(simulator.connections).toHaveLength(1)
    await close()
  }
  const sorted = took.map(Math.round).sort((a, b) => a - b)
  const median = ((sorted[1] ?? Infinity) + (sorted[2] ?? Infinity)) / 2
  info.annotations.push({ type: 'back after', description: `${sorted.join(', ')} ms` })
  expect(median, sorted.join(', ')).toBeLessThan(2_000)
})

test('row 57: after the third crash within a minute a plain window stands in, and captures nothing', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  for (const kill of [crash(app), killPage(app)]) await timeUntilBack(app, kill)
  const opened = app.waitForEvent('window')
  await killPage(app)()
  const safe = await opened
  await expect(safe.getByRole('heading', { name: 'The window stopped working' })).toBeVisible()
  expect(await windowCount(app)).toBe(1)
  for (const [scheme, width] of [
    ['light', 560],
    ['dark', 380],
  ] as const) {
    await safe.emulateMedia({ colorScheme: scheme })
    await app.evaluate(
      ({ BrowserWindow }, wide) => BrowserWindow.getAllWindows()[0]?.setSize(wide, 520),
      width,
    )
    await safe.screenshot({ path: `test-results/looks/safe-mode-${scheme}.png` })
  }
  const captured = await safe.evaluate(async () => {
    const { mediaDevices } = navigator
    const refused = (): string => 'refused'
    return [
      await mediaDevices.getUserMedia({ audio: true }).then(() => 'captured', refused),
      await mediaDevices.getDisplayMedia({ video: true }).then(() => 'captured', refused),
    ]
  })
  expect(captured).toEqual(['refused', 'refused'])
  await button(safe, 'Copy diagnostics').click()
  await expect(safe.getByText('Copied.')).toBeVisible()
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toContain('Crashes: ')
  expect(copied).toContain('Session: live')
  expect(copied).not.toContain('test-key')

  await button(safe, 'End conversation').click()
  await expect(safe.getByText('The conversation has ended.')).toBeVisible()
  await expect.poll(() => simulator.connections[0]?.state).toBe('closed')
  const again = app.waitForEvent('window')
  await button(safe, 'Open the window again').click()
  await expect(button(await again, 'Start conversation')).toBeVisible()
  await expect.poll(() => windowCount(app)).toBe(1)
})

/** Notes each menu of the tray as it is made, so that a test can choose from it. */
const noteMenus = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ Menu }) => {
    const make = Menu.buildFromTemplate.bind(Menu)
    Menu.buildFromTemplate = (template) => {
      const menu = make(template)
      Reflect.set(globalThis, 'newestMenu', menu)
      return menu
    }
  })

const chooseFromTray = (app: ElectronApplication, label: string): Promise<void> =>
  app.evaluate((_electron, wanted) => {
    const menu = Reflect.get(globalThis, 'newestMenu') as Electron.Menu | undefined
    const item = menu?.items.find((each) => each.label === wanted)
    if (!item) throw new Error(`Not in the tray: ${menu?.items.map((each) => each.label).join()}`)
    // Electron's types call it a Function, and no more.
    ;(item.click as () => void)()
  }, label)

// Twelve seconds show what 45 would: after the question, ten seconds on, nothing waits for a time.
test('row 58: a page that hangs is noticed within 6 s, and the tray still mutes and ends', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const { app, window, output } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await noteMenus(app)
  await goLive(window)
  const [connection] = simulator.connections
  await hearOn(connection, 0.5)
  const pid = await pagePid(app)
  const start = performance.now()
  process.kill(pid, 'SIGSTOP')
  await expect.poll(output, { intervals: [50], timeout: 8_000 }).toContain('"event":"page-hangs"')
  const noticed = performance.now() - start
  info.annotations.push({ type: 'noticed after', description: `${Math.round(noticed)} ms` })
  expect(noticed).toBeLessThan(6_500) // 6 s, and what it takes to read it in the app's output
  await chooseFromTray(app, 'Mute microphone')
  await chooseFromTray(app, 'End conversation')
  await expect.poll(() => connection?.state).toBe('closed')
  process.kill(pid, 'SIGCONT')
  await expect.poll(output).toContain('"event":"page-answers-again"')
  // It was only stopped: it is the same window.
  expect(await pagePid(app)).toBe(pid)
  await expect(button(window, 'Start conversation')).toBeVisible()

  // One that never comes back is replaced when the user says so.
  void window
    .evaluate(() => {
      for (;;) Math.random()
    })
    .catch(() => undefined)
  await expect
    .poll(() => output().split('"event":"page-hangs"').length, { timeout: 10_000 })
    .toBe(3)
  const opened = app.waitForEvent('window')
  await chooseFromTray(app, 'Open the window anew')
  await expect(button(await opened, 'Start conversation')).toBeVisible()
  expect(isRunning(pid)).toBe(false)
})

test('rows 59, 60: killed GPU and network processes cost the conversation nothing', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate({
    scenario: scripted([
      { ...SHORT, text: 'One.' },
      { ...SHORT, text: 'Two.' },
    ]),
  })
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await say(window, 'First')
  await expect(lines(window)).toHaveText([/First/, /One\./])
  await hearOn(simulator.connections[0], 1.5) // it is played out
  const killed: number[] = []
  for (const kind of ['GPU', 'GPU', 'GPU', 'Network Service']) {
    // A fresh one each time: one that is gone could not be killed again.
    await expect.poll(async () => (await pidsOf(app, kind)).length).toBeGreaterThan(0)
    const before = await pidsOf(app, kind)
    expect(before.filter((pid) => killed.includes(pid))).toEqual([])
    for (const pid of before) process.kill(pid, 'SIGKILL')
    killed.push(...before)
    await expect
      .poll(async () => (await pidsOf(app, kind)).some((pid) => before.includes(pid)))
      .toBe(false)
    await window.screenshot()
  }
  expect(killed.length).toBeGreaterThanOrEqual(4)
  await hearOn(simulator.connections[0], 0.3)
  await say(window, 'Second')
  await expect(lines(window)).toHaveText([/First/, /One\./, /Second/, /Two\./])
  await window.reload()
  await expect(status(window)).toHaveText(/^Live/)
  expect(simulator.connections).toHaveLength(1)
})

/** Something that nobody catches, in main. */
const fail = (app: ElectronApplication, secret: string): Promise<void> =>
  app.evaluate((_electron, planted) => {
    setTimeout(() => {
      throw new Error(`thrown with ${planted}`)
    }, 0)
    void Promise.reject(new Error(`rejected with ${planted}`))
  }, secret)

test('row 61: what nobody catches in main is logged without secrets, and the app goes on', async ({
  launch,
  simulate,
}) => {
  const secret = 'key-of-an-organisation-canary-61'
  const simulator = await simulate({
    acceptedKey: secret,
    scenario: scripted([{ ...SHORT, text: 'On.' }]),
  })
  const { app, window, output } = await launch({ simulatorUrl: simulator.url, key: secret })
  await goLive(window)
  await fail(app, secret)
  await expect.poll(output).toContain('"event":"uncaught-exception"')
  await expect.poll(output).toContain('"event":"unhandled-rejection"')
  expect(output()).toContain('thrown with [redacted]')
  expect(output()).not.toContain('canary-61')
  await say(window, 'Are you there?')
  await expect(lines(window)).toHaveText([/Are you there/, /On\./])
})

test('row 61: a row of them saves and starts the app anew, and no modal box is in the way', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window, output } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  for (let each = 0; each < 3; each += 1) await fail(app, 'nothing').catch(() => undefined)
  await ended
  expect(output()).toContain('"decision":"restart"')
  const next = (): number | undefined =>
    everyProcess().find(
      ({ args }) => args.includes('--restarted-after-fault=') && !args.includes('--type='),
    )?.pid
  await expect.poll(next).toBeDefined()
  const pid = next() ?? 0
  process.kill(pid, 'SIGTERM')
  await expect.poll(() => isRunning(pid)).toBe(false)
})

test('rows 62, 63: SIGTERM in the middle of an answer ends the app in order, and the next start has what was said', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([
      { ...SHORT, text: 'One.' },
      { text: 'alpha beta gamma', sound: { hertz: 400, seconds: 8 } },
    ]),
  })
  const userData = info.outputPath('profile')
  const first = await launch({ simulatorUrl: simulator.url, key: 'test-key', userData })
  await goLive(first.window)
  await say(first.window, 'First')
  await expect(lines(first.window)).toHaveText([/First/, /One\./])
  await hearOn(simulator.connections[0], 1.5) // it is played out
  await say(first.window, 'Before the end')
  await expect(lines(first.window).nth(3)).toContainText('alpha')
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve))
  const start = performance.now()
  first.app.process().kill('SIGTERM')
  await ended
  expect(performance.now() - start).toBeLessThan(4_000)
  expect(first.output()).toContain('"event":"app-ended","isLate":false')

  // Of the answer under way stands what was heard of it, as after every interruption.
  const kept = [/First/, /One\./, /Before the end/, /alpha|Interrupted/]
  const second = await launch({ simulatorUrl: simulator.url, key: 'test-key', userData })
  await expect(lines(second.window)).toHaveText(kept)
  // Playwright forgets the process once it is gone.
  const { pid = 0 } = second.app.process()
  second.app.process().kill('SIGKILL')
  await expect.poll(() => isRunning(pid)).toBe(false)
  // The lock of one that was killed keeps nobody out.
  const third = await launch({ simulatorUrl: simulator.url, key: 'test-key', userData })
  await expect(lines(third.window)).toHaveText(kept)
})
