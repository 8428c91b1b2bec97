/**
 * The app inside the test runtime: it does what Electron's own default app does for
 * `electron <folder> [arguments]`
 * (https://github.com/electron/electron/blob/v33.2.1/default_app/main.ts).
 *
 * It runs inside Electron, copied into the runtime's `resources/app/`; nothing else imports it.
 * The top-level await matters: Electron holds `ready` back until the app has been loaded.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

/**
 * Electron's own default app uses these, which its public types leave out.
 *
 * @typedef {{
 *   setAppPath(folder: string): void,
 *   setVersion(version: string): void,
 *   setDesktopName(name: string): void,
 * }} Internals
 */
const internals = /** @type {Internals} */ (/** @type {unknown} */ (app))

/**
 * @param {string} folder
 * @returns {{ main?: string, name?: string, productName?: string, version?: string, desktopName?: string }}
 */
function readPackage(folder) {
  const path = join(folder, 'package.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

/** @param {string} folder */
function becomeApp(folder) {
  const { name, productName, version, desktopName } = readPackage(folder)
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  internals.setAppPath(folder)
  app.setName(productName ?? name ?? 'Electron')
  if (version) internals.setVersion(version)
  internals.setDesktopName(desktopName ?? `${app.getName()}.desktop`)
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), app.getName()))
  }
}

/** @param {string} target a folder with a package.json, or a script */
async function launch(target) {
  const isFolder = statSync(target).isDirectory()
  becomeApp(isFolder ? target : dirname(target))
  const main = createRequire(join(target, 'noop.js')).resolve(target)
  await import(pathToFileURL(main).href)
}

const target = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
try {
  if (!target) throw new Error('usage: electron <folder> [arguments]')
  await launch(resolve(target))
} catch (error) {
  process.stderr.write(
    `The app could not be loaded: ${error instanceof Error ? error.stack : ''}\n`,
  )
  app.exit(1)
}
