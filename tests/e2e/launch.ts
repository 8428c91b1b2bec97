/** Launching the built app for a test, in a world of its own, and closing it again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { prepareElectron } from '../../electron/runtime/prepare.mjs'
import { sandboxArguments } from '../../electron/runtime/sandbox.mjs'

export const projectFolder = resolve(import.meta.dirname, '../..')

/** It takes about a second; Playwright would wait longer than a test may take. */
const LAUNCH_MS = 20_000

/** How long the app may take to quit when asked, before the test fails and it is killed. */
const QUIT_MS = 10_000

/** Of the person who runs the tests, or of an editor's terminal: never for the app under test. */
const WITHHELD = ['GEMINI_API_KEY', 'SIGHTLINE_BASE_URL', 'ELECTRON_RUN_AS_NODE']

/** What Electron needs to run on the tests' display, ahead of the app's folder. */
export const STAGE_SWITCHES: readonly string[] = [
  ...sandboxArguments(),
  '--password-store=gnome-libsecret',
]

export interface LaunchOptions {
  /** The local server that speaks the Live API, such as `http://127.0.0.1:4100`. */
  readonly simulatorUrl?: string
  /** The API key in the app's environment; none by default. */
  readonly key?: string
  /**
   * A WAV file as the microphone: heard once, from the moment the app opens it. Without it the
   * app hears what `playIntoMicrophone` plays.
   */
  readonly microphoneWav?: string
  /** A folder to keep between launches; by default a fresh one, removed at the end. */
  readonly userData?: string
  /** Arguments for the app. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Sightline {
  readonly app: ElectronApplication
  /** The first window. */
  readonly window: Page
  readonly userData: string
  /** What the app wrote to its stdout and stderr since it was launched; its first lines may lack. */
  readonly output: () => string
  /** Quits the app: closing its window is not enough, it lives on in the tray. */
  readonly close: () => Promise<void>
}

/** Playwright's `test` with a `launch` that closes at the end whatever a test has launched. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<Sightline> }>({
  launch: async ({}, use, testInfo) => {
    const launched: Sightline[] = []
    await use(async (options) => {
      const sightline = await launchSightline(options)
      launched.push(sightline)
      return sightline
    })
    for (const sightline of launched) {
      await testInfo.attach('app output', { body: sightline.output() })
      await sightline.close()
    }
  },
})

export { expect } from '@playwright/test'

/** Launches the app of `out/`; whoever calls this must call `close`. */
async function launchSightline(options: LaunchOptions = {}): Promise<Sightline> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'sightline-user-data-')))
  const cleanUp = async (): Promise<void> => {
    if (options.userData === undefined) await remove(userData)
  }
  const app = await startApp(options, userData).catch(async (error: unknown) => {
    await cleanUp()
    throw error
  })
  const output = collectOutput(app)
  const close = once(() => quit(app).finally(cleanUp))
  try {
    return { app, window: await app.firstWindow(), userData, output, close }
  } catch (error) {
    await close()
    throw new Error(`The app opened no window.\n${output()}`, { cause: error })
  }
}

async function startApp(options: LaunchOptions, userData: string): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: await electronExecutable(),
    args: [...switches(options), projectFolder, ...(options.args ?? [])],
    env: environment(options, userData),
    cwd: projectFolder,
    timeout: LAUNCH_MS,
  })
}

/** Found once by `npm run e2e`; a test run by hand looks for itself. */
export async function electronExecutable(): Promise<string> {
  return process.env.SIGHTLINE_ELECTRON ?? (await prepareElectron()).executable
}

function switches({ microphoneWav }: LaunchOptions): string[] {
  const microphone = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${resolve(microphoneWav ?? '')}%noloop`,
  ]
  return [...STAGE_SWITCHES, ...(microphoneWav === undefined ? [] : microphone)]
}

function environment(options: LaunchOptions, userData: string): Record<string, string> {
  const { simulatorUrl, key, env = {} } = options
  return {
    ...stageEnvironment(),
    SIGHTLINE_USER_DATA: userData,
    ...(simulatorUrl === undefined ? {} : { SIGHTLINE_BASE_URL: simulatorUrl }),
    ...(key === undefined ? {} : { GEMINI_API_KEY: key }),
    ...env,
  }
}

/** The environment of the tests' display, without what the app under test must not see. */
export function stageEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !WITHHELD.includes(entry[0]),
  )
  return Object.fromEntries(inherited)
}

function collectOutput(app: ElectronApplication): () => string {
  const chunks: string[] = []
  const { stdout, stderr } = app.process()
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  }
  return () => chunks.join('')
}

async function quit(app: ElectronApplication): Promise<void> {
  const inTime = await Promise.race([
    app.close().then(() => true),
    delay(QUIT_MS, false, { ref: false }),
  ])
  if (inTime) return
  app.process().kill('SIGKILL')
  throw new Error(`The app did not quit within ${QUIT_MS} ms.`)
}

/** Chromium's helpers may still be writing in it for a moment. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Closing twice is the same as closing once. */
function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined
  return () => (closing ??= close())
}
