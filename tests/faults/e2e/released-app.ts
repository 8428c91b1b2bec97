/** An app that takes itself for a released one: Electron under another name, with the app inside. */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { copyFile, link, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import {
  electronExecutable,
  expect,
  projectFolder,
  STAGE_SWITCHES,
  stageEnvironment,
} from '../../e2e/launch'
import { focusWindow, pressKeys } from '../../e2e/screen'

/**
 * As the guide to Electron's fuses advises. Those of the app's own files (`OnlyLoadAppFromAsar`,
 * `EnableEmbeddedAsarIntegrityValidation`) need the archive that a package has.
 */
export const FUSES: ReadonlyMap<FuseV1Options, boolean> = new Map([
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
])

/** Makes it in this folder (Linux), to be started by whoever may read that; returns its program. */
export async function makeReleasedApp(folder: string): Promise<string> {
  const electron = await electronExecutable()
  const origin = dirname(electron)
  const program = join(folder, 'sightline')
  await mkdir(join(folder, 'resources'), { recursive: true })
  await mirror(origin, folder, ['electron', 'resources'])
  await symlink(projectFolder, join(folder, 'resources/app'))
  await copyFile(electron, program)
  await flipFuses(program, { version: FuseVersion.V1, ...Object.fromEntries(FUSES) })
  return program
}

/** The same files once more, without their bytes where both folders are on one disk. */
async function mirror(from: string, to: string, without: readonly string[] = []): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (without.includes(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await mirror(source, target)
    else await link(source, target).catch(() => copyFile(source, target))
  }
}

export interface ReleasedRun {
  readonly process: ChildProcess
  readonly output: () => string
  /** The code with which it ended by itself; `null` when a signal ended it. */
  readonly ended: Promise<number | null>
  /** Ends it and removes what is its own. */
  close(): Promise<void>
}

export function runReleasedApp(
  program: string,
  userData: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ReleasedRun {
  const child = spawn(program, [...STAGE_SWITCHES, ...args], {
    env: { ...stageEnvironment(), SIGHTLINE_USER_DATA: userData, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const run = followRun(child)
  return {
    ...run,
    close: async () => {
      await run.close()
      await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** A run of a program that was just started; its profile stays. */
export function followRun(child: ChildProcessByStdio<null, Readable, Readable>): ReleasedRun {
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    process: child,
    output: () => chunks.join(''),
    ended,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Answers the box with which a run ends, as soon as that takes the keyboard. */
export async function dismissBox({ ended }: ReleasedRun): Promise<void> {
  let isOver = false
  void ended.then(() => (isOver = true))
  await expect(async () => {
    if (isOver) return
    await focusWindow('Sightline')
    await pressKeys('Return')
    expect(isOver).toBe(true)
  }).toPass({ timeout: 30_000, intervals: [500] })
}
