import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { app } from 'electron'
import { feedAddress, type InstallFacts } from './find-updates'

/** Programs with which electron-updater asks for an administrator's password. */
const ASKERS = ['pkexec', 'gksudo', 'kdesudo', 'beesu']

/** What electron-builder puts beside the app's archive. */
export const packagedConfig = (): string => join(process.resourcesPath, 'app-update.yml')

/** How this copy was installed. */
export function readInstallFacts(isTestRuntime: boolean, override: string | null): InstallFacts {
  const { isPackaged } = app
  return {
    platform: process.platform,
    isPackaged,
    isTestRuntime,
    override,
    packagedFeed: isPackaged ? feedAddress(readOrEmpty(packagedConfig())) : null,
    packageType: isPackaged ? readOrEmpty(join(process.resourcesPath, 'package-type')).trim() : '',
    appImage: process.env.APPIMAGE ?? null,
    isRoot: process.getuid?.() === 0,
    asksForPassword: () => ASKERS.some(isInstalled),
  }
}

export function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isInstalled(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute)
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
