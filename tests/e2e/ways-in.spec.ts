import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createMint } from '../../examples/token-service/mint.mjs'
import { createService } from '../../examples/token-service/service.mjs'
import { answerBoxes, button, expect, goLive, test } from './app'

const BEARER = 'canary-bearer-of-the-organisation-wxyz'
const ORGANISATION_KEY = 'canary-key-of-the-organisation'

test('an organisation’s token service lets in who has no key', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({ acceptedKey: ORGANISATION_KEY, tokens: 'minted' })
  const service = createService({
    mint: createMint({ apiKey: ORGANISATION_KEY, apiVersion: 'v1alpha', baseUrl: simulator.url }),
    bearers: [BEARER],
    models: ['gemini-3.8-live'],
    log: () => undefined,
  })
  await once(service.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/token`
  const userData = info.outputPath('profile')
  const first = await launch({ simulatorUrl: simulator.url, userData })
  const { app, window } = first
  const boxes = await answerBoxes(app, 1)

  await button(window, 'Use the access of an organisation, or Vertex AI').click()
  await window.getByLabel('Way in', { exact: true }).selectOption('token-endpoint')
  await window.getByLabel('Address of the service').fill(url)
  await window.getByLabel('Secret for the service').fill('wrong')
  await button(window, 'Check and use').click()
  await expect(window.getByText('Refused by token service')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme })
    for (const width of [380, 1200]) {
      await window.setViewportSize({ width, height: 800 })
      await window.getByLabel('Way in', { exact: true }).scrollIntoViewIfNeeded()
      await window.screenshot({ path: info.outputPath(`way-in-${width}-${colorScheme}.png`) })
    }
  }
  await window.getByLabel('Secret for the service').fill(BEARER)
  await button(window, 'Check and use').click()
  await expect(window.getByText(/Conversations use this way in/)).toBeVisible()
  // Once for the service: not for the second try with it.
  expect(await boxes()).toHaveLength(1)
  expect((await boxes())[0]).toContain(new URL(url).origin)
  await window.screenshot({ path: info.outputPath('way-in-used.png') })
  await window.keyboard.press('Escape')
  await goLive(window)
  expect(await window.evaluate(() => document.documentElement.outerHTML)).not.toContain('canary')
  const snapshot = await window.evaluate<string>('sightline.readSnapshot().then(JSON.stringify)')
  expect(snapshot).toContain('wxyz')
  expect(snapshot).not.toContain('canary')
  await first.close()
  expect(first.output()).not.toContain('canary')
  expect(first.output()).not.toContain('auth_tokens/')

  for (const name of await readdir(userData, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue
    const bytes = await readFile(join(name.parentPath, name.name))
    expect(bytes.includes('canary'), name.name).toBe(false)
  }
  // What was set is there in the next run, the secret from the keychain.
  const second = await launch({ simulatorUrl: simulator.url, userData })
  await goLive(second.window)
  service.closeAllConnections()
  service.close()
})
