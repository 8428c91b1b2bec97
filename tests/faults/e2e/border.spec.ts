/* eslint no-restricted-syntax: off -- A test of the border reaches behind it. */
/** Who is answered, what may be opened, what may be captured: the borders of the real app. */
import type { ElectronApplication, Page } from '@playwright/test'
import { REQUEST_CHANNELS } from '../../../preload/contract/channels'
import type { SightlineApi } from '../../../preload/contract/ipc'
import { expect, goLive, status, test } from '../../e2e/app'

interface World {
  readonly sightline: SightlineApi
}

const ask = (window: Page): Promise<string> =>
  window.evaluate(async () => {
    const result = await (globalThis as unknown as World).sightline.readSnapshot()
    return result.ok ? 'answered' : result.error.reason
  })

/** Calls a handler as Electron would, for a frame of our window that cannot be made to call by itself. */
const askAs = (app: ElectronApplication, who: 'page' | 'iframe' | 'gone'): Promise<string> =>
  app.evaluate(
    async ({ BrowserWindow, ipcMain }, { who, channel }) => {
      type Handler = (event: unknown, payload: unknown) => Promise<{ ok: boolean }>
      const { _invokeHandlers: handlers } = ipcMain as unknown as {
        _invokeHandlers: Map<string, Handler>
      }
      const sender = BrowserWindow.getAllWindows()[0]?.webContents
      const frames = {
        page: sender?.mainFrame,
        iframe: sender?.mainFrame.frames[0],
        gone: null,
      }
      const senderFrame = frames[who]
      if (senderFrame === undefined) return 'no such frame'
      const answer = await handlers.get(channel)?.({ sender, senderFrame }, undefined)
      return answer?.ok === true ? 'answered' : 'refused'
    },
    { who, channel: REQUEST_CHANNELS.readSnapshot },
  )

