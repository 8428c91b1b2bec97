import { z } from 'zod'
import { accessEntrySchema, accessSecretSchema } from './access'
import { appErrorSchema } from './error-schema'
import type { PUSH_CHANNELS, REQUEST_CHANNELS } from './channels'
import type { Result } from './errors'
import {
  conversationIdSchema,
  conversationIdsSchema,
  editLineSchema,
  exportSchema,
  listRequestSchema,
  markKeySchema,
  markMomentSchema,
  pictureKeySchema,
  pinSchema,
  placeOfLineSchema,
  placeOfTimeSchema,
  readLinesSchema,
  renameSchema,
  searchRequestSchema,
  type ConversationDetail,
  type ConversationPage,
  type ExportOutcome,
  type ImportOutcome,
  type LibraryChange,
  type LibraryLine,
  type LibrarySize,
  type Mark,
  type SearchHit,
} from './library'
import type { MediaLane } from './media'
import {
  coversSchema,
  permissionSchema,
  shareChoiceSchema,
  type SentFrame,
  type ShareCandidate,
} from './session'
import { settingsPatchSchema, type Box } from './settings'
import type { AppState } from './state'
import type { TranscriptLine } from './transcript'

/** Everything that a window needs when it opens or reloads. */
export interface Snapshot {
  readonly state: AppState
  readonly lines: readonly TranscriptLine[]
  readonly lastFrame: SentFrame | null
}

const deviceUseSchema = z.enum(['chosen', 'default', 'fallback'])

/** The argument of each request; main parses it with this schema before anything else. */
export const requestSchemas = {
  readSnapshot: z.undefined(),
  startConversation: z.undefined(),
  endConversation: z.undefined(),
  /** The network may be back, or the user does not want to wait: what is waited for is tried now. */
  retryConnection: z.undefined(),
  sendText: z.strictObject({ text: z.string().trim().min(1).max(20_000) }),
  setMuted: z.strictObject({ muted: z.boolean() }),
  toggleTalking: z.undefined(),
  /** Push-to-talk: ends what is being said, and no answer to it is played. */
  cancelTalking: z.undefined(),
  /** Sends what the user said or typed last once more: nothing has come back to it. */
  sendAgain: z.undefined(),
  /** Records the sound of the conversation that is on from now on, or no longer. */
  setRecording: z.strictObject({ on: z.boolean() }),
  listShareCandidates: z.undefined(),
  /** Arms one capture of exactly this source; the window then opens it. */
  startSharing: shareChoiceSchema,
  stopSharing: z.undefined(),
  /** Lets the user draw a box on this screen; answers `null` when they thought better of it. */
  selectRegion: z.strictObject({ screenId: z.string().min(1).max(500) }),
  /** Covers these parts of what is shared, from the next picture on. */
  setCovers: z.strictObject({ shareId: z.number().int(), covers: coversSchema }),
  reportSharing: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('on'), shareId: z.number().int() }),
    /** Failed to open, or ended by itself (window closed, camera unplugged). */
    z.strictObject({ kind: z.literal('off'), shareId: z.number().int(), error: appErrorSchema }),
    /** The camera in its corner is off; with `error`, not because the user said so. */
    z.strictObject({
      kind: z.literal('camera-off'),
      shareId: z.number().int(),
      error: appErrorSchema.optional(),
    }),
  ]),
  reportMicrophone: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off') }),
    z.strictObject({ kind: z.literal('opening') }),
    z.strictObject({
      kind: z.literal('on'),
      label: z.string().max(500),
      use: deviceUseSchema,
      silent: z.boolean(),
    }),
    z.strictObject({ kind: z.literal('failed'), error: appErrorSchema }),
  ]),
  reportSpeaker: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off') }),
    z.strictObject({ kind: z.literal('on'), label: z.string().max(500), use: deviceUseSchema }),
    z.strictObject({ kind: z.literal('failed'), error: appErrorSchema }),
  ]),
  /** The microphone is about to be opened for the echo test, or is closed again. */
  setEchoTest: z.strictObject({ on: z.boolean() }),
  updateSettings: settingsPatchSchema,
  setShortcut: z.strictObject({ accelerator: z.string().min(1).max(60) }),
  setMarkShortcut: z.strictObject({ accelerator: z.string().min(1).max(60) }),
  /** Waits for the shortcut to be pressed, which does nothing else meanwhile. */
  testShortcut: z.strictObject({ on: z.boolean() }),
  /** macOS: asks to be allowed to see keys, so that holding one can mean talking. */
  allowHolding: z.undefined(),
  /** Checks the key with a Live session up to its setup, then keeps it as asked. */
  submitKey: z.strictObject({
    key: z.string().trim().min(1).max(500),
    keep: z.enum(['keychain', 'this-run']),
  }),
  forgetKey: z.undefined(),
  /** Checks a way in with a Live session up to its setup, then keeps it and uses it. */
  submitAccess: accessEntrySchema,
  forgetAccessSecret: z.strictObject({ secret: accessSecretSchema }),
  startDemo: z.undefined(),
  leaveDemo: z.undefined(),
  openPermissionSettings: z.strictObject({ permission: permissionSchema }),
  /** Shows the log's file in the system's file manager. */
  showLog: z.undefined(),
  dismissNotice: z.strictObject({ id: z.number().int() }),
  /** The window has gone where a link or a file led. */
  noteOpened: z.strictObject({ turn: z.number().int() }),
  listConversations: listRequestSchema,
  searchConversations: searchRequestSchema,
  readConversation: conversationIdSchema,
  readLines: readLinesSchema,
  placeOfLine: placeOfLineSchema,
  placeOfTime: placeOfTimeSchema,
  readPicture: pictureKeySchema,
  renameConversation: renameSchema,
  pinConversation: pinSchema,
  /** They can be brought back for `UNDO_MS`, and are erased then. */
  discardConversations: conversationIdsSchema,
  restoreConversations: conversationIdsSchema,
  /** Asks where to write, in a dialog of the system's. */
  exportConversations: exportSchema,
  /** Asks for the file, in a dialog of the system's. */
  importConversations: z.undefined(),
  /** Goes on with a conversation that has ended. */
  continueConversation: conversationIdSchema,
  /** Deletes every conversation for good, and all copies of them. */
  eraseLibrary: z.undefined(),
  measureLibrary: z.undefined(),
  editLine: editLineSchema,
  /** Marks this moment of the conversation that is on. */
  markMoment: markMomentSchema,
  removeMark: markKeySchema,
  /** The page's event loop goes round. */
  answerHeartbeat: z.undefined(),
  /** Looks for a newer version now; what comes of it is told by the state. */
  checkForUpdates: z.undefined(),
  downloadUpdate: z.undefined(),
  /** Ends the app, installs what was downloaded, and starts again. */
  installUpdate: z.undefined(),
  /** The user does not want to be reminded of this version. */
  dismissUpdate: z.undefined(),
  restartApp: z.undefined(),
  quitApp: z.undefined(),
} satisfies Record<keyof typeof REQUEST_CHANNELS, z.ZodType>

