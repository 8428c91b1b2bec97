/**
 * The one configuration of electron-builder (https://www.electron.build/configuration), typed: what
 * a package for a target is. `pack.mjs` runs it; a test holds it against the builder's own schema.
 */
import { join } from 'node:path'
import { projectFolder } from '../runtime/paths.mjs'
import { FUSES } from './fuses.mjs'
import { linuxConfiguration } from './linux-configuration.mjs'
import { macConfiguration } from './mac-configuration.mjs'
import { RECORDED_VOICE, packedFiles } from './package-files.mjs'
import * as product from './product.mjs'
import { windowsConfiguration } from './windows-configuration.mjs'

/**
 * @typedef {import('electron-builder').Configuration} Configuration
 * @typedef {import('./target.mjs').Target} Target
 * @typedef {import('./target.mjs').Electron} Electron
 * @typedef {object} Packaging
 * @property {Target} target
 * @property {Electron} electron
 * @property {string} stage the app's folder as `stage.mjs` made it
 * @property {string} output where packages go
 * @property {Readonly<NodeJS.ProcessEnv>} env where the secrets for signing may be
 * @property {string | undefined} [feed] where the packed app looks for updates
 * @property {boolean} isFast compresses less
 */

/**
 * @param {Packaging} packaging
 * @returns {Configuration}
 */
export function builderConfiguration({ target, electron, stage, output, env, feed, isFast }) {
  return {
    appId: product.APP_ID,
    productName: product.PRODUCT_NAME,
    copyright: 'Copyright © the Sightline contributors',
    directories: { app: stage, output, buildResources: 'electron/packaging' },
    electronVersion: electron.version,
    ...(electron.kind === 'test-runtime' ? { electronDist: electron.folder } : {}),
    // Chromium's own words: the app itself is in English.
    electronLanguages: ['en-US'],
    files: packedFiles(target),
    asar: true,
    // What Node does not read (the system's loader, Chromium) must be a file of its own.
    asarUnpack: ['**/*.{node,dll,dylib}', '**/*.so', '**/*.so.*', RECORDED_VOICE],
    // The modules come with binaries for each system; nothing is compiled.
    npmRebuild: false,
    nodeGypRebuild: false,
    buildDependenciesFromSource: false,
    electronFuses: FUSES,
    extraResources: [{ from: join(stage, 'notices'), to: 'notices' }],
    fileAssociations: [
      {
        ext: product.FILE_EXTENSION,
        name: product.FILE_DESCRIPTION,
        description: product.FILE_DESCRIPTION,
        mimeType: product.FILE_TYPE,
        role: 'Viewer',
      },
    ],
    protocols: [{ name: product.PRODUCT_NAME, schemes: [product.PROTOCOL], role: 'Viewer' }],
    publish: [{ provider: 'generic', url: feed ?? product.UPDATE_FEED }],
    ...macConfiguration(env),
    ...windowsConfiguration(),
    ...linuxConfiguration(electron, join(projectFolder, 'LICENSE'), isFast),
  }
}
