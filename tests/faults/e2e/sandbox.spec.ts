/** Chromium's sandbox as it runs for a person who is not root; the other tests may run as root. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../../e2e/launch'
import { waitForWindow } from '../../e2e/screen'
import { ordinaryEnvironment, runAsOrdinaryUser, whyNoSandbox } from './ordinary-user'
import { everyProcess, kernelSays, type OtherProcess } from './processes'
import { dismissBox, makeReleasedApp } from './released-app'

/** As the kernel says of a process that system calls are filtered for by a program. */
const FILTERED = '2'

let folder: string
let program: string

test.skip(whyNoSandbox() !== null, whyNoSandbox() ?? '')

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-sandbox-'))
  program = await makeReleasedApp(join(folder, 'app'))
})

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** The app's processes that Chromium has made, of this kind or of any. */
const helpers = (kind = ''): OtherProcess[] =>
  everyProcess().filter(({ args }) => args.startsWith(program) && args.includes(`--type=${kind}`))

test('row 74: for a person who is not root, the process of the page is behind the system’s walls', async () => {
  const run = runAsOrdinaryUser(program, [], await ordinaryEnvironment(folder))
  await waitForWindow('Sightline')
  await expect
    .poll(() => helpers('renderer').map(({ pid }) => kernelSays(pid, 'Seccomp')), {
      timeout: 20_000,
    })
    .toEqual([FILTERED])
  const [page = { pid: 0, args: '' }] = helpers('renderer')
  expect(kernelSays(page.pid, 'NoNewPrivs')).toBe('1')
  expect(kernelSays(page.pid, 'CapEff')).toMatch(/^0+$/)
  // It sees no other process: its number is another one in a world of its own.
  expect(kernelSays(page.pid, 'NSpid').split(/\s+/).length).toBeGreaterThan(1)
  expect(helpers().filter(({ args }) => args.includes('--no-sandbox'))).toEqual([])
  expect(run.output()).toContain('"event":"app-started"')
  await run.close()
})

test('row 81: a released app that is started without the sandbox says so, and makes no process without it', async () => {
  const run = runAsOrdinaryUser(program, ['--no-sandbox'], await ordinaryEnvironment(folder))
  await waitForWindow('Sightline')
  // Of the first ones pages would be made, before any code of ours; there is no page.
  const later = (): OtherProcess[] => helpers().filter(({ args }) => !args.includes('=zygote'))
  await expect.poll(() => later().length).toBeGreaterThan(0)
  expect(later().filter(({ args }) => args.includes('--no-sandbox'))).toEqual([])
  expect(helpers('renderer')).toEqual([])
  await dismissBox(run)
  expect(await run.ended).toBe(1)
  expect(run.output()).toContain('"event":"switch-refused","switch":"no-sandbox"')
  expect(run.output()).not.toContain('"event":"app-started"')
})
