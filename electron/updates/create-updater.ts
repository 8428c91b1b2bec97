import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app, autoUpdater as systemUpdater, BrowserWindow } from 'electron'
import type * as Library from 'electron-updater'
import type { AppUpdater } from 'electron-updater'
import type * as Adapter from 'electron-updater/out/AppAdapter'
import type { Log } from '@main/log'
import type { Updater } from '@main/updates/updater'
import type { Lifecycle } from '../lifecycle'
import { abortable } from './abortable'
import { ElectronUpdater } from './electron-updater'
import { feedFolder } from './feed-rules'
import { openFeedSession } from './feed-session'
import { valueIn, type InstallKind } from './find-updates'
import { packagedConfig, readOrEmpty } from './install-facts'

/** Of an app that is tried from its source; an installed one has its package's name for it. */
const TRIED_CACHE = 'sightline-updater-tried'

export interface CreateUpdaterOptions {
  /** The address of the feed, as it was given. */
  readonly feed: string
  readonly install: InstallKind
  readonly lifecycle: Lifecycle
  readonly allowClose: () => void
  readonly log: Log
}

/**
 * Loaded with the first look only: it costs time, and the start is for the user. As an ES module it
 * would be asked for all that it exports, and would make an updater of its own.
 */
const load = createRequire(import.meta.url)
const loadLibrary = () => load('electron-updater') as typeof Library
const loadAdapter = () => load('electron-updater/out/AppAdapter') as typeof Adapter

/** Makes the updater of this kind of installation; `null`: its address is not safe. */
export function createUpdater(options: CreateUpdaterOptions): Updater | null {
  const folder = feedFolder(options.feed)
  if (folder === null) return null
  openFeedSession(folder)
  const config = app.isPackaged ? packagedConfig() : writeTriedConfig(folder)
  const library = loadLibrary()
  const updater = makeUpdater(library, options.install)
  const name = valueIn(readOrEmpty(config), 'updaterCacheDirName') ?? app.getName()
  updater.updateConfigPath = config
  setUp(updater, options.log)
  return new ElectronUpdater({
    updater,
    abort: abortable(updater),
    cacheFolder: join(loadAdapter().getAppCacheDir(), name),
    createToken: () => new library.CancellationToken(),
    install: (version) => startInstalling(updater, version, options),
    log: options.log,
  })
}

function makeUpdater(kinds: ReturnType<typeof loadLibrary>, install: InstallKind): AppUpdater {
  switch (install) {
    case 'appimage':
      return new kinds.AppImageUpdater()
    case 'deb':
      return new kinds.DebUpdater()
    case 'rpm':
      return new kinds.RpmUpdater()
    case 'mac':
      return new kinds.MacUpdater()
    case 'windows':
      return new kinds.NsisUpdater()
  }
}

/** Nothing happens of itself: each step is the engine's. */
function setUp(updater: AppUpdater, log: Log): void {
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.allowPrerelease = false
  updater.disableWebInstaller = true
  updater.forceDevUpdateConfig = !app.isPackaged
  // What it tells otherwise holds addresses and the number of this computer in a staged release.
  const warn = (message?: unknown): void => log.warn('updater-warned', { message: String(message) })
  updater.logger = { info: () => undefined, warn, error: warn }
}

/** electron-updater reads a file; the one of a package was made with it. */
function writeTriedConfig(url: string): string {
  const file = join(app.getPath('userData'), 'tried-app-update.yml')
  writeFileSync(file, `provider: generic\nurl: ${url}\nupdaterCacheDirName: ${TRIED_CACHE}\n`)
  return file
}

/** All but that of macOS: it ends once the package is installed. */
interface Installing {
  install(isSilent: boolean, isForceRunAfter: boolean): boolean
}

function startInstalling(
  updater: AppUpdater,
  version: string,
  options: CreateUpdaterOptions,
): void {
  const { install, lifecycle, allowClose } = options
  if (install === 'mac') {
    // Squirrel takes it over from this process, and ends it: windows that only hide would stop that.
    systemUpdater.once('before-quit-for-update', allowClose)
    updater.quitAndInstall()
    return
  }
  updater.once('appimage-filename-updated', (file) => {
    process.env.APPIMAGE = file
  })
  const startsItself = install === 'windows'
  lifecycle.restartAfter(version, () => {
    // A password may be asked for, and nothing of ours answers meanwhile.
    for (const window of BrowserWindow.getAllWindows()) window.hide()
    if (!(updater as unknown as Installing).install(true, startsItself)) return 'failed'
    return startsItself ? 'starts-itself' : 'installed'
  })
}
