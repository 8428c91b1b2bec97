/**
 * The entry of the app: what must happen before anything else, in order, and then the app.
 */
import { app } from 'electron'
import { readEnvironment } from '@main/environment'
import { runApp } from './app'
import { registerAppScheme } from './app-protocol'
import { readStartMode, setupCommandLine } from './command-line'
import { enableSandbox, findRefusedSwitch, hardenContents } from './hardening'
import { createLog } from './log'
import { setupProcessGuards } from './process-guards'
import { keepAppVariables, setupUserData } from './user-data'

/** By this name Windows knows the app; without it, it shows none of its notifications. */
const APP_ID = 'app.sightline.desktop'

const log = createLog()
const guardsAreUp = setupProcessGuards(log)
const variables = keepAppVariables(process.env)
const environment = readEnvironment(process.env)
const mode = readStartMode()
const refusedSwitch = findRefusedSwitch()

if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
setupUserData(environment.userDataFolder, mode)
if (refusedSwitch !== null) {
  log.warn('switch-refused', { switch: refusedSwitch })
  app.exit(1)
} else if (!app.requestSingleInstanceLock()) {
  log.info('already-running') // the first one shows its window
  app.exit(0)
} else {
  setupCommandLine(mode)
  enableSandbox()
  hardenContents(log)
  registerAppScheme()
  void app
    .whenReady()
    .then(() => runApp({ log, mode, environment, variables }))
    .then(guardsAreUp)
}
