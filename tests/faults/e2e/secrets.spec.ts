/** Planted secrets, looked for wherever something of the app can be read. */
import { button, chooseSetting, expect, goLive, status, test } from '../../e2e/app'
import { CANARIES, canaryMark } from './canaries'
import { marksIn, readHeap, readProfile, throwInMain } from './looking-for-secrets'
import { everyProcess, pidsOf } from './processes'

const KEY = `organisation-key-${canaryMark(90)}`
const INHERITED = { AWS_SECRET_ACCESS_KEY: canaryMark(91), MY_TOKEN: canaryMark(92) }
const MARKS = [...CANARIES.keys(), 90].map(canaryMark)

const foundIn = (text: string): string[] => marksIn(text, MARKS)

test('row 84: no planted secret is found in logs, files, arguments, children, heap or window', async ({
  launch,
  simulate,
}, info) => {
  test.setTimeout(120_000)
  const simulator = await simulate({ acceptedKey: KEY })
  const userData = info.outputPath('profile')
  const { app, window, output } = await launch({
    simulatorUrl: simulator.url,
    userData,
    env: INHERITED,
  })
  await button(window, 'Enter an API key').click()
  await window.getByLabel('API key', { exact: true }).fill(KEY)
  await button(window, 'Check and save').click()
  await expect(button(window, 'Start conversation')).toBeVisible()

  // Refusals of the server that quote secrets, up to what a close frame holds.
  const some = CANARIES.filter((_planted, index) => index % 2 === 0)
  for (const planted of [...some, `The key ${KEY} is blocked`]) {
    const reason = Buffer.from(planted).subarray(0, 120).toString()
    await goLive(window)
    await expect(async () => {
      for (const each of simulator.connections) if (each.state === 'open') each.close(1008, reason)
      await expect(button(window, 'Start conversation')).toBeVisible({ timeout: 500 })
    }).toPass()
    expect(foundIn(await window.evaluate(() => document.documentElement.outerHTML))).toEqual([])
  }
  expect(simulator.connections.length).toBeGreaterThan(some.length)

  // Four bugs a minute do not end the app: the rest of them in one.
  for (const planted of [CANARIES.join(' | '), `key ${KEY}`]) await throwInMain(app, planted)
  await expect.poll(() => output().split('"event":"unhandled-rejection"').length).toBe(3)

  await chooseSetting(window, 'Push-to-talk') // the key hook's process starts
  await expect.poll(async () => (await pidsOf(app, 'Sightline key hook')).length).toBe(1)
  const [hook] = await pidsOf(app, 'Sightline key hook')
  const everyone = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid }) => pid),
  )
  const ours = everyProcess().filter(({ pid }) => everyone.includes(pid))
  expect(ours.length).toBeGreaterThan(2)
  for (const { args, environment } of ours) {
    expect(foundIn(args)).toEqual([])
    expect(foundIn(environment)).toEqual([])
  }
  // What it was started with, as far as the kernel shows it: Chromium writes its title over that.
  const hookEnvironment = ours.find(({ pid }) => pid === hook)?.environment
  for (const inherited of Object.values(INHERITED)) {
    expect(hookEnvironment).not.toContain(inherited)
  }

  const snapshot = await window.evaluate<string>('sightline.readSnapshot().then(JSON.stringify)')
  expect(foundIn(snapshot)).toEqual([])
  expect(foundIn(await readHeap(window))).toEqual([])
  expect(foundIn(output())).toEqual([])
  expect(output()).toContain('[redacted]')
  const profile = await readProfile(userData)
  expect(profile).toContain('"event":"unhandled-rejection"') // the log's file
  expect(foundIn(profile)).toEqual([])
  await expect(status(window)).toBeVisible()
})

test('row 84: what is looked for would be found', async ({ launch }) => {
  const { window } = await launch()
  await expect(button(window, 'Try the demo')).toBeVisible()
  const planted = canaryMark(90)
  await window.evaluate((text) => {
    Reflect.set(globalThis, 'planted', `${text} stays`)
  }, planted)
  expect(foundIn(await readHeap(window))).toEqual([planted])
  expect(everyProcess().some(({ environment }) => environment.includes('PATH='))).toBe(true)
})
