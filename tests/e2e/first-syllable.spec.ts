import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from './app'
import { holdKey } from './screen'
import { choosePushToTalk, openListener, releaseShortcut } from './shortcut-keys'
import { listenToTones } from './tones'
import { TOKEN_MS } from './tone-code'

const CHUNK_MS = 20
const HELD_MS = 2_000
/** Chunks of a second: the clock of a fake microphone falls behind on a busy computer. */
const NEAR = 50

test.afterEach(releaseShortcut)

test('what was said 200 ms before the key went down is heard, and so is the end after it went up', async ({
  launch,
  simulate,
}, info) => {
  const { connection, read } = await listenToTones(
    { launch, simulate },
    HELD_MS,
    info.outputPath('tones.wav'),
    ({ app, window }) => choosePushToTalk(app, window),
  )
  const other = await openListener()
  await delay(1_000)
  expect(connection.received).toEqual([])

  await holdKey('ctrl')
  await holdKey('shift')
  // Before the key goes down: xdotool takes its time.
  const down = Date.now()
  await holdKey('space')
  await delay(HELD_MS)
  const up = Date.now()
  await releaseShortcut()
  await connection.waitFor(({ kind }) => kind === 'activityEnd')
  other.close()

  const kinds = connection.received.map(({ kind }) => kind)
  const chunks = connection.received.filter(({ kind }) => kind === 'audio')
  expect(kinds).toEqual(['activityStart', ...chunks.map(() => 'audio'), 'activityEnd'])
  // Without a gap, so that each chunk tells when those near it were captured, at the latest.
  expect(read()).toMatchObject({ lost: 0, doubled: 0, reordered: 0 })
  expect(read().tokens).toBeGreaterThanOrEqual(HELD_MS / TOKEN_MS)
  const starts = chunks.map(({ at }, index) => at - (index + 1) * CHUNK_MS)
  const begun = Math.min(...starts.slice(0, NEAR))
  const ended = Math.min(...starts.slice(-NEAR)) + chunks.length * CHUNK_MS
  info.annotations.push({
    type: 'measured',
    description: `from ${down - begun} ms before the key to ${ended - up} ms after it`,
  })
  expect(down - begun).toBeGreaterThanOrEqual(200)
  // Beside the chunk, the capture's context takes sound by 32 ms.
  expect(down - begun).toBeLessThanOrEqual(300 + CHUNK_MS + 32)
  expect(ended - up).toBeGreaterThanOrEqual(180)
  expect(ended - up).toBeLessThan(600)
})
