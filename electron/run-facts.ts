import { app } from 'electron'
import type { RunFacts } from '@contract/state'
import { MODEL_CHOICES } from '@main/live/models'
import packageFile from '../package.json'

/**
 * The facts of this run.
 *
 * @param baseUrl where the Live session connects; `null` when the one given is not usable.
 */
export function readRunFacts(keyStorage: RunFacts['keyStorage'], baseUrl: string | null): RunFacts {
  return {
    version: app.getVersion(),
    platform: platformName(process.platform),
    testRuntime: findTestRuntime(process.versions.electron, packageFile.devDependencies.electron),
    sandboxOff: app.commandLine.hasSwitch('no-sandbox'),
    keyStorage,
    serverOrigin: baseUrl === null ? '' : new URL(baseUrl).origin,
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

/** Other systems of the Unix kind are treated as Linux. */
function platformName(platform: NodeJS.Platform): RunFacts['platform'] {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux'
}
