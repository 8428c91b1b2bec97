/** What is kept on disk is damaged or in the wrong hands, in the real app. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openDatabase } from '@main/transcript/library/database'
import { scripted } from '../../../simulator/scenario'
import { button, expect, goLive, lines, say, test } from '../../e2e/app'
import { pidsOf } from './processes'

const KEY = 'AIza-canary-storage-9876543210-wxyz'
const SHORT = { sound: { hertz: 500, seconds: 0.3 }, delayMs: 20 } as const
const PAGE_BYTES = 4_096

/** How many lines a search of the window finds. */
const found = (window: Page, query: string): Promise<number> =>
  window.evaluate<number>(
    `sightline.searchConversations({ query: '${query}', count: 10 }).then(({ value }) => value.length)`,
  )

test('row 69: a damaged library is put aside, the user is told, and conversation and search go on', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([
      { ...SHORT, text: 'At the harbour.' },
      { ...SHORT, text: 'By ship.' },
    ]),
  })
  const userData = info.outputPath('profile')
  const options = { simulatorUrl: simulator.url, key: 'test-key', userData }
  const first = await launch(options)
  await goLive(first.window)
  await say(first.window, 'Where does it begin?')
  await expect(lines(first.window)).toHaveText([/begin/, /harbour/])
  await first.close()

  const database = join(userData, 'library', 'library.db')
  const bytes = readFileSync(database)
  // The header, and one page in four.
  for (let page = 0; page * PAGE_BYTES < bytes.length; page += 4) {
    bytes.fill(0xa5, page * PAGE_BYTES, page * PAGE_BYTES + 100)
  }
  writeFileSync(database, bytes)
  const second = await launch(options)
  const { window } = second
  await expect(window.getByText('The library was damaged')).toBeVisible()
  await expect(window.getByText(/damaged-.*\.db; lines read: \d/)).toBeVisible()
  await window.screenshot({ path: info.outputPath('damaged.png') })
  const [kept = ''] = readdirSync(join(userData, 'library')).filter((name) =>
    /^damaged-.*\.db$/.test(name),
  )
  expect(readFileSync(join(userData, 'library', kept)).equals(bytes)).toBe(true)
  await goLive(window)
  await say(window, 'How do we go on?')
  await expect(lines(window).filter({ hasText: 'How do we go on?' })).toBeVisible()
  await expect.poll(() => found(window, 'how go on')).toBe(1)
})

test('row 60: the process of the library is killed while somebody speaks, and nothing is lost', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({
    scenario: scripted([
      { ...SHORT, text: 'One.' },
      { ...SHORT, text: 'Two.' },
    ]),
  })
  const userData = info.outputPath('profile')
  const options = { simulatorUrl: simulator.url, key: 'test-key', userData }
  // The second question interrupts the first answer, if that is still heard.
  const said = [/Before its end/, /Assistant/, /After its end/, /Two\./]
  const first = await launch(options)
  await goLive(first.window)
  await say(first.window, 'Before its end')
  await expect(lines(first.window)).toHaveText([/Before its end/, /One\./])
  const pids = await pidsOf(first.app, 'Sightline library')
  expect(pids).toHaveLength(1)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  await say(first.window, 'After its end')
  await expect(lines(first.window)).toHaveText(said)
  await expect.poll(() => found(first.window, 'its end')).toBe(2)
  expect(await pidsOf(first.app, 'Sightline library')).not.toEqual(pids)
  // What was shown is kept, also when the app has no time to end.
  first.app.process().kill('SIGKILL')
  const second = await launch(options)
  await expect(lines(second.window)).toHaveText(said)
})

test('row 71: who would lose lines by quitting is asked, and what can be saved by then is', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate({ scenario: scripted([{ ...SHORT, text: 'One.' }]) })
  const userData = info.outputPath('profile')
  const options = { simulatorUrl: simulator.url, key: 'test-key', userData }
  const { app, window } = await launch(options)
  await goLive(window)
  const other = openDatabase(join(userData, 'library', 'library.db'))
  other.exec('BEGIN EXCLUSIVE')
  await say(window, 'Who holds it?')
  await expect(window.getByText('Transcript not saved yet')).toBeVisible()
  await app.evaluate(({ dialog }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = ((box: { message: string; detail: string }) => {
      asked.push(`${box.message}: ${box.detail}`)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as unknown as typeof dialog.showMessageBox
  })
  const asked = (): Promise<string[]> =>
    app.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
  await app.evaluate((electron) => electron.app.quit())
  await expect
    .poll(asked)
    .toEqual([expect.stringMatching(/not saved: (One line is|\d lines are) in/)])
  await expect(lines(window).first()).toBeVisible()

  other.exec('ROLLBACK')
  other.close()
  const ended = once(app.process(), 'exit')
  await app.evaluate((electron) => electron.app.quit())
  await ended
  const second = await launch(options)
  await expect(lines(second.window)).toHaveText([/Who holds it\?/, /One\./])
})

test('row 72: a kept key that is damaged, or of another keychain, is asked for anew and left as it is', async ({
  launch,
  simulate,
}, info) => {
  const simulator = await simulate()
  const userData = info.outputPath('profile')
  const options = { simulatorUrl: simulator.url, userData }
  const first = await launch(options)
  await button(first.window, 'Enter an API key').click()
  await first.window.getByLabel('API key', { exact: true }).fill(KEY)
  await button(first.window, 'Check and save').click()
  await expect(button(first.window, 'Start conversation')).toBeVisible()
  await first.close()

  const file = join(userData, 'key.json')
  const kept = readFileSync(file, 'utf8')
  const asksForTheKey = async (args: readonly string[] = []): Promise<void> => {
    const before = readFileSync(file, 'utf8')
    const later = await launch({ ...options, args })
    await expect(button(later.window, 'Enter an API key')).toBeVisible()
    await later.close()
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(later.output()).not.toContain('canary')
  }
  await asksForTheKey(['--password-store=basic'])
  const stored = JSON.parse(kept) as { ciphertext: string }
  for (const damaged of [
    kept.slice(0, kept.length / 2),
    JSON.stringify({ ...stored, ciphertext: stored.ciphertext.replaceAll(/[a-z]/g, 'A') }),
  ]) {
    writeFileSync(file, damaged)
    await asksForTheKey()
  }
  writeFileSync(file, kept)
  const last = await launch(options)
  await expect(button(last.window, 'Start conversation')).toBeVisible()
})
