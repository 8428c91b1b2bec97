/** The composition root: makes every part of the shell, once, and joins it to the engine. */
import { join } from 'node:path'
import { app, nativeTheme, powerMonitor } from 'electron'
import { appError } from '@contract/errors'
import type { AppState } from '@contract/state'
import { createEngine } from '@main/create-engine'
import type { Engine } from '@main/engine'
import type { EngineHost } from '@main/engine-host'
import type { Environment } from '@main/environment'
import type { KnownSecrets } from '@main/known-secrets'
import type { Log } from '@main/log'
import { Openings } from '@main/openings'
import { ThreadCodec } from '@main/vision/frame-codec'
import { askAboutAccess } from './access-question'
import { readServedFiles } from './app-files'
import { serveAppFiles } from './app-protocol'
import { createAppSession } from './app-session'
import { createBareSession } from './bare-session'
import { CaptureIntent } from './capture-intent'
import type { StartMode } from './command-line'
import { DemoMode } from './demo/demo-mode'
import { runDemoScript } from './demo/script'
import { isExcluded } from './excluded-window'
import { setupMediaPorts } from './ipc/media-ports'
import { PacedLines } from './ipc/paced-lines'
import { createRequestHandlers } from './ipc/requests'
import { TypedIpc } from './ipc/typed-ipc'
import { forkHook } from './key-hook/fork-hook'
import { openPortal } from './key-hook/open-portal'
import { isTrustedWithKeys } from './key-hook/trust'
import { Keychain } from './keychain'
import { libraryDialogs } from './library-dialogs'
import { forkLibrary } from './library-process/fork-library'
import { Lifecycle } from './lifecycle'
import type { LogFile } from './log-file'
import { watchWindow } from './hung-window'
import { MarkShortcut } from './mark-shortcut'
import { setupMenu } from './menu'
import { followPage } from './page-place'
import type { OpenRequests } from './open-requests'
import { isUpdateMissing, sinceFaultRestart } from './restart-mark'
import { readRunFacts } from './run-facts'
import { followRegionDisplay } from './region/follow-region'
import { openOverlay } from './region/overlay'
import { refuseRegion, RegionSelection } from './region/region-selection'
import { takeScreenStill, type TakenStill } from './region/screen-still'
import { createSafeMode } from './safe-mode/open-safe-mode'
import { ShareCandidates } from './share-candidates'
import { isCameraChosen, isScreenShown, Sharing } from './sharing'
import { watchScreenLock } from './screen-lock/screen-lock'
import { Shortcut } from './shortcut'
import { systemNetwork } from './system-network'
import { followSoundServer } from './sound-server'
import { followSurroundings } from './surroundings'
import { followUpdates } from './updates/follow-updates'
import { TrayIndicator } from './tray'
import { createTrayAction } from './tray-action'
import { showTrayHint } from './tray-hint'
import { askAboutUnsaved } from './unsaved-question'
import { WindowExclusion } from './window-exclusion'
import { isMicrophoneWanted } from './microphone-wanted'
import { MainWindow } from './windows'

export interface AppStart {
  readonly log: Log
  readonly logFile: LogFile
  /** Those of this run, to be kept out of logs and windows. */
  readonly secrets: KnownSecrets
  readonly mode: StartMode
  readonly environment: Environment
  /** The app's own variables as they came; only a restart needs them. */
  readonly variables: NodeJS.ProcessEnv
  /** What the app was opened with. */
  readonly openRequests: OpenRequests
}

