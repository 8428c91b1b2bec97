/** Packages for Windows: an installer that needs no administrator, for x64 and arm64. */
import { PRODUCT_NAME } from './product.mjs'

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * Where the secrets for signing are set (`CSC_LINK` or `WIN_CSC_LINK`), the builder takes them from
 * the environment by itself.
 *
 * @returns {Pick<Configuration, 'win' | 'nsis'>}
 */
export function windowsConfiguration() {
  return {
    win: {
      target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
      icon: 'resources/icons/app.ico',
      // Nothing in the app asks for more rights than the user has.
      requestedExecutionLevel: 'asInvoker',
    },
    nsis: {
      artifactName: '${name}-${version}-windows-${arch}.${ext}',
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      allowToChangeInstallationDirectory: true,
      // An installer for each architecture: one for both would carry everything twice.
      buildUniversalInstaller: false,
      shortcutName: PRODUCT_NAME,
      // What was said and kept is the user's; the app itself deletes it when asked.
      deleteAppDataOnUninstall: false,
    },
  }
}
