/** What code that has got into the page could do: it has the page's rights and no more. */
import { createServer, type Server } from 'node:http'
import type { ElectronApplication } from '@playwright/test'
import { REQUEST_CHANNELS, PUSH_CHANNELS } from '../../../preload/contract/channels'
import { expect, status, test } from '../../e2e/app'
import type { Sightline } from '../../e2e/launch'
import { fetchedByPage } from './page-fetch'

/** Counts who comes. */
async function listen(): Promise<{ server: Server; port: number; visits: string[] }> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*').end('<script>1</script>')
  })
  server.on('connection', (socket) => visits.push(`${socket.remotePort}`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0, visits }
}

/** A page of the app as an attacker would find it. */
async function ready(launch: (o: { key: string }) => Promise<Sightline>): Promise<Sightline> {
  const sightline = await launch({ key: 'test-key' })
  await expect(status(sightline.window)).toHaveText(/^Idle/)
  return sightline
}

const pageAddress = 'app://bundle/index.html'

test('row 74: a script in the page has no Node, no eval, no markup, and only the listed requests', async ({
  launch,
}) => {
  const { app, window } = await ready(launch)
  const found = await window.evaluate(
    () =>
      // Later, and so outside what the debugger lets pass.
      new Promise<Record<string, unknown>>((resolve) => {
        setTimeout(() => {
          const attempt = (act: () => unknown): string => {
            try {
              return `done: ${String(act())}`
            } catch (error) {
              return error instanceof Error ? error.name : 'thrown'
            }
          }
          const element = document.createElement('div')
          const script = document.createElement('script')
          const api = (window as unknown as { sightline: Record<string, unknown> }).sightline
          resolve({
            node: [
              'require',
              'process',
              'module',
              'Buffer',
              'global',
              'electron',
              'ipcRenderer',
            ].filter((name) => name in window),
            eval: attempt(() => globalThis.eval('1')),
            newFunction: attempt(() => Reflect.construct(Function, ['return 1'])),
            timer: attempt(() => setTimeout('window.wasRun = true' as unknown as () => void)),
            innerHTML: attempt(() => (element.innerHTML = '<img src=x onerror=1>')),
            outerHTML: attempt(() => element.insertAdjacentHTML('beforeend', '<b>x</b>')),
            srcdoc: attempt(() => (document.createElement('iframe').srcdoc = '<b>x</b>')),
            scriptText: attempt(() => (script.textContent = 'window.wasRun = true')),
            scriptUrl: attempt(() => (script.src = 'data:text/javascript,window.wasRun=true')),
            dataWorker: attempt(() => new Worker('data:text/javascript,1')),
            blobWorker: attempt(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
            otherWorker: attempt(() => new Worker('/assets/other.js')),
            secondPolicy: attempt(() =>
              (
                window as unknown as {
                  trustedTypes: { createPolicy(name: string, rules: unknown): unknown }
                }
              ).trustedTypes.createPolicy('default', {}),
            ),
            api: Object.keys(api).sort(),
            apiFrozen: attempt(() => {
              'use strict'
              api['startConversation'] = () => 'mine'
              return 'changed'
            }),
          })
        }, 0)
      }),
  )
  const pushes = Object.keys(PUSH_CHANNELS).map(
    (n) => `on${n.charAt(0).toUpperCase()}${n.slice(1)}`,
  )
  expect(found).toEqual({
    node: [],
    eval: 'EvalError',
    newFunction: 'EvalError',
    timer: 'TypeError',
    innerHTML: 'TypeError',
    outerHTML: 'TypeError',
    srcdoc: 'TypeError',
    scriptText: 'TypeError',
    scriptUrl: 'TypeError',
    dataWorker: 'TypeError',
    blobWorker: 'TypeError',
    otherWorker: 'TypeError',
    secondPolicy: 'TypeError',
    api: [...Object.keys(REQUEST_CHANNELS), ...pushes].sort(),
    apiFrozen: 'TypeError',
  })
  expect(await window.evaluate(() => 'wasRun' in window)).toBe(false)

  const isAnswered = await window.evaluate(async () => {
    const { sightline } = globalThis as unknown as {
      sightline: { readSnapshot: () => Promise<{ ok: boolean }> }
    }
    const { push } = Array.prototype
    Array.prototype.push = () => 0
    const { ok } = await sightline.readSnapshot()
    Array.prototype.push = push
    return ok
  })
  expect(isAnswered).toBe(true)
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Not in Electron's types.
      const asked = webContents as unknown as { getLastWebPreferences: () => object }
      return asked.getLastWebPreferences()
    }),
  )
  expect(preferences).toHaveLength(1)
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  })
  expect(Reflect.get(preferences[0] ?? {}, 'enableBlinkFeatures') ?? '').toBe('')
})