/** Starts the app; to be called once Electron is ready. Returns what ends it. */
export async function runApp(start: AppStart): Promise<Lifecycle> {
  const { log, logFile, secrets, mode, environment, variables, openRequests } = start
  log.info('app-started', { version: app.getVersion(), electron: process.versions.electron, mode })
  const lifecycle = new Lifecycle(log, variables)
  const engine = await startEngine(start, (question) => askAboutAccess(question, window.contents))
  if (lifecycle.isEnding()) return lifecycle
  const intent = new CaptureIntent(() => performance.now())
  const session = await createAppSession({
    intent,
    isMicrophoneWanted: () => isMicrophoneWanted(engine.state.current),
    isCameraChosen: () => isCameraChosen(engine.state.current),
    log,
  })
  if (lifecycle.isEnding()) return lifecycle
  const overlaySession = await createBareSession('region')
  const safeModeSession = await createBareSession('safe-mode')
  if (lifecycle.isEnding()) return lifecycle
  const files = readServedFiles(join(app.getAppPath(), 'out/renderer'))
  serveAppFiles(session, files, {
    folder: join(app.getPath('userData'), 'library/recordings'),
    find: (key) => engine.library.recordingFile(key),
  })
  for (const each of [overlaySession, safeModeSession]) serveAppFiles(each, files)
  followTheme(engine)
  setupMenu()
  const isWayland = engine.state.current.run.displayServer === 'wayland'
  const shortcut = new Shortcut(engine, {
    platform: process.platform,
    openPortal: isWayland ? openPortal : null,
    fork: forkHook,
    isTrusted: isTrustedWithKeys,
  })
  const markShortcut = new MarkShortcut(engine, !isWayland)
  const showSafeMode = createSafeMode({
    engine,
    lifecycle,
    secrets,
    session: safeModeSession,
    log,
    window: () => window,
  })
  const window: MainWindow = new MainWindow({
    session,
    log,
    showSafeMode,
    onPageGone: () => {
      engine.page.gone()
      pageWatch.pageGone()
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
  const openings = new Openings(engine.state)
  const ipc = new TypedIpc(() => window.contents, log, secrets.redact)
  const tray = new TrayIndicator(createTrayAction({ engine, lifecycle, window }), log)
  const updates = followUpdates({
    engine,
    lifecycle,
    override: environment.updateFeed,
    allowClose: () => window.allowClose(),
    log,
  })
  const pageWatch = watchWindow({ window, ipc, tray, log })
  ipc.handleAll(
    createRequestHandlers({
      engine,
      secrets,
      sharing,
      regions,
      shortcut,
      markShortcut,
      demo,
      lifecycle,
      pageWatch,
      logFile,
      openings,
      updates,
    }),
  )
  setupMediaPorts(ipc, takeLanes(engine), log, (lane, message) => {
    if (lane === 'microphone') engine.page.microphoneRefused(message)
  })
  pushChanges(engine, ipc)
  startShortcut(shortcut, engine)
  follow(engine, () => markShortcut.follow())
  const surroundings = followSurroundings(engine)
  const soundServer = followSoundServer(engine, log)
  follow(engine, (state) => tray.show(state))

  openRequests.follow({ library: engine.library, openings, window })
  app.on('activate', () => window.show())
  lifecycle.onQuit(async () => {
    const lines = await engine.unsavedLines()
    // Whoever cannot be asked can still quit.
    return lines === 0 || (await askAboutUnsaved(lines).catch(() => true))
  })
  lifecycle.onEnd(() => window.allowClose())
  lifecycle.onEnd(() => pageWatch.close())
  lifecycle.onEnd(() => regions.cancel())
  lifecycle.onEnd(() => shortcut.close())
  lifecycle.onEnd(() => markShortcut.close())
  lifecycle.onEnd(() => exclusion.close())
  lifecycle.onEnd(() => surroundings.close())
  lifecycle.onEnd(() => soundServer.close())
  lifecycle.onEnd(() => screenLock.close())
  lifecycle.onEnd(() => updates.close())
  lifecycle.onEnd(() => engine.close().finally(() => demo.close()))
  if (environment.problem) engine.notices.post(environment.problem)
  if (isUpdateMissing()) engine.notices.post(appError('update-not-installed'))
  if (sinceFaultRestart() !== null) engine.notices.post(appError('restarted'))
  if (mode === 'demo') await enterDemo(engine, demo)
  if (mode === 'demo-script') void runDemoScript({ engine, demo, sharing, window, lifecycle })
  return lifecycle
}

async function startEngine(
  { environment: { engine: environment }, log, secrets: known }: AppStart,
  askAboutAccess: EngineHost['askAboutAccess'],
): Promise<Engine> {
  const userDataFolder = app.getPath('userData')
  const learn = (secret: string): void => known.learn(secret)
  const secrets = new Keychain(userDataFolder, { onSecret: learn })
  const run = readRunFacts(secrets.strength)
  const codec = new ThreadCodec(join(app.getAppPath(), 'out/main/codec-thread.js'))
  return createEngine({
    run,
    userDataFolder,
    secrets,
    accessSecrets: {
      'token-endpoint': new Keychain(userDataFolder, {
        fileName: 'token-service.json',
        onSecret: learn,
      }),
      'vertex-key': new Keychain(userDataFolder, { fileName: 'vertex-key.json', onSecret: learn }),
    },
    askAboutAccess,
    environment,
    log,
    network: systemNetwork(learn),
    startLibrary: forkLibrary,
    libraryDialogs,
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
  const lines = new PacedLines((line) => ipc.push('lineChanged', line))
  engine.onLine((line) => lines.add(line))
  engine.onFrameSent((frame) => ipc.push('frameSent', frame))
  engine.library.onChanged((change) => ipc.push('libraryChanged', change))
  engine.library.onGone((ids) => ipc.push('conversationsGone', ids))
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
