/** Packages for Linux: deb, rpm and AppImage, for x64. */
import { APP_ID, EXECUTABLE } from './product.mjs'

/**
 * @typedef {import('electron-builder').Configuration} Configuration
 * @typedef {import('./target.mjs').Electron} Electron
 */

/** A package on the older Electron says so wherever a system shows its name. */
const TEST_RUNTIME_NAME = `${EXECUTABLE}-test-runtime`

const SUMMARY = 'Desktop assistant that hears you, sees what you show it, and talks back'

/** Debian's and Ubuntu's names; some have had a second one since their 64-bit times (`t64`). */
const DEBIAN_LIBRARIES = [
  'libgtk-3-0t64 | libgtk-3-0',
  'libasound2t64 | libasound2',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libcups2t64 | libcups2',
  'libdrm2',
  'libgbm1',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libuuid1',
  'libxkbcommon0',
  'libxss1',
  'libxtst6',
  'xdg-utils',
]

/** Without them the app runs, but a key cannot be held to talk, and there may be no sound. */
const DEBIAN_RECOMMENDS = ['libxt6t64 | libxt6', 'libpulse0']

/** The name of the package for Linux's package tools. @param {Electron} electron */
export function linuxPackageName({ kind }) {
  return kind === 'official' ? EXECUTABLE : TEST_RUNTIME_NAME
}

/**
 * Both packages install to one place, so one takes the other's.
 *
 * @param {Electron} electron
 */
function otherPackageName({ kind }) {
  return kind === 'official' ? TEST_RUNTIME_NAME : EXECUTABLE
}

/** @param {Electron} electron */
function description({ kind, version }) {
  if (kind === 'official') return `${SUMMARY}.`
  return `NOT FOR USE: made on Electron ${version}, the runtime of Sightline's tests. ${SUMMARY}.`
}

/** @param {Electron} electron */
function synopsis({ kind }) {
  return kind === 'official' ? SUMMARY : 'Sightline on the runtime of its tests, not for use'
}

/**
 * @param {Electron} electron
 * @param {string} licence the file with the app's own licence
 * @param {boolean} isFast
 * @returns {Pick<Configuration, 'linux' | 'deb' | 'rpm' | 'appImage'>}
 */
export function linuxConfiguration(electron, licence, isFast) {
  const name = linuxPackageName(electron)
  const other = otherPackageName(electron)
  const inPackageTools = {
    packageName: name,
    afterInstall: 'electron/packaging/linux/after-install.sh',
    afterRemove: 'electron/packaging/linux/after-remove.sh',
  }
  return {
    linux: {
      target: ['deb', 'AppImage', 'rpm'],
      executableName: EXECUTABLE,
      // Files `16x16.png` … `1024x1024.png`.
      icon: 'resources/icons/linux',
      category: 'AudioVideo;Utility',
      synopsis: synopsis(electron),
      description: description(electron),
      // The window's class, the .desktop file and package.json's desktopName are then one name.
      syncDesktopName: true,
      desktop: { entry: { StartupWMClass: APP_ID, Keywords: 'assistant;voice;screen;captions;' } },
    },
    deb: {
      ...inPackageTools,
      artifactName: `${name}_\${version}_\${arch}.\${ext}`,
      packageCategory: 'sound',
      priority: 'optional',
      compression: isFast ? 'gz' : 'xz',
      depends: DEBIAN_LIBRARIES,
      recommends: DEBIAN_RECOMMENDS,
      fpm: [
        ...['--conflicts', other, '--replaces', other],
        `${licence}=/usr/share/doc/${name}/copyright`,
      ],
    },
    rpm: {
      ...inPackageTools,
      artifactName: `${name}-\${version}.\${arch}.\${ext}`,
      packageCategory: 'Applications/Multimedia',
      fpm: ['--conflicts', other, `${licence}=/usr/share/licenses/${name}/LICENSE`],
    },
    appImage: { artifactName: `${name}-\${version}-\${arch}.\${ext}` },
  }
}