test('row 75: only the main frame of our own window, showing our page, is answered', async ({
  launch,
}) => {
  const { app, window, output } = await launch({ key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  expect(await ask(window)).toBe('answered')
  expect(await askAs(app, 'page')).toBe('answered')
  await window.evaluate(() => document.body.append(document.createElement('iframe')))
  expect(await askAs(app, 'iframe')).toBe('refused')
  expect(await askAs(app, 'gone')).toBe('refused')

  // A window that is not ours, with our preload and our very page in it.
  const opened = app.waitForEvent('window')
  await app.evaluate(async ({ BrowserWindow, app: electron }) => {
    const [ours] = BrowserWindow.getAllWindows()
    if (!ours) return
    const child = new BrowserWindow({
      parent: ours,
      webPreferences: {
        preload: `${electron.getAppPath()}/out/preload/index.cjs`,
        session: ours.webContents.session,
        sandbox: true,
      },
    })
    await child.loadURL('app://bundle/index.html')
  })
  const child = await opened
  await child.waitForLoadState()
  expect(await ask(child)).toBe('request-invalid')
  await child.close()

  // Our own window, led away by force: the page there still has the preload.
  const elsewhere = 'data:text/html,elsewhere'
  await app.evaluate(async ({ BrowserWindow }, url) => {
    await BrowserWindow.getAllWindows()[0]?.loadURL(url)
  }, elsewhere)
  await window.waitForURL(elsewhere)
  expect(await ask(window)).toBe('request-invalid')
  expect(output()).toContain('"why":"sender"')
})

test('row 75: a page that asks too often is refused, and the app does not mind', async ({
  launch,
}) => {
  const { window } = await launch({ key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  const reasons = await window.evaluate(async () => {
    const { sightline } = globalThis as unknown as World
    const asked = Array.from({ length: 3_000 }, () => sightline.setMuted({ muted: true }))
    const results = await Promise.all(asked)
    return results.map((result) => (result.ok ? 'ok' : result.error.reason))
  })
  const counted = (reason: string): number => reasons.filter((each) => each === reason).length
  expect(counted('ok')).toBeGreaterThanOrEqual(100)
  expect(counted('ok')).toBeLessThan(600)
  expect(counted('ok') + counted('request-too-often')).toBe(3_000)
  await expect.poll(() => ask(window)).toBe('answered')
})

test('row 77: of all that a page can ask for, only plain text for the clipboard is granted', async ({
  launch,
}) => {
  const { window } = await launch({ key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  const outcomes = await window.evaluate(async () => {
    const within = (asked: Promise<unknown>): Promise<string> =>
      Promise.race([
        asked.then(
          // No device chosen is an empty list.
          (given) => (Array.isArray(given) && given.length === 0 ? 'refused' : 'granted'),
          () => 'refused',
        ),
        new Promise<string>((resolve) => setTimeout(() => resolve('refused'), 2_000)),
      ])
    const { geolocation, clipboard, mediaDevices, storage } = navigator
    const page = navigator as unknown as Record<string, Record<string, unknown> | undefined>
    const call = async (object: string, method: string, argument?: unknown): Promise<string> => {
      const owner = page[object]
      if (!owner) return 'refused'
      return within((owner[method] as (given?: unknown) => Promise<unknown>).call(owner, argument))
    }
    const filters = { filters: [{ vendorId: 1 }] }
    return {
      place: await within(
        new Promise((resolve, reject) => geolocation.getCurrentPosition(resolve, reject)),
      ),
      notification: await Notification.requestPermission(),
      midi: await within(navigator.requestMIDIAccess({ sysex: true })),
      clipboardRead: await within(clipboard.read()),
      clipboardText: await within(clipboard.readText()),
      persist: String(await storage.persist()),
      usb: await call('usb', 'requestDevice', filters),
      serial: await call('serial', 'requestPort'),
      hid: await call('hid', 'requestDevice', filters),
      bluetooth: await call('bluetooth', 'requestDevice', { acceptAllDevices: true }),
      wakeLock: await call('wakeLock', 'request', 'screen'),
      both: await within(mediaDevices.getUserMedia({ audio: true, video: true })),
      microphone: await within(mediaDevices.getUserMedia({ audio: true })),
      camera: await within(mediaDevices.getUserMedia({ video: true })),
      screens: await within(
        (globalThis as unknown as { getScreenDetails: () => Promise<unknown> }).getScreenDetails(),
      ),
      clipboardWrite: await within(clipboard.writeText('plain')),
    }
  })
  expect(outcomes).toEqual({
    place: 'refused',
    notification: 'denied',
    midi: 'refused',
    clipboardRead: 'refused',
    clipboardText: 'refused',
    persist: 'false',
    usb: 'refused',
    serial: 'refused',
    hid: 'refused',
    bluetooth: 'refused',
    wakeLock: 'refused',
    both: 'refused',
    microphone: 'refused',
    camera: 'refused',
    screens: 'refused',
    clipboardWrite: 'granted',
  })
})

test('row 78: a screen is captured once, after a choice, and never the old way', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window, output } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  const tries = await window.evaluate(async () => {
    const legacy = { video: { mandatory: { chromeMediaSource: 'desktop' } } }
    const withSound = { ...legacy, audio: { mandatory: { chromeMediaSource: 'desktop' } } }
    const { mediaDevices } = navigator
    const outcome = (opened: Promise<unknown>): Promise<string> =>
      opened.then(
        () => 'captured',
        () => 'refused',
      )
    return [
      await outcome(mediaDevices.getDisplayMedia({ video: true })),
      await outcome(mediaDevices.getDisplayMedia({ video: true })),
      await outcome(mediaDevices.getUserMedia(legacy as unknown as MediaStreamConstraints)),
      await outcome(mediaDevices.getUserMedia(withSound as unknown as MediaStreamConstraints)),
    ]
  })
  expect(tries).toEqual(['refused', 'refused', 'refused', 'refused'])

  // The page has one chosen, and uses the permission for the old way: it does not live on with it.
  const gone = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once(
          'render-process-gone',
          (_event, { reason }) => resolve(reason),
        )
      }),
  )
  await window
    .evaluate(async () => {
      const { sightline } = globalThis as unknown as World
      navigator.mediaDevices.getDisplayMedia = () => new Promise<MediaStream>(() => undefined)
      const candidates = await sightline.listShareCandidates()
      const screen = candidates.ok
        ? candidates.value.find((candidate) => candidate.kind === 'screen')
        : undefined
      if (!screen) throw new Error('No screen')
      await sightline.startSharing({ kind: 'screen', id: screen.id, name: screen.name })
      const legacy = { video: { mandatory: { chromeMediaSource: 'desktop' } } }
      await navigator.mediaDevices.getUserMedia(legacy as unknown as MediaStreamConstraints)
    })
    .catch(() => undefined)
  expect(['crashed', 'killed']).toContain(await gone)
  expect(output()).toContain('"event":"capture-without-source"')
  expect(simulator.connections[0]?.frames).toHaveLength(0)
})
