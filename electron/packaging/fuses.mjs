/**
 * Electron's fuses: bits in its binary that turn features off for good
 * (https://www.electronjs.org/docs/latest/tutorial/fuses). They are flipped when the app is packed
 * and read back from what was packed.
 */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/**
 * As electron-builder names them.
 *
 * @satisfies {NonNullable<import('electron-builder').Configuration['electronFuses']>}
 */
export const FUSES = {
  /** `ELECTRON_RUN_AS_NODE` would make a plain Node, with our rights, of the app. */
  runAsNode: false,
  enableCookieEncryption: true,
  /** `NODE_OPTIONS` and `NODE_EXTRA_CA_CERTS`. */
  enableNodeOptionsEnvironmentVariable: false,
  /** `--inspect` and its kin, and SIGUSR1. */
  enableNodeCliInspectArguments: false,
  /** Counts on macOS and Windows; Linux has no such check. */
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** No page of ours comes from a file. */
  grantFileProtocolExtraPrivileges: false,
}

/** @type {Readonly<Record<keyof typeof FUSES, FuseV1Options>>} */
const PLACES = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** How a fuse stands in the binary: a digit, as a character's code. */
const OFF = '0'.charCodeAt(0)
const ON = '1'.charCodeAt(0)

/** @typedef {Readonly<Partial<Record<FuseV1Options, number>>>} FuseWire */

/**
 * What is not as it must be. Pure.
 *
 * @param {FuseWire} wire
 * @returns {string[]} the names of the fuses
 */
export function wrongFuses(wire) {
  const names = /** @type {(keyof typeof FUSES)[]} */ (Object.keys(FUSES))
  return names.filter((name) => {
    return wire[PLACES[name]] !== (FUSES[name] ? ON : OFF)
  })
}

/**
 * Reads the fuses of a packed app.
 *
 * @param {string} executable the binary, or the `.app` on macOS
 * @returns {Promise<FuseWire>}
 */
export function readFuses(executable) {
  return getCurrentFuseWire(executable)
}