test('row 74: a script in the page has no way into the network', async ({ launch }) => {
  const { server, port, visits } = await listen()
  const { window } = await ready(launch)
  const outcomes = await window.evaluate(async (at) => {
    const settled = async (act: () => Promise<unknown>): Promise<string> => {
      const late = new Promise<string>((resolve) => setTimeout(() => resolve('late'), 3_000))
      return Promise.race([
        late,
        act().then(
          () => 'done',
          () => 'refused',
        ),
      ])
    }
    const loaded = (element: HTMLElement, start: () => void): Promise<unknown> =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', resolve)
        element.addEventListener('error', reject)
        document.body.append(element)
        start()
      })
    const image = new Image()
    const http = `http://127.0.0.1:${at}`
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${at}` }] })
    const candidates: string[] = []
    peer.addEventListener('icecandidate', (event) => {
      if (event.candidate) candidates.push(event.candidate.candidate)
    })
    peer.createDataChannel('out')
    await peer.setLocalDescription(await peer.createOffer())
    return {
      fetch: await settled(() => fetch(`${http}/fetch`, { mode: 'no-cors' })),
      socket: await settled(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`ws://127.0.0.1:${at}/socket`)
            socket.onopen = resolve
            socket.onerror = reject
          }),
      ),
      events: await settled(
        () =>
          new Promise((resolve, reject) => {
            const events = new EventSource(`${http}/events`)
            events.onopen = resolve
            events.onerror = reject
          }),
      ),
      image: await settled(() => loaded(image, () => (image.src = `${http}/image`))),
      style: await settled(() => loaded(style, () => (style.href = `${http}/style`))),
      beacon: navigator.sendBeacon(`${http}/beacon`, 'x'),
      candidates,
    }
  }, port)
  expect(outcomes).toMatchObject({
    fetch: 'refused',
    socket: 'refused',
    events: 'refused',
    image: 'refused',
    style: 'refused',
    candidates: [],
  })
  expect(visits).toEqual([])
  server.close()
})

/** Takes the place of the system's box in main; each question waits for its answer. */
async function standInForDialogs(app: ElectronApplication): Promise<{
  asked: () => Promise<string[]>
  answer: (response: number) => Promise<void>
}> {
  await app.evaluate(({ dialog }) => {
    const asked: string[] = []
    const waiting: ((answer: { response: number; checkboxChecked: boolean }) => void)[] = []
    Object.assign(globalThis, { asked, waiting })
    const stand = (...given: unknown[]): Promise<unknown> => {
      asked.push(JSON.stringify(given.at(-1)))
      return new Promise((resolve) => waiting.push(resolve))
    }
    dialog.showMessageBox = stand as typeof dialog.showMessageBox
  })
  return {
    asked: () => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]),
    answer: (response) =>
      app.evaluate((_electron, given) => {
        const waiting = Reflect.get(globalThis, 'waiting') as ((answer: object) => void)[]
        waiting.shift()?.({ response: given, checkboxChecked: false })
      }, response),
  }
}

test('row 74: a script in the page has main contact no server, and change no key, unasked', async ({
  launch,
  simulate,
}) => {
  const { server, port, visits } = await listen()
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  const { asked, answer } = await standInForDialogs(app)
  /** Sends a request as a script would, and does not wait; `outcomes` are the answers so far. */
  const send = (request: string, argument: object): Promise<void> =>
    window.evaluate(
      ([name, given]) => {
        const world = globalThis as unknown as {
          sightline: Record<string, (argument: object) => Promise<Outcome>>
          outcomes?: string[]
        }
        interface Outcome {
          readonly ok: boolean
          readonly error?: { readonly reason: string }
        }
        const outcomes = (world.outcomes ??= [])
        void world.sightline[name]?.(given).then(({ ok, error }) => {
          outcomes.push(ok ? 'done' : (error?.reason ?? ''))
        })
      },
      [request, argument] as const,
    )
  const outcomes = (): Promise<string[]> =>
    window.evaluate(() => (Reflect.get(globalThis, 'outcomes') ?? []) as string[])
  const planted = {
    way: 'token-endpoint',
    url: `http://127.0.0.1:${port}/what-was-said`,
    apiVersion: 'v1alpha',
    secret: 'what was seen',
    keep: 'this-run',
  }

  const before = await window.evaluate<string>('sightline.readSnapshot().then(JSON.stringify)')
  await send('submitAccess', planted)
  await expect.poll(asked).toHaveLength(1)
  const [box = '{}'] = await asked()
  expect(JSON.parse(box)).toMatchObject({ defaultId: 0, cancelId: 0 })
  expect(box).toContain(`http://127.0.0.1:${port}`)
  // While it is open there is no other, and no way round it.
  await send('submitAccess', planted)
  await send('submitKey', { key: 'the-key-of-another', keep: 'this-run' })
  await send('updateSettings', { accessConsent: { tokenServices: [`http://127.0.0.1:${port}`] } })
  await expect
    .poll(outcomes)
    .toEqual(['access-question-open', 'access-question-open', 'request-invalid'])
  await answer(0)
  await expect.poll(async () => (await outcomes()).at(-1)).toBe('access-not-agreed')
  await send('submitKey', { key: 'the-key-of-another', keep: 'this-run' })
  await expect.poll(async () => (await outcomes()).at(-1)).toBe('request-too-often')
  expect(await asked()).toHaveLength(1)
  expect(visits).toEqual([])
  expect(simulator.connections).toHaveLength(0)
  expect(await window.evaluate<string>('sightline.readSnapshot().then(JSON.stringify)')).toBe(
    before,
  )

  // With a yes it is contacted: the listener would have seen it.
  await expect(async () => {
    await send('submitAccess', planted)
    await expect.poll(async () => (await asked()).length, { timeout: 1_000 }).toBe(2)
  }).toPass({ intervals: [1_000], timeout: 20_000 })
  await answer(1)
  await expect.poll(() => visits).toContain('/what-was-said')
  server.close()
})

