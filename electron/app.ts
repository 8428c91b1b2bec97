/** The composition root: makes every part of the shell, once, and joins it to the engine. */
import { join } from 'node:path'
import { app, nativeTheme, powerMonitor } from 'electron'
import type { AppState } from '@contract/state'
import { createEngine, type Engine } from '@main/engine'
import type { Environment } from '@main/environment'
import type { Log } from '@main/log'
import { ThreadCodec } from '@main/vision/frame-codec'
import { readServedFiles } from './app-files'
import { serveAppFiles } from './app-protocol'
import { createAppSession } from './app-session'
import { CaptureIntent } from './capture-intent'
import type { StartMode } from './command-line'
import { DemoMode } from './demo/demo-mode'
import { runDemoScript } from './demo/script'
import { isExcluded } from './excluded-window'
import { setupMediaPorts } from './ipc/media-ports'
import { createRequestHandlers } from './ipc/requests'
import { TypedIpc } from './ipc/typed-ipc'
import { forkHook } from './key-hook/fork-hook'
import { openPortal } from './key-hook/open-portal'
import { isTrustedWithKeys } from './key-hook/trust'
import { Keychain } from './keychain'
import { Lifecycle } from './lifecycle'
import { setupMenu } from './menu'
import { followPage } from './page-place'
import { readRunFacts } from './run-facts'
import { followRegionDisplay } from './region/follow-region'
import { openOverlay } from './region/overlay'
import { createOverlaySession } from './region/overlay-session'
import { refuseRegion, RegionSelection } from './region/region-selection'
import { takeScreenStill, type TakenStill } from './region/screen-still'
import { ShareCandidates } from './share-candidates'
import { isCameraChosen, isScreenShown, Sharing } from './sharing'
import { watchScreenLock } from './screen-lock/screen-lock'
import { Shortcut } from './shortcut'
import { systemNetwork } from './system-network'
import { TrayIndicator } from './tray'
import { createTrayAction } from './tray-action'
import { showTrayHint } from './tray-hint'
import { WindowExclusion } from './window-exclusion'
import { isMicrophoneWanted } from './microphone-wanted'
import { MainWindow } from './windows'

export interface AppStart {
  readonly log: Log
  readonly mode: StartMode
  readonly environment: Environment
  /** The app's own variables as they came; only a restart needs them. */
  readonly variables: NodeJS.ProcessEnv
}

