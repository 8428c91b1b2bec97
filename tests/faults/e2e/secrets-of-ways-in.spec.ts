/** Planted secrets of the other ways in, and of the environment, looked for as those in `secrets.spec.ts`. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { expect, type Page } from '@playwright/test'
import { WebSocketServer, type WebSocket } from 'ws'
import { answerBoxes, button, chooseSetting, goLive, status, test } from '../../e2e/app'
import { canaryMark } from './canaries'
import { marksIn, readHeap, readProfile, throwInMain } from './looking-for-secrets'
import { marksInMemory } from './process-memory'
import { everyProcess, pidsOf } from './processes'

/** None of them looks like a secret. */
const KEY = `plain-key-${canaryMark(93)}`
const BEARER = `X-Organisation: plain-bearer-${canaryMark(94)}`
const VERTEX_KEY = `plain-vertex-${canaryMark(95)}`
const PROXY_PASSWORD = `plain-proxy-${canaryMark(96)}`
const TOKEN = `auth_tokens/${canaryMark(97)}`
const MARKS = [93, 94, 95, 96, 97].map(canaryMark)

const foundIn = (text: string): string[] => marksIn(text, MARKS)

/**
 * What a kind of process may have in its memory; `null`: all of it. On Linux pages and the GPU's process
 * come of Chromium's zygote, which was there before any code of ours and so has the variable of the key;
 * the page's has had in it what was typed.
 */
function mayHold(type: string): readonly string[] | null {
  if (type === 'Browser') return null
  if (type === 'Tab') return [93, 94, 95].map(canaryMark)
  return type === 'GPU' || type === 'Zygote' ? [canaryMark(93)] : []
}

/** Lets everybody in, mints tokens, and as a proxy wants another login, quoting what it was given. */
async function serveAll() {
  const heard: string[] = []
  const sockets: WebSocket[] = []
  const server = createServer((request, response) => {
    heard.push(JSON.stringify([request.url, request.headers]))
    response.end(JSON.stringify({ token: TOKEN }))
  })
  server.on('connect', (request, socket: Socket) => {
    heard.push(JSON.stringify(request.headers))
    socket.end(`HTTP/1.1 407 me:${PROXY_PASSWORD} is wrong\r\n\r\n`)
  })
  new WebSocketServer({ server }).on('connection', (socket, request) => {
    heard.push(JSON.stringify([request.url, request.headers]))
    sockets.push(socket)
    socket.once('message', () => socket.send('{"setupComplete":{}}'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    heard,
    /** Ends what is open as a server does that quotes what it refuses. */
    refuse: (secret: string) => {
      for (const socket of sockets) socket.close(1008, `${secret} is blocked`)
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Enters a way in and has it checked. */
async function enter(window: Page, way: string, fields: Readonly<Record<string, string>>) {
  await button(window, 'Settings').click()
  await window.getByLabel('Way in', { exact: true }).selectOption(way)
  for (const [label, text] of Object.entries(fields)) await window.getByLabel(label).fill(text)
  await button(window, 'Check and use').click()
  await expect(window.getByText(/Conversations use this way in/)).toBeVisible()
  await window.keyboard.press('Escape')
}

test('row 84: nor is one of the environment, of a token service, of Vertex AI or of a proxy', async ({
  launch,
}, info) => {
  test.setTimeout(120_000)
  const server = await serveAll()
  const userData = info.outputPath('profile')
  const { app, window, output } = await launch({
    simulatorUrl: `http://127.0.0.1:${server.port}`,
    key: KEY,
    userData,
  })
  await expect(status(window)).toHaveText(/^Idle/)
  await answerBoxes(app, 1)
  const refusedWith = async (secret: string): Promise<void> => {
    await goLive(window)
    await expect(async () => {
      server.refuse(secret)
      await expect(button(window, 'Start conversation')).toBeVisible({ timeout: 500 })
    }).toPass()
    await expect(window.getByText(/is blocked/)).toBeVisible()
    expect(foundIn(await window.evaluate(() => document.documentElement.outerHTML))).toEqual([])
  }

  await refusedWith(KEY)
  const url = `http://127.0.0.1:${server.port}/token`
  await enter(window, 'token-endpoint', {
    'Address of the service': url,
    'Secret for the service': BEARER,
  })
  await refusedWith(BEARER.split(': ')[1] ?? '')
  await refusedWith(TOKEN)
  await enter(window, 'vertex-key', { 'API key of Vertex AI': VERTEX_KEY })
  await refusedWith(VERTEX_KEY)
  await app.evaluate(({ session }, list) => {
    session.defaultSession.resolveProxy = () => Promise.resolve(list)
  }, `PROXY me:${PROXY_PASSWORD}@127.0.0.1:${server.port}`)
  await button(window, 'Start conversation').click()
  await expect(window.getByText(/Proxy wants a login/).first()).toBeVisible()
  // All of them were in use.
  const wasSent = server.heard.join()
  for (const mark of MARKS.slice(0, 3)) expect(wasSent).toContain(mark)
  expect(wasSent).toContain(Buffer.from(`me:${PROXY_PASSWORD}`).toString('base64'))

  const all = [KEY, BEARER, VERTEX_KEY, PROXY_PASSWORD, TOKEN]
  await throwInMain(app, `${all.join(' | ')} and ${BEARER.split(': ')[1]}`)
  await expect.poll(output).toContain('"event":"unhandled-rejection"')

  // Processes that are started now: the key hook's, and another page's.
  await chooseSetting(window, 'Push-to-talk')
  await expect.poll(async () => (await pidsOf(app, 'Sightline key hook')).length).toBe(1)
  const snapshot = await window.evaluate<string>('sightline.readSnapshot().then(JSON.stringify)')
  expect(foundIn(snapshot)).toEqual([])
  expect(foundIn(await readHeap(window))).toEqual([])
  const ours = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name: name ?? '' })),
  )
  for (const { pid, args } of everyProcess()) {
    if (ours.some((each) => each.pid === pid)) expect(foundIn(args)).toEqual([])
  }
  // Linux shows their memory to root; what it shows as their environment Chromium writes its title over.
  if (process.getuid?.() === 0) {
    for (const { pid, type, name } of ours) {
      const allowed = mayHold(type)
      const found = allowed === null ? [] : marksInMemory(pid, MARKS)
      expect(
        found.filter((mark) => !allowed?.includes(mark)),
        `${type} ${name}`,
      ).toEqual([])
    }
    const main = await app.evaluate(() => process.pid)
    // What is looked for would be found.
    expect(marksInMemory(main, MARKS.slice(0, 1))).toEqual(MARKS.slice(0, 1))
  }
  expect(foundIn(output())).toEqual([])
  expect(output()).toContain('[redacted]')
  const profile = await readProfile(userData)
  expect(profile).toContain('"event":"unhandled-rejection"')
  expect(foundIn(profile)).toEqual([])
  server.close()
})
