/** What a released app does not let itself be started with. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '../../e2e/launch'
import { waitForWindow } from '../../e2e/screen'
import { dismissBox, FUSES, makeReleasedApp, runReleasedApp } from './released-app'

/** As the program's file writes whether a fuse is on. */
const inWire = (isOn: boolean): number => (isOn ? '1' : '0').charCodeAt(0)

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

test('row 81: a released app says what is wrong, and ends, when it is started with a switch that would open it', async () => {
  const switches = [
    'remote-debugging-port=9464',
    'inspect=9465',
    'js-flags=--expose-gc',
    'ignore-certificate-errors',
    `load-extension=${folder}`,
    'renderer-cmd-prefix=true',
  ]
  for (const each of switches) {
    const run = runReleasedApp(program, join(folder, 'profile'), [`--${each}`])
    await waitForWindow('Sightline')
    // While the box is open, nobody listens.
    expect(await isOpen(9464), each).toBe(false)
    expect(await isOpen(9465), each).toBe(false)
    await dismissBox(run)
    expect(await run.ended, each).toBe(1)
    const [name] = each.split('=')
    expect(run.output()).toContain(`"event":"switch-refused","switch":"${name}"`)
    expect(run.output(), each).not.toContain('"event":"app-started"')
  }
})

test('row 81: with the fuses of a release no variable makes it run other code', async () => {
  const evil = join(folder, 'evil.cjs')
  const trace = join(folder, 'evil-was-here')
  await writeFile(evil, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`)
  const wire = await getCurrentFuseWire(program)
  for (const [fuse, isOn] of FUSES) expect(wire[fuse], FuseV1Options[fuse]).toBe(inWire(isOn))
  const run = runReleasedApp(program, join(folder, 'other-profile'), [evil], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require=${evil}`,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  })
  await expect.poll(run.output, { timeout: 20_000 }).toContain('"event":"app-started"')
  expect(existsSync(trace)).toBe(false)
  await run.close()
})