export type RequestName = keyof typeof REQUEST_CHANNELS
export type RequestArgument<Name extends RequestName> = z.infer<(typeof requestSchemas)[Name]>

/** What each request answers when it succeeds; those not named answer nothing. */
interface RequestValues {
  readSnapshot: Snapshot
  listShareCandidates: readonly ShareCandidate[]
  selectRegion: Box | null
  listConversations: ConversationPage
  searchConversations: readonly SearchHit[]
  /** `null`: there is no such conversation. */
  readConversation: ConversationDetail | null
  readLines: readonly LibraryLine[]
  placeOfLine: number
  placeOfTime: number
  /** A JPEG; `null`: it was not kept. */
  readPicture: Uint8Array<ArrayBuffer> | null
  exportConversations: ExportOutcome
  importConversations: ImportOutcome
  measureLibrary: LibrarySize
  markMoment: Mark
}
export type RequestValue<Name extends RequestName> = Name extends keyof RequestValues
  ? RequestValues[Name]
  : null

/** What main tells every window, in order. */
export interface PushPayloads {
  /** The slices of the state that changed. */
  stateChanged: Partial<AppState>
  /** A line that is new or has grown; it is already saved. */
  lineChanged: TranscriptLine
  frameSent: SentFrame
  /** What the library answered before may not be so any more. */
  libraryChanged: LibraryChange
  /** Conversations that were deleted, by id: nothing of them is to be shown any more. */
  conversationsGone: readonly string[]
  /** Asks the page for `answerHeartbeat`. */
  heartbeat: null
}
export type PushName = keyof typeof PUSH_CHANNELS

type Requests = {
  readonly [Name in RequestName]: undefined extends RequestArgument<Name>
    ? () => Promise<Result<RequestValue<Name>>>
    : (argument: RequestArgument<Name>) => Promise<Result<RequestValue<Name>>>
}

type Pushes = {
  /** Listens to a push; returns the function that ends it. */
  readonly [Name in PushName as `on${Capitalize<Name>}`]: (
    listener: (payload: PushPayloads[Name]) => void,
  ) => () => void
}

/** The whole of what the preload exposes to the page, as `window.sightline`. */
export type SightlineApi = Requests & Pushes

/** The page's `window.postMessage` that hands over a media port. */
export interface MediaPortMessage {
  readonly type: string
  readonly lane: MediaLane
}