test('row 79: a page that would go elsewhere, open windows or embed others stays as it is', async ({
  launch,
}) => {
  const { server, port, visits } = await listen()
  const { app, window } = await ready(launch)
  const elsewhere = [`http://127.0.0.1:${port}/`, 'file:///etc/passwd', 'data:text/html,x']
  for (const address of [...elsewhere, 'app://bundle/region.html', 'app://evil/index.html']) {
    const opened = await window.evaluate((to) => {
      const link = document.createElement('a')
      link.href = to
      link.textContent = 'link'
      document.body.append(link)
      link.click()
      link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }))
      link.target = '_blank'
      link.click()
      link.remove()
      const form = document.createElement('form')
      form.action = to
      document.body.append(form)
      form.submit()
      form.remove()
      const frame = document.createElement('iframe')
      frame.src = to
      document.body.append(frame)
      document.body.append(document.createElement('webview'))
      const child = globalThis.open(to)
      document.location.href = to
      return child === null
    }, address)
    expect(opened, address).toBe(true)
  }
  const dropped = await window.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['<b>x</b>'], 'x.html', { type: 'text/html' }))
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
    document.body.dispatchEvent(drop)
    return document.location.href
  })
  expect(dropped).toBe(pageAddress)
  const embedded = await window.evaluate(() =>
    Array.from(document.querySelectorAll('iframe'), (frame) => frame.contentDocument?.URL ?? null),
  )
  expect(embedded.filter((url) => url !== null && url !== 'about:blank')).toEqual([])
  // Asked of main: the debugger waits for the navigations that were refused.
  const left = await app.evaluate(async ({ BrowserWindow, webContents }) => ({
    contents: webContents.getAllWebContents().length,
    pages: await Promise.all(
      BrowserWindow.getAllWindows().map(async (each) => ({
        url: each.webContents.getURL(),
        status: (await each.webContents.executeJavaScript(
          `document.querySelector('[aria-label="Session status"]').textContent`,
        )) as unknown,
      })),
    ),
  }))
  expect(left).toEqual({
    contents: 1,
    pages: [{ url: pageAddress, status: expect.stringMatching(/^Idle/) as unknown }],
  })
  expect(visits).toEqual([])
  server.close()
})

test('row 80: nothing but the listed files is served, however it is asked for', async ({
  launch,
}) => {
  const { window } = await ready(launch)
  const addresses = [
    'app://bundle/../../package.json',
    'app://bundle/%2e%2e/%2e%2e/package.json',
    'app://bundle/..%2f..%2fpackage.json',
    'app://bundle/..%5c..%5cpackage.json',
    'app://bundle/index.html%00.js',
    'app://bundle/assets/',
    'app://bundle/',
    'app://bundle//index.html',
    'app://bundle/INDEX.HTML',
    'app://bundle/__proto__',
    'app://bundle/constructor',
  ]
  const statuses = await window.evaluate(
    (list) => Promise.all(list.map(async (address) => (await fetch(address)).status)),
    addresses,
  )
  expect(statuses).toEqual(addresses.map(() => 404))
  const foreign = ['app://evil/index.html', 'app://bundle.evil/', 'file:///etc/passwd']
  const refused = await fetchedByPage(window, foreign)
  expect(refused).toEqual(foreign.map(() => 'refused'))
})
