import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from './app'
import { blockPage, listenToTones } from './tones'
import { TOKEN_MS } from './tone-code'

const CALM_MS = 5_000
const BLOCKED_MS = 9_000
/** What the way to the server takes, ms. */
const LATE_MS = 1_500

test('every 20 ms of the microphone arrive once and in order, also while the page is blocked', async ({
  launch,
  simulate,
}, info) => {
  const tones = await listenToTones(
    { launch, simulate },
    CALM_MS + BLOCKED_MS,
    info.outputPath('tones.wav'),
  )
  const beganAt = Date.now()
  await delay(CALM_MS)
  await blockPage(tones.window)
  await delay(BLOCKED_MS)
  const report = tones.read()
  expect(report).toMatchObject({ lost: 0, doubled: 0, reordered: 0 })
  // The code begins anew every 4 s: so much lost at once shows here alone.
  expect(report.tokens * TOKEN_MS).toBeGreaterThan(Date.now() - beganAt - LATE_MS)
})
