import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import type { StartMode } from './command-line'

const APP_VARIABLES = [
  'GEMINI_API_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'SIGHTLINE_BASE_URL',
  'SIGHTLINE_UPDATE_FEED',
  'SIGHTLINE_USER_DATA',
]

/** A copy of the app's own variables, for a restart; they are about to be removed. */
export function keepAppVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => APP_VARIABLES.includes(name.toUpperCase())),
  )
}

/**
 * Where the profile is: `SIGHTLINE_USER_DATA` if given; for the scripted demo a folder of its own,
 * so that it neither meets a running app nor leaves lines among the user's conversations.
 */
export function setupUserData(folder: string | null, mode: StartMode): void {
  if (folder !== null) useFolder(resolve(folder))
  else if (mode === 'demo-script') useFolderOnce(mkdtempSync(join(tmpdir(), 'sightline-demo-')))
}

/** Chromium may still write to it at the end; what is left then is small. */
function useFolderOnce(folder: string): void {
  useFolder(folder)
  app.once('quit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
}

function useFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  app.setPath('userData', folder)
}