/** Starts the app; to be called once Electron is ready. */
export async function runApp({ log, mode, environment, variables }: AppStart): Promise<void> {
  log.info('app-started', { version: app.getVersion(), electron: process.versions.electron, mode })
  const lifecycle = new Lifecycle(log, variables)
  const engine = await startEngine(environment, log)
  if (lifecycle.isEnding()) return
  const intent = new CaptureIntent(() => performance.now())
  const session = await createAppSession({
    intent,
    isMicrophoneWanted: () => isMicrophoneWanted(engine.state.current),
    isCameraChosen: () => isCameraChosen(engine.state.current),
    log,
  })
  if (lifecycle.isEnding()) return
  const overlaySession = await createOverlaySession()
  if (lifecycle.isEnding()) return
  const files = readServedFiles(join(app.getAppPath(), 'out/renderer'))
  for (const each of [session, overlaySession]) serveAppFiles(each, files)
  followTheme(engine)
  setupMenu()
  const isWayland = engine.state.current.run.displayServer === 'wayland'
  const shortcut = new Shortcut(engine, {
    platform: process.platform,
    openPortal: isWayland ? openPortal : null,
    fork: forkHook,
    isTrusted: isTrustedWithKeys,
  })
  const window = new MainWindow({
    session,
    log,
    onPageGone: () => {
      engine.windowGone()
      regions.cancel()
      void shortcut.test(false)
    },
    onHidden: () => showTrayHint(engine, () => window.show()),
  })

  const candidates = new ShareCandidates(
    () => [...window.captureIds, ...regions.captureIds],
    (title) => isExcluded(title, engine.state.current.settings.excluded),
  )
  const regions: RegionSelection<TakenStill> = new RegionSelection({
    refuse: (screenId) => refuseRegion(screenId, candidates, isWayland),
    takeStill: takeScreenStill,
    openOverlay: (still) => openOverlay(still, overlaySession, log),
    window,
  })
  const exclusion = new WindowExclusion(engine, isWayland ? null : () => candidates.listWindows())
  engine.state.subscribe(({ session: talk }) => {
    if (talk?.kind === 'ended' || talk?.kind === 'failed') regions.cancel()
  })
  const screenLock = watchScreenLock((screenLocked) => {
    engine.sharing.setSituation({ screenLocked })
    if (!screenLocked) return
    shortcut.lose()
    regions.cancel()
  }, log)
  follow(engine, (state) => window.setProtected(isScreenShown(state)))
  followPage(engine, window, candidates)
  followRegionDisplay(engine, candidates)
  const sharing = new Sharing(engine, intent, candidates, exclusion)
  const demo = new DemoMode(engine, log)
  const ipc = new TypedIpc(() => window.contents, log)
  ipc.handleAll(createRequestHandlers({ engine, sharing, regions, shortcut, demo, lifecycle }))
  setupMediaPorts(ipc, takeLanes(engine), log)
  pushChanges(engine, ipc)
  startShortcut(shortcut, engine)
  const tray = new TrayIndicator(createTrayAction({ engine, lifecycle, window }), log)
  follow(engine, (state) => tray.show(state))

  app.on('second-instance', () => window.show())
  app.on('activate', () => window.show())
  lifecycle.onEnd(() => window.allowClose())
  lifecycle.onEnd(() => regions.cancel())
  lifecycle.onEnd(() => shortcut.close())
  lifecycle.onEnd(() => exclusion.close())
  lifecycle.onEnd(() => screenLock.close())
  lifecycle.onEnd(() => engine.close().finally(() => demo.close()))
  if (environment.problem) engine.notices.post(environment.problem)
  if (mode === 'demo') await enterDemo(engine, demo)
  if (mode === 'demo-script') void runDemoScript({ engine, demo, sharing, window, lifecycle })
}

async function startEngine({ engine: environment }: Environment, log: Log): Promise<Engine> {
  const userDataFolder = app.getPath('userData')
  const secrets = new Keychain(userDataFolder)
  const run = readRunFacts(secrets.strength)
  const codec = new ThreadCodec(join(app.getAppPath(), 'out/main/codec-thread.js'))
  return createEngine({
    run,
    userDataFolder,
    secrets,
    accessSecrets: {
      'token-endpoint': new Keychain(userDataFolder, 'token-service.json'),
      'vertex-key': new Keychain(userDataFolder, 'vertex-key.json'),
    },
    environment,
    log,
    network: systemNetwork(),
    codec,
  })
}

function takeLanes(engine: Engine): Parameters<typeof setupMediaPorts>[1] {
  return {
    microphone: (lane) => engine.conversation.connectMicrophone(lane),
    voice: (lane) => engine.conversation.connectVoice(lane),
    frames: (lane) => engine.sharing.connect(lane),
  }
}

function pushChanges(engine: Engine, ipc: TypedIpc): void {
  engine.state.subscribe((patch) => ipc.push('stateChanged', patch))
  engine.onLine((line) => ipc.push('lineChanged', line))
  engine.onFrameSent((frame) => ipc.push('frameSent', frame))
}

function startShortcut(shortcut: Shortcut, engine: Engine): void {
  void shortcut.restore(engine.state.current.settings)
  follow(engine, ({ settings }) => shortcut.follow(settings))
  powerMonitor.on('suspend', () => shortcut.lose())
  app.on('browser-window-focus', () => shortcut.refresh()) // back from the system's settings
}

/** Tells the state now and after each change. */
function follow(engine: Engine, tell: (state: AppState) => void): void {
  engine.state.subscribe((_patch, state) => tell(state))
  tell(engine.state.current)
}

function followTheme(engine: Engine): void {
  follow(engine, ({ settings }) => {
    if (nativeTheme.themeSource !== settings.theme) nativeTheme.themeSource = settings.theme
  })
}

async function enterDemo(engine: Engine, demo: DemoMode): Promise<void> {
  const entered = await demo.enter()
  if (!entered.ok) engine.notices.post(entered.error)
}
