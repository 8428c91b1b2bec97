/**
 * The deb, from its installation to its end, with the app used as a normal user would. There is no
 * door for tests in it: it is seen and handled from outside alone. Each test goes on from the one before.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import { readFuses, wrongFuses } from '../../electron/packaging/fuses.mjs'
import { expect, projectFolder, test } from '../e2e/launch'
import { waitForWindow } from '../e2e/screen'
import { everyProcess, kernelSays, type OtherProcess } from '../faults/e2e/processes'
import { dismissBox } from '../faults/e2e/released-app'
import * as debian from './debian'
import { deb, newerDeb, user } from './given'
import { keptLines, profile } from './kept-words'
import { endByKeyboard, sayByKeyboard, startDemoConversation, welcomePicture } from './talking'
import { COMMAND, openSession, type UserSession } from './user-session'
import { differenceOf } from './window-picture'

/** Where the package puts the program that the command stands for. */
const PROGRAM = '/opt/Sightline/sightline'
/** It talks for about half a minute. */
const DEMO_MS = 120_000
/** Of two pictures of one page: a caret, or an edge drawn otherwise. */
const SAME_PAGE = 0.005
/** As the kernel says of a process that system calls are filtered for by a program. */
const FILTERED = '2'

const QUESTION = 'What can you see from the outside?'
const LATER_QUESTION = 'Are you the newer one?'

test.describe.configure({ mode: 'serial' })

let name: string
let before: readonly string[]
let session: UserSession
let firstPage: Buffer

test.beforeAll(async () => {
  name = await debian.fieldOf(deb, 'Package')
  before = await debian.tracesOnSystem()
  session = await openSession()
})

test.afterAll(async () => {
  await session.close()
})

/** The app's processes that Chromium has made, of this kind or of any. */
const helpers = (kind = ''): OtherProcess[] =>
  everyProcess().filter(({ args }) => args.startsWith(PROGRAM) && args.includes(`--type=${kind}`))

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

test('apt installs the package, with a command, a place in the menu and the fuses of a release', async () => {
  await debian.install(deb)
  const version = await debian.fieldOf(deb, 'Version')
  expect(await debian.installedState(name)).toBe(`ii  ${version}`)
  const files = await debian.filesOf(name)
  expect(files).toContain('/usr/share/applications/app.sightline.desktop.desktop')
  expect(files.some((path) => path.startsWith('/usr/share/icons/hicolor/256x256/'))).toBe(true)
  expect(existsSync(COMMAND)).toBe(true)
  expect(wrongFuses(await readFuses(PROGRAM))).toEqual([])
  expect(await debian.writableByOthers('/opt/Sightline')).toEqual([])
})

test('the installed app holds the scripted demo, with Chromium’s sandbox, for a normal user', async ({}, info) => {
  test.setTimeout(DEMO_MS + 60_000)
  const run = session.run(['--demo-script'])
  await expect
    .poll(() => helpers('renderer').map(({ pid }) => kernelSays(pid, 'Seccomp')))
    .toEqual([FILTERED])
  const [page = { pid: 0, args: '' }] = helpers('renderer')
  expect(kernelSays(page.pid, 'NoNewPrivs')).toBe('1')
  expect(kernelSays(page.pid, 'CapEff')).toMatch(/^0+$/)
  expect(helpers().filter(({ args }) => args.includes('--no-sandbox'))).toEqual([])
  const code = await run.ended
  await info.attach('demo output', { body: run.output() })
  process.stdout.write(transcriptOf(run.output()))
  expect(code, run.output()).toBe(0)
  expect(run.output()).toMatch(/ {2}You: \S/)
  expect(run.output()).toMatch(/ {2}Assistant: \S.* — interrupted$/m)
  expect(run.output()).toContain('The demo is over: every step came.')
})

/** Without what Chromium says, and what the log does. */
function transcriptOf(output: string): string {
  return output.replaceAll(/^(?! *\d+\.\d\d s {2}).*\n?/gm, '')
}

