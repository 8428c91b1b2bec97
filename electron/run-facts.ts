import { app } from 'electron'
import type { RunFacts } from '@contract/state'
import { MODEL_CHOICES } from '@main/live/models'
import packageFile from '../package.json'

/** The facts of this run. */
export function readRunFacts(keyStorage: RunFacts['keyStorage']): RunFacts {
  return {
    version: app.getVersion(),
    platform: platformName(process.platform),
    displayServer: findDisplayServer(),
    testRuntime: findTestRuntime(process.versions.electron, packageFile.devDependencies.electron),
    sandboxOff: app.commandLine.hasSwitch('no-sandbox'),
    keyStorage,
    models: MODEL_CHOICES,
  }
}

/** Any Electron of another major version than the one the app is released with is for tests. */
function findTestRuntime(running: string, released: string): string | null {
  return majorOf(running) === majorOf(released) ? null : running
}

function majorOf(version: string): string | undefined {
  return /\d+/.exec(version)?.[0]
}

/** Electron is a Wayland client where it was told so, or may choose and the session is one. */
function findDisplayServer(): RunFacts['displayServer'] {
  if (platformName(process.platform) !== 'linux') return 'native'
  const told = app.commandLine.getSwitchValue('ozone-platform')
  if (told !== '') return told === 'wayland' ? 'wayland' : 'x11'
  const onWayland = process.env.XDG_SESSION_TYPE === 'wayland' || !process.env.DISPLAY
  // From Electron 38 on Wayland is chosen by itself where there is one.
  const prefersWayland = Number(majorOf(process.versions.electron)) >= 38
  return onWayland && prefersWayland && process.env.WAYLAND_DISPLAY ? 'wayland' : 'x11'
}

/** Other systems of the Unix kind are treated as Linux. */
function platformName(platform: NodeJS.Platform): RunFacts['platform'] {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux'
}
