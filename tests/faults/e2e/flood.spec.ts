/** A server that floods the app with words, while somebody types. */
import { scripted } from '../../../simulator/scenario'
import { expect, goLive, messageBox, status, test } from '../../e2e/app'

const SECONDS = 3
const EVERY_MS = 20
const A_SECOND = 10_000

/** What somebody who types may notice, in ms. */
const MOST_LAG_MS = 100

test('row 36: 10,000 messages a second: what is typed is there within 100 ms', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({ scenario: scripted([null]) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await messageBox(window).focus()
  // From the event of the key, by the system's own time, until it was painted.
  await window.evaluate(() => {
    const lags: number[] = []
    Reflect.set(globalThis, 'lags', lags)
    document.addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        setTimeout(() => lags.push(performance.now() - timeStamp), 0)
      })
    })
  })
  const [connection] = simulator.connections
  const tiny = { serverContent: { outputTranscription: { text: 'a ' } } }
  let sent = 0
  const began = performance.now()
  const flood = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(((performance.now() - began) / 1_000) * A_SECOND, SECONDS * A_SECOND)
      for (; sent < due; sent += 1) connection?.send(tiny)
      if (sent < SECONDS * A_SECOND) return
      clearInterval(timer)
      resolve()
    }, EVERY_MS)
  })
  let typed = ''
  const isOver = flood.then(() => true)
  while (!(await Promise.race([isOver, window.waitForTimeout(50).then(() => false)]))) {
    await window.keyboard.press('x')
    typed += 'x'
  }
  const tookMs = performance.now() - began
  await expect(messageBox(window)).toHaveValue(typed)
  const lags = await window.evaluate(() => Reflect.get(globalThis, 'lags') as number[])
  const sorted = [...lags].sort((a, b) => a - b)
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Infinity
  const figures = {
    tookMs: Math.round(tookMs),
    keys: typed.length,
    p95: Math.round(p95),
    most: Math.round(sorted.at(-1) ?? 0),
  }
  info.annotations.push({ type: 'lag, ms', description: JSON.stringify(figures) })
  process.stdout.write(`flood: ${JSON.stringify(figures)}\n`)
  expect(typed.length).toBeGreaterThan(5)
  expect(lags.length).toBe(typed.length)
  expect(p95).toBeLessThan(MOST_LAG_MS)
  await expect(status(window)).toHaveText(/^Live/)
  expect(simulator.connections).toHaveLength(1)
})
