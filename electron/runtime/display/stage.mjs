/** What the helpers of a virtual display share: private folders, an environment, an end. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../paths.mjs'

/** @typedef {import('./helper.mjs').Helper} Helper */

/** What tells of the person's own desktop, which is not to be touched. */
const OF_THE_DESKTOP = /^(XDG|DBUS|PULSE|GNOME|WAYLAND|DESKTOP_SESSION|XAUTHORITY)/
/** Where the system keeps its shared data; it holds nothing of the person's. */
const OF_THE_SYSTEM = new Set(['XDG_DATA_DIRS', 'XDG_CONFIG_DIRS'])

export class Stage {
  /** All that the display leaves on disk is in here. */
  folder = mkdtempSync(join(tmpdir(), 'sightline-display-'))
  runtimeFolder = join(this.folder, 'run')
  /** @type {NodeJS.ProcessEnv} */
  env = privateEnvironment(join(this.folder, 'home'), this.runtimeFolder)
  /** @type {Helper[]} */
  #helpers = []
  #endNow = () => this.#remove()

  constructor() {
    mkdirSync(join(this.folder, 'home'))
    mkdirSync(this.runtimeFolder, { mode: 0o700 })
    process.on('exit', this.#endNow)
  }

  /**
   * Remembers a helper, so that it ends with the stage.
   *
   * @param {Helper} helper
   */
  keep(helper) {
    this.#helpers.unshift(helper)
    return helper
  }

  /** Ends the helpers, last come first, and removes the folders. */
  async close() {
    for (const helper of this.#helpers) await helper.end()
    process.off('exit', this.#endNow)
    this.#remove()
  }

  #remove() {
    for (const helper of this.#helpers) helper.endNow()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/**
 * @param {string} home
 * @param {string} runtimeFolder
 * @returns {NodeJS.ProcessEnv}
 */
function privateEnvironment(home, runtimeFolder) {
  const kept = Object.entries(process.env).filter(
    ([name]) => OF_THE_SYSTEM.has(name) || !OF_THE_DESKTOP.test(name),
  )
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_RUNTIME_DIR: runtimeFolder,
    XDG_SESSION_TYPE: 'x11',
    // Nothing may start a bus of its own when ours cannot be had.
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    // GTK would start an accessibility bus that outlives the app.
    NO_AT_BRIDGE: '1',
    SIGHTLINE_CACHE: cacheFolder(),
  }
}
