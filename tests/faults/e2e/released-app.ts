/** An app that takes itself for a released one: Electron under another name, with the app inside. */
import { spawn, type ChildProcess } from 'node:child_process'
import { copyFile, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import {
  electronExecutable,
  projectFolder,
  STAGE_SWITCHES,
  stageEnvironment,
} from '../../e2e/launch'

/** As the guide to Electron's fuses advises; those of the app's own files need a signed package. */
export const CLOSED_FUSES = [
  FuseV1Options.RunAsNode,
  FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  FuseV1Options.EnableNodeCliInspectArguments,
] as const

/** Makes it in this folder (Linux); returns its program. */
export async function makeReleasedApp(folder: string): Promise<string> {
  const electron = await electronExecutable()
  const origin = dirname(electron)
  const program = join(folder, 'sightline')
  await mkdir(join(folder, 'resources'), { recursive: true })
  for (const name of await readdir(origin)) {
    if (name !== 'electron' && name !== 'resources')
      await symlink(join(origin, name), join(folder, name))
  }
  await symlink(projectFolder, join(folder, 'resources/app'))
  await copyFile(electron, program)
  const closed = Object.fromEntries(CLOSED_FUSES.map((fuse) => [fuse, false]))
  await flipFuses(program, { version: FuseVersion.V1, ...closed })
  return program
}

export interface ReleasedRun {
  readonly process: ChildProcess
  readonly output: () => string
  /** The code with which it ended by itself; `null` when a signal ended it. */
  readonly ended: Promise<number | null>
  /** Ends it and removes its profile. */
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
      await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
