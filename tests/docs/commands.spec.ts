/** The commands of the documents, run in a copy of the project as a newcomer would. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { windowTitles } from '../e2e/screen'
import { filesBelow, projectFolder } from '../project-files'
import { RUN, TOKEN_SERVICE, type Proof } from './how-commands-are-run'

// One copy for all: what `npm ci` installs is there for those that follow.
test.describe.configure({ mode: 'serial', timeout: 300_000 })

const WINDOW_TITLE = 'Sightline'
/** How long a service or a window may take to be there, ms: the build is a part of it. */
const READY_MS = 120_000

let copy = ''

test.beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'sightline-newcomer-'))
  for (const path of filesBelow()) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(projectFolder, path), join(copy, path))
  }
})

test.afterAll(() => {
  rmSync(copy, { recursive: true, force: true })
})

interface Running {
  readonly child: ChildProcess
  /** All that it has printed so far. */
  said(): string
}

/** Runs commands in the copy, as the leader of a group of processes, with a profile of its own. */
function run(command: string): Running {
  const child = spawn('sh', ['-c', command], {
    cwd: copy,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      SIGHTLINE_USER_DATA: join(copy, 'profile'),
      npm_config_prefer_offline: 'true',
      PORT: '0',
    },
  })
  const pieces: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece))
  }
  return { child, said: () => pieces.join('') }
}

/** Ends a group of processes in order, as Ctrl+C at a terminal does, and waits until it is gone. */
async function end({ child }: Running): Promise<void> {
  const isOver = child.exitCode !== null || child.signalCode !== null
  if (child.pid === undefined || isOver) return
  const gone = once(child, 'close')
  process.kill(-child.pid, 'SIGTERM')
  await gone
}

async function prove(running: Running, proof: Proof): Promise<void> {
  if (proof.kind === 'ends') {
    const [code] = (await once(running.child, 'close')) as [number | null]
    expect(code, running.said()).toBe(0)
    if (proof.says) expect(running.said()).toMatch(proof.says)
    return
  }
  const ended = once(running.child, 'close').then(() => 'it has ended')
  const sign = async (): Promise<string> =>
    proof.kind === 'window' ? (await windowTitles()).join('\n') : running.said()
  const awaited = proof.kind === 'window' ? WINDOW_TITLE : proof.says
  const ready = expect.poll(sign, { timeout: READY_MS }).toMatch(awaited)
  expect(await Promise.race([ready, ended]), running.said()).toBeUndefined()
  await end(running)
}

for (const { command, smaller, proof } of RUN) {
  test(smaller ?? command, async () => {
    const running = run(smaller ?? command)
    await prove(running, proof).finally(() => end(running))
  })
}

test(`the commands of ${TOKEN_SERVICE.document}`, async () => {
  const running = run(TOKEN_SERVICE.commands.join('\n'))
  await prove(running, { kind: 'serves', says: TOKEN_SERVICE.says }).finally(() => end(running))
})
