/** What a package is made for, and on which Electron. */

/**
 * @typedef {'linux' | 'darwin' | 'win32'} TargetPlatform as Node calls it
 * @typedef {'x64' | 'arm64'} TargetArch
 * @typedef {{ readonly platform: TargetPlatform, readonly arch: TargetArch }} Target
 */

/**
 * `official` is the Electron that package.json names. `test-runtime` is the older one that tests
 * run on where the official one cannot be downloaded: its packages are never released, and their
 * names say what they are.
 *
 * @typedef {{ readonly kind: 'official', readonly version: string }
 *   | { readonly kind: 'test-runtime', readonly version: string, readonly folder: string }} Electron
 */

/**
 * A package for each, and nothing else. Linux has x64 alone: there sharp runs as WebAssembly
 * (docs/pictures.md), and its native twin is kept out for x64 alone.
 *
 * @type {readonly Target[]}
 */
export const TARGETS = [
  { platform: 'darwin', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
  { platform: 'win32', arch: 'x64' },
  { platform: 'win32', arch: 'arm64' },
  { platform: 'linux', arch: 'x64' },
]

/** @param {Target} target */
export function targetName({ platform, arch }) {
  return `${platform}-${arch}`
}