test('a conversation is held with the keyboard, typed and answered, and kept', async ({}, info) => {
  const run = session.run([])
  firstPage = await welcomePicture()
  await startDemoConversation(run)
  const answered = await sayByKeyboard(QUESTION)
  await endByKeyboard(run)
  await writeFile(info.outputPath('first-page.png'), firstPage)
  await writeFile(info.outputPath('answered.png'), answered)
  if (process.env.SIGHTLINE_PICTURES === 'keep') await keepPicture(answered)
  expect(await differenceOf(firstPage, answered)).toBeGreaterThan(SAME_PAGE)
  expect(run.output()).not.toContain('"level":"error"')
  expect((await stat(join(profile, 'library/library.db'))).uid).toBe((await stat(user.home)).uid)
})

async function keepPicture(png: Buffer): Promise<void> {
  const folder = join(projectFolder, 'docs/images')
  await mkdir(folder, { recursive: true })
  await sharp(png).png({ palette: true, colours: 64 }).toFile(join(folder, 'installed-linux.png'))
}

test('row 81: the installed app does not run with a switch that would open it', async () => {
  for (const each of ['remote-debugging-port=9464', 'inspect=9465', 'no-sandbox']) {
    const run = session.run([`--${each}`])
    await waitForWindow('Sightline')
    // While the box is open, nobody listens.
    expect(await isOpen(9464), each).toBe(false)
    expect(await isOpen(9465), each).toBe(false)
    expect(helpers('renderer'), each).toEqual([])
    await dismissBox(run)
    expect(await run.ended, each).toBe(1)
    const [switchName] = each.split('=')
    expect(run.output()).toContain(`"event":"switch-refused","switch":"${switchName}"`)
    expect(run.output(), each).not.toContain('"event":"app-started"')
  }
})

test('row 81: no variable makes the installed app run other code', async () => {
  const evil = join(user.home, 'evil.cjs')
  const trace = join(user.home, 'evil-was-here')
  await writeFile(evil, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`)
  const run = session.run([evil], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require=${evil}`,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  })
  await expect.poll(run.output).toContain('"event":"app-started"')
  await waitForWindow('Sightline')
  expect(existsSync(trace)).toBe(false)
  await run.close()
})

test('it is upgraded in place: the same page, the same library', async ({}, info) => {
  const kept = await keptLines()
  expect(kept.map(({ text }) => text)).toContain(QUESTION)
  await debian.install(newerDeb)
  const version = await debian.fieldOf(newerDeb, 'Version')
  expect(await debian.installedState(name)).toBe(`ii  ${version}`)
  expect(wrongFuses(await readFuses(PROGRAM))).toEqual([])
  const run = session.run([])
  const page = await welcomePicture()
  await writeFile(info.outputPath('first-page.png'), page)
  expect(run.output()).toContain(`"event":"app-started","version":"${version}"`)
  expect(await differenceOf(firstPage, page)).toBeLessThan(SAME_PAGE)
  expect(await keptLines()).toEqual(kept)
  await startDemoConversation(run)
  await sayByKeyboard(LATER_QUESTION)
  await endByKeyboard(run)
  expect((await keptLines()).slice(0, kept.length)).toEqual(kept)
})

test('apt removes it, and nothing is left but what the user has', async () => {
  const files = await debian.filesOf(name)
  expect(files.length).toBeGreaterThan(0)
  const kept = await keptLines()
  const settings = await readFile(join(profile, 'Preferences'))
  await debian.purge(name)
  expect(await debian.installedState(name)).toBe('')
  const left = await Promise.all(
    files.map(async (path) => ((await debian.isFile(path)) ? path : '')),
  )
  expect(left.filter((path) => path !== '')).toEqual([])
  expect(await debian.tracesOnSystem()).toEqual(before)
  expect(await keptLines()).toEqual(kept)
  expect((await readFile(join(profile, 'Preferences'))).equals(settings)).toBe(true)
})
