/** When an Electron app, started without a debugger's halt, has painted its first content. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { electronExecutable, environment } from './electron'

const POLL_MS = 20
const PATIENCE_MS = 15_000

/** In the page: the time of its first paint of content, once the button is there too. */
const FIRST_PAINT = `new Promise((resolve) => {
  const hasButton = () =>
    [...document.querySelectorAll('button')].some(
      (button) => button.textContent.includes('Start conversation') && !button.disabled,
    )
  new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint')
    if (paint) resolve(hasButton() ? performance.timeOrigin + paint.startTime : 0)
  }).observe({ type: 'paint', buffered: true })
})`

/** Milliseconds from the start of the program; fails if the button was not in that paint. */
export async function firstPaintMs(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<number> {
  const from = Date.now()
  const child = spawn(electronExecutable(), ['--remote-debugging-port=0', ...args], {
    env: environment(variables),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  try {
    const port = await until(() => /127\.0\.0\.1:(\d+)\/devtools/.exec(said)?.[1])
    const at = await until(async () => firstPaintOf(await pageAddress(port)))
    if (!(at > from)) throw new Error('The first paint did not hold the button.')
    return at - from
  } finally {
    const closed = once(child, 'close')
    child.kill()
    await closed
  }
}

async function pageAddress(port: string): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
  const targets = (await answer.json()) as readonly {
    readonly type: string
    readonly webSocketDebuggerUrl: string
  }[]
  return targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl
}

/**
 * Nothing while there is no page yet, or when the one that was asked made way for the next.
 * https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#method-evaluate
 */
async function firstPaintOf(address: string | undefined): Promise<number | undefined> {
  if (address === undefined) return undefined
  const socket = new WebSocket(address)
  await once(socket, 'open')
  const params = { expression: FIRST_PAINT, awaitPromise: true, returnByValue: true }
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
  const [data] = (await once(socket, 'message')) as [Buffer]
  socket.close()
  const answer = JSON.parse(data.toString()) as {
    readonly result?: { readonly result: { readonly value: number } }
  }
  return answer.result?.result.value
}

async function until<T>(find: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const found = await find()
    if (found !== undefined) return found
    await delay(POLL_MS)
  }
  throw new Error('The app shows no page.')
}
