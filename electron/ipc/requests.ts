import { ok, type Result } from '@contract/errors'
import type { Box } from '@contract/settings'
import type { Engine } from '@main/engine'
import type { Updates } from '@main/updates/updates'
import type { DemoMode } from '../demo/demo-mode'
import type { Lifecycle } from '../lifecycle'
import { openPermissionSettings } from '../permissions'
import { showLog } from '../show-log'
import type { Sharing } from '../sharing'
import type { Shortcut } from '../shortcut'
import type { RequestHandlers } from './typed-ipc'

/** Those who answer the page. */
export interface Answerers {
  readonly engine: Engine
  /** Learns what the user enters, before anything else sees it. */
  readonly secrets: { learn(secret: string): void }
  readonly sharing: Sharing
  readonly regions: { select(screenId: string): Promise<Result<Box | null>> }
  readonly shortcut: Shortcut
  readonly markShortcut: { change(accelerator: string): Promise<Result<null>> }
  readonly demo: DemoMode
  readonly lifecycle: Lifecycle
  readonly pageWatch: { answered(): void }
  readonly openings: { noteOpened(turn: number): void }
  readonly logFile: { readonly path: string | null }
  readonly updates: Pick<Updates, 'check' | 'download' | 'install' | 'dismiss'>
}

/** Who answers what; the compiler sees to it that no request is forgotten. */
export function createRequestHandlers(answerers: Answerers): RequestHandlers {
  const { engine, secrets, sharing, regions, shortcut, markShortcut, demo } = answerers
  const { lifecycle, pageWatch, logFile, openings, updates } = answerers
  return {
    readSnapshot: async () => ok(await engine.firstSnapshot()),
    startConversation: () => engine.startConversation(),
    endConversation: () => engine.endConversation(),
    retryConnection: () => done(() => engine.conversation.hurry()),
    sendText: ({ text }) => engine.conversation.sendText(text),
    setMuted: ({ muted }) => done(() => engine.conversation.setMuted(muted)),
    toggleTalking: () => engine.conversation.toggleTalking(),
    cancelTalking: () => done(() => engine.conversation.cancelTalking()),
    sendAgain: () => engine.conversation.sendAgain(),
    setRecording: ({ on }) => engine.recording.setOn(on),
    listShareCandidates: async () => ok(await sharing.listCandidates()),
    startSharing: (choice) => sharing.start(choice),
    stopSharing: () => done(() => engine.sharing.stop()),
    selectRegion: ({ screenId }) => regions.select(screenId),
    setCovers: (covers) => done(() => engine.sharing.setCovers(covers)),
    reportSharing: (report) => done(() => engine.sharing.hear(report)),
    reportMicrophone: (report) => done(() => engine.page.microphone(report)),
    reportSpeaker: (report) => done(() => engine.page.speaker(report)),
    setEchoTest: ({ on }) => done(() => engine.setEchoTest(on)),
    updateSettings: (patch) => engine.updateSettings(patch),
    setShortcut: ({ accelerator }) => shortcut.change(accelerator),
    setMarkShortcut: ({ accelerator }) => markShortcut.change(accelerator),
    testShortcut: ({ on }) => shortcut.test(on),
    allowHolding: () => shortcut.allowHolding(),
    submitKey: ({ key, keep }) => {
      secrets.learn(key)
      return engine.submitKey(key, keep)
    },
    forgetKey: () => engine.forgetKey(),
    submitAccess: (entry) => {
      if ('secret' in entry && entry.secret !== null) secrets.learn(entry.secret)
      return engine.submitAccess(entry)
    },
    forgetAccessSecret: ({ secret }) => engine.forgetAccessSecret(secret),
    startDemo: () => demo.enter(),
    leaveDemo: () => demo.leave(),
    openPermissionSettings: ({ permission }) => openPermissionSettings(permission),
    showLog: () => showLog(logFile.path),
    noteOpened: ({ turn }) => done(() => openings.noteOpened(turn)),
    dismissNotice: ({ id }) => done(() => engine.notices.dismiss(id)),
    listConversations: engine.library.listConversations,
    searchConversations: engine.library.searchConversations,
    readConversation: engine.library.readConversation,
    readLines: engine.library.readLines,
    placeOfLine: engine.library.placeOfLine,
    placeOfTime: engine.library.placeOfTime,
    readPicture: engine.library.readPicture,
    renameConversation: engine.library.renameConversation,
    pinConversation: engine.library.pinConversation,
    discardConversations: engine.library.discardConversations,
    restoreConversations: engine.library.restoreConversations,
    exportConversations: engine.library.exportConversations,
    importConversations: engine.library.importConversations,
    continueConversation: ({ id }) => engine.continueConversation(id),
    eraseLibrary: engine.library.eraseLibrary,
    measureLibrary: engine.library.measureLibrary,
    editLine: engine.library.editLine,
    markMoment: engine.library.markMoment,
    removeMark: engine.library.removeMark,
    answerHeartbeat: () => done(() => pageWatch.answered()),
    checkForUpdates: () => updates.check(),
    downloadUpdate: () => updates.download(),
    installUpdate: () => updates.install(),
    dismissUpdate: () => done(() => updates.dismiss()),
    restartApp: () => done(() => lifecycle.restart()),
    quitApp: () => done(() => lifecycle.quit()),
  }
}

/** The answer to a request that cannot fail. */
function done(act: () => void): Result<null> {
  act()
  return ok(null)
}
