import { act, cleanup, render, type BoundFunctions, type queries } from '@testing-library/react'
import { vi, type Mock } from 'vitest'
import type { Result } from '@contract/errors'
import type { AppState } from '@contract/state'
import {
  DEFAULT_SETTINGS,
  microphoneOn,
  NO_COUNTS,
  QUIET_TALK,
  SOME_MODEL,
} from '@contract/testing'
import type { TranscriptLine } from '@contract/transcript'
import type { AudioDevices } from '../audio/device-list'

/** Queries inside one element. */
export type Scope = BoundFunctions<typeof queries>

type Answer = Mock<(argument?: unknown) => Promise<Result<unknown>>>

const answersNothing = (): Answer => vi.fn(() => Promise.resolve({ ok: true, value: null }))

/** Main as the page sees it; each request answers with success until a test says otherwise. */
export const main = {
  startConversation: answersNothing(),
  endConversation: answersNothing(),
  sendText: answersNothing(),
  setMuted: answersNothing(),
  toggleTalking: answersNothing(),
  cancelTalking: answersNothing(),
  retryConnection: answersNothing(),
  sendAgain: answersNothing(),
  setRecording: answersNothing(),
  listShareCandidates: answersNothing(),
  startSharing: answersNothing(),
  stopSharing: answersNothing(),
  selectRegion: answersNothing(),
  setCovers: answersNothing(),
  reportSharing: answersNothing(),
  setEchoTest: answersNothing(),
  updateSettings: answersNothing(),
  setShortcut: answersNothing(),
  testShortcut: answersNothing(),
  allowHolding: answersNothing(),
  submitKey: answersNothing(),
  forgetKey: answersNothing(),
  submitAccess: answersNothing(),
  forgetAccessSecret: answersNothing(),
  startDemo: answersNothing(),
  leaveDemo: answersNothing(),
  openPermissionSettings: answersNothing(),
  showLog: answersNothing(),
  dismissNotice: answersNothing(),
  markMoment: answersNothing(),
  removeMark: answersNothing(),
  setMarkShortcut: answersNothing(),
  measureLibrary: answersNothing(),
  checkForUpdates: answersNothing(),
  downloadUpdate: answersNothing(),
  installUpdate: answersNothing(),
  dismissUpdate: answersNothing(),
  restartApp: answersNothing(),
}

/** A state as on a quiet day: a key is there, nothing is on. */
export const QUIET: AppState = {
  run: {
    version: '0.1.0',
    platform: 'linux',
    testRuntime: null,
    sandboxOff: false,
    keyStorage: 'keychain',
    displayServer: 'x11',
    models: [SOME_MODEL],
  },
  session: { kind: 'idle' },
  conversationId: 'one',
  isConversationKept: true,
  talk: QUIET_TALK,
  microphone: { kind: 'off' },
  echoTest: false,
  speaker: { kind: 'off' },
  sharing: { kind: 'off' },
  recording: { kind: 'off' },
  settings: { ...DEFAULT_SETTINGS, trayHintShown: true },
  shortcut: {
    kind: 'registered',
    accelerator: 'Control+Shift+Space',
    hold: { kind: 'hold', proved: true },
  },
  shortcutTest: { kind: 'off' },
  markShortcut: 'off',
  key: { kind: 'present', source: 'keychain', lastFour: '1234' },
  access: {
    ready: true,
    secrets: { 'token-endpoint': { kind: 'none' }, 'vertex-key': { kind: 'none' } },
    serverOrigin: 'https://generativelanguage.googleapis.com',
  },
  demo: false,
  updates: { kind: 'idle', outcome: 'unknown' },
  notices: [],
  opening: null,
  pageOnScreen: null,
  happenings: [],
  counters: NO_COUNTS,
  countersBefore: NO_COUNTS,
}

/** The same while a conversation is live. */
export const LIVE: AppState = {
  ...QUIET,
  session: { kind: 'live', since: 1 },
  microphone: microphoneOn('Desk microphone'),
}

export const line = (changes: Partial<TranscriptLine> & { id: string }): TranscriptLine => ({
  conversationId: 'one',
  position: 0,
  speaker: 'user',
  channel: 'voice',
  text: 'Hello',
  startedAt: Date.UTC(2026, 0, 1, 12),
  endedAt: Date.UTC(2026, 0, 1, 12, 0, 3),
  interrupted: false,
  ...changes,
})

class NoResizeObserver implements ResizeObserver {
  observe(): void {
    // jsdom lays nothing out.
  }
  unobserve(): void {
    // As above.
  }
  disconnect(): void {
    // As above.
  }
}

// What jsdom lacks, and what the preload would have put there before the page's first line.
vi.stubGlobal('ResizeObserver', NoResizeObserver)
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true
}
HTMLDialogElement.prototype.close = function close() {
  this.open = false
}
Element.prototype.scrollIntoView = () => undefined
URL.createObjectURL = () => 'blob:picture'
URL.revokeObjectURL = () => undefined
Object.defineProperty(window, 'sightline', { value: main })
/** What is connected: one microphone and two outputs. */
const AUDIO_DEVICES: AudioDevices = {
  inputs: {
    devices: [{ id: 'desk', label: 'Desk microphone', groupId: 'g1' }],
    defaultKey: 'default',
  },
  outputs: {
    devices: [
      { id: 'monitor', label: 'Monitor', groupId: 'g2' },
      { id: 'headset', label: 'Headset', groupId: 'g3' },
    ],
    defaultKey: 'default',
  },
}
vi.mock('../audio/device-list', () => ({
  watchAudioDevices: (listener: (devices: AudioDevices) => void) => {
    queueMicrotask(() => act(() => listener(AUDIO_DEVICES)))
    return () => undefined
  },
}))
vi.mock('../vision/cameras', () => ({
  listCameras: vi.fn(() => Promise.resolve([{ kind: 'camera', id: 'cam', name: 'Webcam' }])),
  onCamerasChanged: () => () => undefined,
}))

const { App } = await import('../App')
const { useMirror } = await import('../state/app-store')
const { useUi } = await import('./ui-store')

/** Shows the whole window in a state of main's. */
export function showApp(app: AppState, lines: readonly TranscriptLine[] = []): void {
  useMirror.setState({ app, lines, lastFrame: null })
  render(<App />)
}

/** Main pushes something new. */
export function push(change: Partial<ReturnType<typeof useMirror.getState>>): void {
  act(() => useMirror.setState(change))
}

/** Makes the next test start afresh. */
export function reset(): void {
  cleanup()
  useUi.setState({ dialog: { kind: 'none' }, problem: null, unreachable: false })
  for (const request of Object.values(main)) {
    request.mockReset()
    request.mockResolvedValue({ ok: true, value: null })
  }
}
