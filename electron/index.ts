/**
 * The entry of the app: what must happen before anything else, in order, and then the app.
 */
import { join } from 'node:path'
import { app } from 'electron'
import { readEnvironment } from '@main/environment'
import { KnownSecrets } from '@main/known-secrets'
import { runApp } from './app'
import { registerAppScheme } from './app-protocol'
import { closeEverySession } from './closed-session'
import { readStartMode, setupCommandLine } from './command-line'
import { beforeExit } from './exit'
import { enableSandbox, hardenContents, refusedStart } from './hardening'
import { createLog } from './log'
import { fileLine } from './log-entry'
import { LogFile } from './log-file'
import { OpenRequests } from './open-requests'
import { setupProcessGuards } from './process-guards'
import { showRefusal } from './refused-start'
import { sinceFaultRestart } from './restart-mark'
import { keepAppVariables, setupUserData } from './user-data'

/** By this name Windows knows the app; without it, it shows none of its notifications. */
const APP_ID = 'app.sightline.desktop'

const secrets = new KnownSecrets()
const logFile = new LogFile()
const log = createLog(undefined, secrets.redact, (entry) => logFile.write(fileLine(entry)))
const guardsAreUp = setupProcessGuards(log, sinceFaultRestart)
const variables = keepAppVariables(process.env)
const environment = readEnvironment(process.env, { isReleased: app.isPackaged })
if (environment.engine.apiKey !== null) secrets.learn(environment.engine.apiKey)
const mode = readStartMode()
const refused = refusedStart()

if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
setupUserData(environment.userDataFolder, mode)
if (refused !== null) {
  const { reason, ...what } = refused
  log.warn(reason, what)
  void showRefusal(refused).finally(() => app.exit(1))
} else if (!app.requestSingleInstanceLock()) {
  log.info('already-running') // the first one shows its window
  app.exit(0)
} else {
  logFile.open(join(app.getPath('userData'), 'logs'))
  beforeExit(() => logFile.flush())
  setupCommandLine(mode)
  const openRequests = new OpenRequests()
  enableSandbox()
  hardenContents(log)
  closeEverySession()
  registerAppScheme()
  void app
    .whenReady()
    .then(() => runApp({ log, logFile, secrets, mode, environment, variables, openRequests }))
    .then(guardsAreUp)
}
