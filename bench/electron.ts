/** Small Electron apps of `bench/apps`, to compare the app with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { sandboxArguments } from '../electron/runtime/sandbox.mjs'

export const appsFolder = resolve(import.meta.dirname, 'apps')

/** The Electron that `npm run bench` has prepared. */
export function electronExecutable(): string {
  const { SIGHTLINE_ELECTRON } = process.env
  if (!SIGHTLINE_ELECTRON) throw new Error('Start the benchmarks by `npm run bench`.')
  return SIGHTLINE_ELECTRON
}

/** A folder that is there until the benchmarks end. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** The environment for a program, as plain texts. */
export function environment(more: Readonly<Record<string, string>>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...Object.fromEntries(inherited), ...more }
}

export function openApp(
  file: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> {
  const profile = `--user-data-dir=${freshFolder()}`
  return _electron.launch({
    executablePath: electronExecutable(),
    args: [...sandboxArguments(), profile, join(appsFolder, file)],
    env: environment(more),
  })
}
