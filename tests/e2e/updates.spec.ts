/** Updates from a feed on this computer, by the real electron-updater in the real Electron. */
import { randomBytes } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { button, expect, goLive, status } from './app'
import {
  CHANNEL_FILE,
  feedText,
  sayNothing,
  send,
  sendInPart,
  startFeed,
  type FeedRelease,
} from './update-feed'
import { bar, checkNow, openUpdates, test, UPDATER_CACHE } from './updating'

const PACKAGE = randomBytes(400_000)
const RELEASE: FeedRelease = {
  version: '0.2.0',
  file: { name: 'sightline_0.2.0_amd64.deb', bytes: PACKAGE },
  notes: 'Longer answers.\n<b>Not bold</b>',
}

/** What lies in the updater's cache, by name. */
const filesIn = async (cache: string): Promise<string[]> => {
  const folder = join(cache, UPDATER_CACHE)
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return all.filter((entry) => entry.isFile()).map(({ name }) => name)
}

test('a newer version is offered by itself, in plain words, and can be declined', async ({
  feed,
  launchUpdating,
}) => {
  feed.offer(RELEASE)
  const { window, userData } = await launchUpdating({ settings: {} })
  await expect(bar(window)).toContainText('Sightline 0.2.0 can be downloaded.')
  await bar(window).getByText('What is new').click()
  await expect(bar(window).getByText('<b>Not bold</b>')).toBeVisible()
  await bar(window).getByRole('button', { name: 'Later' }).click()
  await expect(bar(window)).toHaveCount(0)
  const part = await openUpdates(window)
  await expect(part).toContainText('Sightline 0.2.0 can be downloaded.')
  await expect(part).toContainText('Last checked:')

  // The feed learns what it needs to answer, and nothing that tells one computer from another.
  expect(feed.requests.map(({ path }) => path)).toEqual([CHANNEL_FILE])
  const { host, ...headers } = feed.requests[0]?.headers ?? {}
  expect(host).toBe(new URL(feed.url).host)
  expect(Object.keys(headers).filter((name) => !name.startsWith('sec-fetch-'))).toEqual(
    expect.arrayContaining(['user-agent', 'accept-encoding']),
  )
  expect(headers['user-agent']).toBe('Sightline')
  expect(headers['x-user-staging-id']).toBeUndefined()
  expect(headers['accept-language']).toBe('en')
  expect(headers.cookie).toBeUndefined()
  expect(await readdir(userData)).toContain('.updaterId')
})

test('it is downloaded when asked, and is then ready', async ({ feed, launchUpdating }) => {
  feed.offer(RELEASE)
  const { window, cache } = await launchUpdating()
  await checkNow(await openUpdates(window))
  await window.keyboard.press('Escape')
  await bar(window).getByRole('button', { name: 'Download' }).click()
  await expect(bar(window)).toContainText('Sightline 0.2.0 is downloaded and checked.')
  // The keyboard's place is kept: the next step is one key away.
  await expect(bar(window).getByRole('button', { name: 'Restart and install' })).toBeFocused()
  expect(await filesIn(cache)).toContain(RELEASE.file.name)
  await bar(window).getByRole('button', { name: 'Later' }).click()
  await expect(bar(window)).toHaveCount(0)
})

test('a file that is not what was announced is refused and deleted, also at the very end', async ({
  feed,
  launchUpdating,
}) => {
  feed.offer(RELEASE)
  const tampered = Buffer.from(PACKAGE)
  tampered.writeUInt8(tampered.readUInt8(1_000) ^ 1, 1_000)
  feed.answer(`/${RELEASE.file.name}`, send(tampered))
  const { window, cache, app } = await launchUpdating()
  await checkNow(await openUpdates(window))
  await window.keyboard.press('Escape')
  await bar(window).getByRole('button', { name: 'Download' }).click()
  await expect(bar(window)).toContainText('Update refused')
  await expect(bar(window)).toContainText('It was deleted, and nothing was changed.')
  expect(await filesIn(cache)).toEqual([])

  feed.offer(RELEASE)
  await bar(window).getByRole('button', { name: 'Try again' }).click()
  await expect(bar(window)).toContainText('is downloaded and checked')
  const folder = join(cache, UPDATER_CACHE, 'pending')
  await writeFile(join(folder, RELEASE.file.name), tampered)
  await bar(window).getByRole('button', { name: 'Restart and install' }).click()
  await expect(bar(window)).toContainText('Update refused')
  expect(await filesIn(cache)).toEqual([])
  expect(app.process().exitCode).toBeNull()
})

test('what a feed may say that is no offer', async ({ feed, launchUpdating }) => {
  const { window } = await launchUpdating()
  const part = await openUpdates(window)
  const none = 'Sightline 0.1.0 is the newest version offered to you.'
  const look = async (expected: string): Promise<void> => {
    const before = feed.requests.length
    await checkNow(part)
    await expect.poll(() => feed.requests.length).toBeGreaterThan(before)
    await expect(part.getByRole('status')).toContainText(expected)
  }
  const say = (text: string): void => feed.answer(CHANNEL_FILE, send(text))

  await look('Updates not readable') // 404
  say(feedText({ ...RELEASE, version: '0.0.9' }))
  await look(none)
  say('{]: not yaml')
  await look('Updates not readable')
  say(feedText({ ...RELEASE, staging: 0 }))
  await look(none)
  say('null')
  await look('Updates not readable')
  say(feedText({ ...RELEASE, version: '0.1.0' }))
  await look(none)
  feed.answer(CHANNEL_FILE, send('busy', 503))
  await look('No answer about updates')
  say(feedText({ ...RELEASE, staging: 100 }))
  await look('Sightline 0.2.0 can be downloaded.')
})

