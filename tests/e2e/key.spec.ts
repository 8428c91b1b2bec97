import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerBoxes, button, expect, goLive, status, test } from './app'

const KEY = 'AIza-canary-0123456789-wxyz'

test('a key is checked, kept by the keychain, and never seen again', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const userData = info.outputPath('profile')
  const first = await launch({ simulatorUrl: simulator.url, userData })
  const { window } = first
  await expect(button(window, 'Try the demo')).toBeVisible()
  await button(window, 'Enter an API key').click()
  const field = window.getByLabel('API key', { exact: true })

  await field.fill('wrong-key-0000')
  await button(window, 'Check and save').click()
  await expect(window.getByRole('alert')).toContainText(/key/i)
  await expect(field).toHaveValue('')

  await field.fill(KEY)
  await button(window, 'Check and save').click()
  await expect(button(window, 'Start conversation')).toBeVisible()
  expect(await window.evaluate(() => document.documentElement.outerHTML)).not.toContain(KEY)
  const snapshot = await window.evaluate<string>('sightline.readSnapshot().then(JSON.stringify)')
  expect(snapshot).toContain('wxyz')
  expect(snapshot).not.toContain('canary')
  await first.close()
  expect(first.output()).not.toContain('canary')

  for (const name of await readdir(userData, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue
    const bytes = await readFile(join(name.parentPath, name.name))
    expect(bytes.includes(KEY), name.name).toBe(false)
  }

  const second = await launch({ simulatorUrl: simulator.url, userData })
  await goLive(second.window)
  await button(second.window, 'Settings').click()
  await expect(second.window.getByText(/wxyz/)).toBeVisible()
})

test('another key takes the place of one that works only when a box of the system’s is agreed to', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const { app, window } = await launch({ simulatorUrl: simulator.url })
  const boxes = await answerBoxes(app, 0)
  await button(window, 'Enter an API key').click()
  await window.getByLabel('API key', { exact: true }).fill(KEY)
  await button(window, 'Check and save').click()
  await expect(button(window, 'Start conversation')).toBeVisible()
  expect(await boxes()).toEqual([])

  await button(window, 'Settings').click()
  await button(window, 'Change key').click()
  await window.getByLabel('API key', { exact: true }).fill('AIza-another-0123456789-abcd')
  await button(window, 'Check and save').click()
  await expect(window.getByText('Nothing was changed')).toBeVisible()
  await window.screenshot({ path: info.outputPath('not-agreed-dark.png') })
  await window.emulateMedia({ colorScheme: 'light' })
  await window.setViewportSize({ width: 380, height: 700 })
  await window.getByText('Nothing was changed').scrollIntoViewIfNeeded()
  await window.screenshot({ path: info.outputPath('not-agreed-narrow.png') })
  await expect(window.getByText(/wxyz/)).toBeVisible()
  expect(await boxes()).toHaveLength(1)
  expect((await boxes())[0]).toContain('abcd')
  expect(simulator.connections).toHaveLength(1)
})

test('a stored key goes to no other server than its own', async ({ launch, simulate }, info) => {
  const own = await simulate()
  const other = await simulate()
  const userData = info.outputPath('profile')
  const first = await launch({ simulatorUrl: own.url, userData })
  await button(first.window, 'Enter an API key').click()
  await first.window.getByLabel('API key', { exact: true }).fill(KEY)
  await button(first.window, 'Check and save').click()
  await expect(button(first.window, 'Start conversation')).toBeVisible()
  await first.close()
  const second = await launch({ simulatorUrl: other.url, userData })
  await expect(button(second.window, 'Enter an API key')).toBeVisible()
  expect(other.connections).toHaveLength(0)
})

test('the demo needs neither key nor network, and says what it is', async ({ launch }) => {
  const { window } = await launch()
  await button(window, 'Try the demo').click()
  await expect(window.getByText(/demo/i).first()).toBeVisible()
  await goLive(window)
  await button(window, 'Leave the demo').click()
  await expect(button(window, 'Try the demo')).toBeVisible()
  await expect(status(window)).toHaveCount(0)
})

test('where there is no keychain the app says so and keeps the key for this run only', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const userData = info.outputPath('profile')
  const args = ['--password-store=basic']
  const first = await launch({ simulatorUrl: simulator.url, userData, args })
  await button(first.window, 'Enter an API key').click()
  await expect(first.window.getByText(/keychain/i).first()).toBeVisible()
  await expect(first.window.getByRole('radio', { name: /this run only/i })).toBeChecked()
  await first.window.screenshot({ path: 'test-results/looks/weak-storage.png' })
  await first.window.getByLabel('API key', { exact: true }).fill(KEY)
  await button(first.window, 'Check and save').click()
  await goLive(first.window)
  await first.close()
  const second = await launch({ simulatorUrl: simulator.url, userData, args })
  await expect(button(second.window, 'Enter an API key')).toBeVisible()
})
