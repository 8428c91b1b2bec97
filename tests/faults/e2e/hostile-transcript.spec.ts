import { scripted } from '../../../simulator/scenario'
import { expect, goLive, lines, say, test } from '../../e2e/app'
import { QUICK } from '../quick-reply'

const HOSTILE = [
  '<img src="https://attacker.invalid/a.png" onerror="window.hacked = true">',
  '<script>window.hacked = true</script>',
  '<iframe src="https://attacker.invalid"></iframe>',
  '[click](javascript:window.hacked=true) ![x](https://attacker.invalid/b.png)',
  'https://attacker.invalid/c',
  '\u202Etxt.exe\u2066 right to left',
] as const

test('row 42: hostile words are shown as words, and nothing is fetched for them', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate({
    scenario: scripted(HOSTILE.map((text) => ({ ...QUICK, text }))),
  })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  const requests: string[] = []
  window.on('request', (request) => requests.push(request.url()))
  await goLive(window)
  for (const [at, text] of HOSTILE.entries()) {
    await say(window, text)
    await expect(lines(window).nth(2 * at)).toContainText(text)
    await expect(lines(window).nth(2 * at + 1)).toContainText(text)
  }
  const log = window.getByRole('log', { name: 'Transcript' })
  await expect(log.locator('img, script, iframe, a')).toHaveCount(0)
  expect(await window.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(requests.filter((url) => url.includes('attacker'))).toEqual([])
})

test('row 42: a line of a megabyte leaves the window usable', async ({ launch, simulate }) => {
  const simulator = await simulate({
    scenario: scripted([{ ...QUICK, text: 'Still here.' }]),
  })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(window)
  const text = 'long words '.repeat(95_000)
  simulator.connections[0]?.send({ serverContent: { outputTranscription: { text } } })
  simulator.connections[0]?.send({ serverContent: { turnComplete: true } })
  await expect(lines(window)).toHaveCount(1)
  await say(window, 'Are you there?')
  await expect(lines(window).last()).toContainText('Still here.')
})
