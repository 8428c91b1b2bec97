/** Ten minutes of conversation: a question every few seconds, a shared screen, many GoAways. */
import { readFile } from 'node:fs/promises'
import { scripted } from '../../simulator/scenario'
import { expect, goLive, lines, say, share, status, test } from '../e2e/app'
import { paintDesktop } from '../e2e/screen'

const MINUTES = 10
const ROTATE_EVERY_TURNS = 10

test(`${MINUTES} minutes with a rotation every ${ROTATE_EVERY_TURNS} turns lose no line`, async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([
      { text: 'This is my answer to you.', sound: { hertz: 400, seconds: 1 }, delayMs: 50 },
    ]),
  })
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  await share(window, /^Screen: /)
  const pid = app.process().pid ?? 0
  const memory: number[] = []
  const end = Date.now() + MINUTES * 60_000
  let turns = 0
  while (Date.now() < end) {
    turns += 1
    await say(window, `Question ${turns}`)
    await expect(lines(window)).toHaveCount(turns * 2)
    await expect(status(window)).toHaveText(/^Live$/)
    await paintDesktop(turns % 2 ? '#203040' : '#405060')
    if (turns % ROTATE_EVERY_TURNS === 0) {
      const next = simulator.nextConnection()
      simulator.connections.at(-1)?.goAway('20s')
      await next
      await expect(status(window)).toHaveText(/^Live$/)
      memory.push(await residentMegabytes(pid))
    }
  }
  const texts = await lines(window).allTextContents()
  const questions = texts.filter((_, index) => index % 2 === 0)
  questions.forEach((text, index) => expect(text).toContain(`Question ${index + 1}`))
  const open = simulator.connections.filter(({ state }) => state === 'open')
  expect(open).toHaveLength(1)

  const frames = simulator.connections.flatMap((connection) => connection.frames)
  const gaps = frames.slice(1).map(({ at }, index) => at - (frames[index]?.at ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  const half = Math.floor(memory.length / 2)
  const growth = median(memory.slice(half)) - median(memory.slice(0, half))
  info.annotations.push({
    type: 'measured',
    description:
      `${turns} turns, ${simulator.connections.length} connections, ${frames.length} pictures; ` +
      `main process ${median(memory)} MB (median), second half ${growth} MB above the first`,
  })
  expect(growth).toBeLessThan(20)
})

async function residentMegabytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Math.round(Number(/^Pss:\s+(\d+)/m.exec(text)?.[1]) / 1024)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
