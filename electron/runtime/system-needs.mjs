/** What Linux must bring: a table of what is needed, for what, and how to see that it is there. */
import { capture, hasCommand } from './command.mjs'

/** @typedef {import('./prepare.mjs').Need} Need */

/**
 * @typedef {object} SystemNeed
 * @property {string} what in words
 * @property {Need} wantedFor the least that wants it
 * @property {Need} essentialFor the least that cannot do without it
 * @property {readonly (string | readonly string[])[]} packages Debian's names; several for one
 *   package are tried in order (Ubuntu 24.04 renamed some to `…t64`)
 * @property {(executable: string) => Promise<boolean>} isThere
 */

/** @type {readonly SystemNeed[]} */
export const SYSTEM_NEEDS = [
  {
    what: "Electron's libraries",
    wantedFor: 'app',
    essentialFor: 'app',
    packages: [
      ['libgtk-3-0t64', 'libgtk-3-0'],
      ['libasound2t64', 'libasound2'],
      ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
      ['libcups2t64', 'libcups2'],
      'libnss3',
      'libgbm1',
      'libdrm2',
      'libxss1',
      'libxtst6',
      'libxkbcommon0',
    ],
    isThere: linksCompletely,
  },
  {
    what: 'libraries for the keychain, notifications and sound',
    wantedFor: 'app',
    essentialFor: 'tests',
    packages: ['libsecret-1-0', 'libnotify4', 'libpulse0'],
    isThere: () => haveLibraries('libsecret-1.so.0', 'libnotify.so.4', 'libpulse.so.0'),
  },
  {
    // Without it the shortcut works as a switch only.
    what: 'a library for holding a key to talk',
    wantedFor: 'app',
    essentialFor: 'tests',
    packages: [['libxt6t64', 'libxt6']],
    isThere: () => haveLibraries('libXt.so.6', 'libXrandr.so.2', 'libXtst.so.6'),
  },
  {
    what: 'opening links in the browser',
    wantedFor: 'app',
    essentialFor: 'tests',
    packages: ['xdg-utils'],
    isThere: commands('xdg-open'),
  },
  {
    what: 'fonts',
    wantedFor: 'app',
    essentialFor: 'tests',
    packages: ['fontconfig', 'fonts-noto-core', 'fonts-noto-cjk'],
    isThere: async () => (await hasFontFor('en')) && (await hasFontFor('ja')),
  },
  {
    what: 'a virtual display',
    wantedFor: 'display',
    essentialFor: 'display',
    packages: ['xvfb'],
    isThere: commands('Xvfb'),
  },
  {
    // Without a window manager desktopCapturer lists no windows.
    what: 'a window manager',
    wantedFor: 'display',
    essentialFor: 'tests',
    packages: ['openbox'],
    isThere: commands('openbox'),
  },
  {
    what: 'a keychain',
    wantedFor: 'display',
    essentialFor: 'tests',
    packages: ['dbus', 'gnome-keyring'],
    isThere: commands('dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'),
  },
  {
    what: 'a sound server',
    wantedFor: 'display',
    essentialFor: 'tests',
    packages: ['pulseaudio', 'pulseaudio-utils'],
    isThere: commands('pulseaudio', 'pactl', 'paplay', 'parecord'),
  },
  {
    what: 'hands and eyes for the tests',
    wantedFor: 'tests',
    essentialFor: 'tests',
    packages: ['xdotool', 'imagemagick', 'x11-utils', 'x11-xserver-utils'],
    isThere: commands('xdotool', 'import', 'display', 'xev', 'xrandr', 'xsetroot'),
  },
]

/**
 * @param {...string} names
 * @returns {() => Promise<boolean>}
 */
function commands(...names) {
  return async () => names.every((name) => hasCommand(name))
}

/**
 * Whether the dynamic linker finds every library that the executable names.
 *
 * @param {string} executable
 */
async function linksCompletely(executable) {
  const { code, stdout } = await capture('ldd', [executable])
  return code === 0 && !stdout.includes('not found')
}

/**
 * For libraries that are loaded only when they are used: the linker's own list.
 *
 * @param {...string} names
 */
async function haveLibraries(...names) {
  const known = await capture(hasCommand('ldconfig') ? 'ldconfig' : '/sbin/ldconfig', ['-p'])
  return names.every((name) => known.stdout.includes(`\t${name} `))
}

/** @param {string} language */
async function hasFontFor(language) {
  const { stdout } = await capture('fc-list', [`:lang=${language}`])
  return stdout.trim() !== ''
}
