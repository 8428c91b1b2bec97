/** What a released app does not let itself be started with. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../../e2e/launch'
import { makeReleasedApp, runReleasedApp } from './released-app'

let folder: string
let program: string

test.skip(process.platform !== 'linux', 'the stand-in for a package is made for Linux')

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-released-'))
  program = await makeReleasedApp(join(folder, 'app'))
})

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

test('row 81: a released app ends at once when it is started with a switch that would open it', async () => {
  const switches = [
    'remote-debugging-port=9464',
    'inspect=9465',
    'inspect-brk=9465',
    'js-flags=--expose-gc',
    'disable-web-security',
    'ignore-certificate-errors',
    'host-resolver-rules=MAP * 127.0.0.1',
    `load-extension=${folder}`,
    'use-fake-ui-for-media-stream',
    'renderer-cmd-prefix=true',
  ]
  for (const each of switches) {
    const run = runReleasedApp(program, join(folder, 'profile'), [`--${each}`])
    expect(await run.ended, each).toBe(1)
    const [name] = each.split('=')
    expect(run.output()).toContain(`"event":"switch-refused","switch":"${name}"`)
    expect(run.output(), each).not.toContain('"event":"app-started"')
  }
  expect(await isOpen(9464)).toBe(false)
  expect(await isOpen(9465)).toBe(false)
})

test('row 81: with the fuses of a release no variable makes it run other code', async () => {
  const evil = join(folder, 'evil.cjs')
  const trace = join(folder, 'evil-was-here')
  await writeFile(evil, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`)
  const run = runReleasedApp(program, join(folder, 'other-profile'), [evil], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require=${evil}`,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  })
  await expect.poll(run.output, { timeout: 20_000 }).toContain('"event":"app-started"')
  expect(existsSync(trace)).toBe(false)
  await run.close()
})