test('a feed leads nowhere else, and is short', async ({ feed, launchUpdating }) => {
  const other = await startFeed()
  other.offer(RELEASE)
  const { window } = await launchUpdating()
  const part = await openUpdates(window)
  const look = async (): Promise<void> => {
    await checkNow(part)
    await expect(part.getByRole('status')).toContainText('Updates not readable')
    // So that the next answer is another one.
    feed.offer({ ...RELEASE, version: '0.1.0' })
    await checkNow(part)
    await expect(part.getByRole('status')).toContainText('is the newest version')
  }
  feed.answer(CHANNEL_FILE, (_request, response) => {
    response.writeHead(302, { Location: `${other.url}latest-linux.yml` }).end()
  })
  await look()
  const elsewhere = { ...RELEASE, file: { ...RELEASE.file, name: `${other.url}a.deb` } }
  feed.answer(CHANNEL_FILE, send(feedText(elsewhere)))
  await look()
  feed.answer(CHANNEL_FILE, send(`${feedText(RELEASE)}#${'x'.repeat(300_000)}`))
  await look()
  feed.answer(CHANNEL_FILE, (_request, response) => {
    response.write(feedText(RELEASE)) // in pieces of which nobody knows how many follow
    response.end()
  })
  await look()
  expect(other.requests).toEqual([])
  await other.close()
})

test('nothing is asked where it is switched off; a server that is down is said to be', async ({
  feed,
  launchUpdating,
}) => {
  feed.offer(RELEASE)
  const { window } = await launchUpdating()
  const part = await openUpdates(window)
  await expect(part).toContainText('Not checked yet.')
  await feed.close()
  await checkNow(part)
  await expect(part.getByRole('status')).toContainText('No answer about updates')
  await expect(part).toContainText('Not checked yet.')
  // By now it would have looked by itself: a feed that is tried is asked two seconds after the start.
  expect(feed.requests).toEqual([])
  await window.keyboard.press('Escape')
  await expect(bar(window)).toHaveCount(0)
})

test('a conversation has its peace: nothing is asked or fetched, and it goes on afterwards', async ({
  feed,
  launchUpdating,
}) => {
  feed.offer(RELEASE)
  const slow = sendInPart(PACKAGE)
  feed.answer(`/${RELEASE.file.name}`, slow.answer)
  const { window, app } = await launchUpdating()
  const part = await openUpdates(window)
  await checkNow(part)
  await window.keyboard.press('Escape')
  await bar(window).getByRole('button', { name: 'Download' }).click()
  await expect.poll(() => feed.requests.at(-1)?.path).toBe(`/${RELEASE.file.name}`)
  await expect(bar(window).getByRole('progressbar')).toBeVisible()

  await goLive(window)
  await expect(bar(window)).toHaveCount(0)
  const asked = feed.requests.length
  await expect.poll(() => slow.isGone).toBe(true)
  await openUpdates(window)
  await expect(part).toContainText('Sightline 0.2.0 is downloaded once the conversation is over.')
  await expect(part).toContainText('Updates wait until the conversation is over.')
  // What is due is asked by no switch either, nor by a page that asks past its buttons.
  await part.getByRole('switch', { name: 'Look for updates' }).check()
  const answers = await window.evaluate(async () => {
    const { sightline } = globalThis as unknown as {
      sightline: Record<
        'checkForUpdates' | 'downloadUpdate' | 'installUpdate',
        () => Promise<unknown>
      >
    }
    return Promise.all([
      sightline.checkForUpdates(),
      sightline.downloadUpdate(),
      sightline.installUpdate(),
    ])
  })
  const refused = { ok: false, error: { reason: 'conversation-is-on' } }
  expect(answers).toEqual([refused, refused, refused])
  await window.keyboard.press('Escape')
  expect(feed.requests).toHaveLength(asked)
  expect(app.process().exitCode).toBeNull()

  feed.offer(RELEASE)
  await button(window, 'End conversation').click()
  await expect(status(window)).not.toHaveText(/^Live/)
  await expect(bar(window)).toContainText('is downloaded and checked', { timeout: 20_000 })
})

test('a feed that does not answer is given up, and asked again when told to', async ({
  feed,
  launchUpdating,
}) => {
  test.setTimeout(120_000)
  feed.answer(CHANNEL_FILE, sayNothing)
  const { window } = await launchUpdating()
  const part = await openUpdates(window)
  await checkNow(part)
  await expect(part.getByRole('status')).toContainText('Checking…')
  await expect(part.getByRole('status')).toContainText('No answer about updates', {
    timeout: 45_000,
  })
  feed.offer(RELEASE)
  await checkNow(part)
  await expect(part.getByRole('status')).toContainText('Sightline 0.2.0 can be downloaded.')
})

test('a copy that was started from its source says why it does not update itself', async ({
  launchConnected,
}) => {
  const { window } = await launchConnected()
  const part = await openUpdates(window)
  await expect(part).toContainText('This copy was started from its source')
  await expect(part.getByRole('button')).toHaveCount(0)
})
