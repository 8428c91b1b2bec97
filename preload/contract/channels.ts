/**
 * The names of all channels, as plain strings: the preload bundles this file and no validator.
 * `ipc.ts` gives each its types and schema.
 */
export const REQUEST_CHANNELS = {
  readSnapshot: 'sightline:read-snapshot',
  startConversation: 'sightline:start-conversation',
  endConversation: 'sightline:end-conversation',
  retryConnection: 'sightline:retry-connection',
  sendText: 'sightline:send-text',
  setMuted: 'sightline:set-muted',
  toggleTalking: 'sightline:toggle-talking',
  cancelTalking: 'sightline:cancel-talking',
  sendAgain: 'sightline:send-again',
  setRecording: 'sightline:set-recording',
  listShareCandidates: 'sightline:list-share-candidates',
  startSharing: 'sightline:start-sharing',
  stopSharing: 'sightline:stop-sharing',
  selectRegion: 'sightline:select-region',
  setCovers: 'sightline:set-covers',
  reportSharing: 'sightline:report-sharing',
  reportMicrophone: 'sightline:report-microphone',
  reportSpeaker: 'sightline:report-speaker',
  setEchoTest: 'sightline:set-echo-test',
  updateSettings: 'sightline:update-settings',
  setShortcut: 'sightline:set-shortcut',
  setMarkShortcut: 'sightline:set-mark-shortcut',
  testShortcut: 'sightline:test-shortcut',
  allowHolding: 'sightline:allow-holding',
  submitKey: 'sightline:submit-key',
  forgetKey: 'sightline:forget-key',
  submitAccess: 'sightline:submit-access',
  forgetAccessSecret: 'sightline:forget-access-secret',
  startDemo: 'sightline:start-demo',
  leaveDemo: 'sightline:leave-demo',
  openPermissionSettings: 'sightline:open-permission-settings',
  showLog: 'sightline:show-log',
  dismissNotice: 'sightline:dismiss-notice',
  noteOpened: 'sightline:note-opened',
  listConversations: 'sightline:list-conversations',
  searchConversations: 'sightline:search-conversations',
  readConversation: 'sightline:read-conversation',
  readLines: 'sightline:read-lines',
  placeOfLine: 'sightline:place-of-line',
  placeOfTime: 'sightline:place-of-time',
  readPicture: 'sightline:read-picture',
  renameConversation: 'sightline:rename-conversation',
  pinConversation: 'sightline:pin-conversation',
  discardConversations: 'sightline:discard-conversations',
  restoreConversations: 'sightline:restore-conversations',
  exportConversations: 'sightline:export-conversations',
  importConversations: 'sightline:import-conversations',
  continueConversation: 'sightline:continue-conversation',
  eraseLibrary: 'sightline:erase-library',
  measureLibrary: 'sightline:measure-library',
  editLine: 'sightline:edit-line',
  markMoment: 'sightline:mark-moment',
  removeMark: 'sightline:remove-mark',
  answerHeartbeat: 'sightline:answer-heartbeat',
  restartApp: 'sightline:restart-app',
  quitApp: 'sightline:quit-app',
} as const

export const PUSH_CHANNELS = {
  stateChanged: 'sightline:state-changed',
  lineChanged: 'sightline:line-changed',
  frameSent: 'sightline:frame-sent',
  libraryChanged: 'sightline:library-changed',
  conversationsGone: 'sightline:conversations-gone',
  heartbeat: 'sightline:heartbeat',
} as const

/** Carries a media port from the renderer to main; the lane's name is the payload. */
export const MEDIA_PORT_CHANNEL = 'sightline:media-port'

/** The page hands a media port to the preload with this `window.postMessage` type. */
export const MEDIA_PORT_MESSAGE = 'sightline:hand-over-media-port'
