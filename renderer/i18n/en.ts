import type { Detail, TalkMode } from '@contract/settings'
import type { Permission, ShareKind } from '@contract/session'

/** Every word of the interface in English, but those for failures (`error-words.ts`). */
export const en = {
  app: {
    name: 'Sightline',
    summary: 'A desktop assistant that hears you, sees what you choose to show it, and talks back.',
    unreachable: 'Sightline could not start. Restarting it usually helps.',
    restart: 'Restart Sightline',
    dismiss: 'Dismiss',
    close: 'Close',
    tryAgain: 'Try again',
    cancel: 'Cancel',
  },
  session: {
    label: 'Session status',
    idle: 'Idle',
    connecting: 'Connecting…',
    live: 'Live',
    muted: 'microphone muted',
    talking: 'you are talking',
    assistantSpeaking: 'assistant speaking',
    reconnecting: 'Reconnecting…',
    attempt: (attempt: number) => `attempt ${attempt}`,
    ended: 'Ended',
  },
  controls: {
    label: 'Conversation',
    start: 'Start conversation',
    end: 'End conversation',
    mute: 'Mute microphone',
    unmute: 'Unmute microphone',
    talk: 'Talk',
    share: 'Share',
    stopSharing: 'Stop sharing',
    settings: 'Settings',
    hintStart: (keys: string) => `${keys} starts a conversation from any app.`,
    hintMute: (keys: string) => `${keys} mutes and unmutes the microphone from any app.`,
    hintTalk: (keys: string) => `Press ${keys} to talk, and again when you have finished.`,
    voiceLost: (seconds: string) => `${seconds} s of your voice could not be sent.`,
  },
  demo: {
    badge: 'Demo',
    leave: 'Leave the demo',
    notice: 'This is a demo: a small server on this computer answers, and nothing leaves it.',
  },
  capture: {
    label: 'Captured now',
    nothing: 'Nothing is captured',
    microphone: 'Microphone',
    microphoneOpening: 'opening…',
    microphoneMuted: 'muted, nothing is sent',
    microphoneWaiting: 'on, nothing is sent until you talk',
    microphoneTalking: 'talking',
    microphoneOn: 'on',
    starting: 'starting…',
  },
  share: {
    title: 'Share with the assistant',
    choices: 'What to share',
    intro: 'The assistant gets a picture of your choice, at most one per second.',
    start: 'Start sharing',
    kind: { screen: 'Screen', window: 'Window', camera: 'Camera' } satisfies Record<
      ShareKind,
      string
    >,
    group: { screen: 'Screens', window: 'Windows', camera: 'Cameras' } satisfies Record<
      ShareKind,
      string
    >,
    named: (kind: string, name: string) => `${kind}: ${name}`,
    unnamed: 'without a name',
    looking: 'Looking for screens and windows…',
    empty: 'There is nothing to share here',
    emptyHint: 'This system offers no screen or window, and no camera is connected.',
    previewNone: 'No preview',
  },
  transcript: {
    label: 'Transcript',
    you: 'You',
    assistant: 'Assistant',
    typed: 'typed',
    interim: 'still speaking',
    interrupted: 'interrupted',
    interruptedUnheard: 'Interrupted before it was heard',
    wordless: 'No words were recognised',
    jump: 'Jump to now',
    emptyTitle: 'Start talking about what is in front of you',
    emptySteps: [
      'Start a conversation and speak as you would to a colleague.',
      'Share a screen, a window or the camera when words are not enough.',
      'Speak over the assistant at any time: it stops and listens.',
    ],
    emptyLive: 'Say something, or type below.',
  },
  sees: {
    label: 'What the assistant sees',
    off: 'Nothing is shared. The assistant can hear you but not see.',
    offIdle: 'Pictures that you share appear here, exactly as they are sent.',
    waiting: 'Waiting for the first picture…',
    image: (source: string, size: string) => `What the assistant sees: ${source}, ${size}`,
    age: (age: string) => `sent ${age}`,
    exact: 'This is the very picture that was sent last.',
  },
  composer: {
    label: 'Message',
    send: 'Send',
    placeholderLive: 'Type a message',
    placeholderOff: 'Type here once the conversation is live',
  },
  privacy: {
    title: 'What leaves this computer',
    short: 'While a conversation is on, your voice, what you type and what you share go to Google.',
    shortDemo: 'In the demo nothing leaves this computer.',
    details: 'Details',
    sent: 'These go to Google’s Gemini Live API:',
    items: [
      'microphone sound while a conversation is on',
      'text that you type',
      'pictures of what you share, at most one per second',
    ],
    local: 'Transcripts stay on this computer.',
    terms: [
      {
        about: 'With a free (unpaid) key',
        text: 'Google may use the content to improve its products, and people may read it.',
      },
      {
        about: 'With a paid key',
        text: 'The content is not used for that. Prompts are logged for a limited time to detect abuse.',
      },
      {
        about: 'In the European Economic Area, Switzerland and the United Kingdom',
        text: 'Apps must use a paid key.',
      },
    ],
  },
  welcome: {
    tryDemo: 'Try the demo',
    tryDemoHint:
      'A scripted assistant that runs here. No key, no account; nothing leaves this computer.',
    enterKey: 'Enter an API key',
    enterKeyHint: 'Talk with Gemini, using your own key from Google AI Studio.',
    unreadable:
      'Your stored key cannot be read now: the system keychain is locked or has changed. The key was kept. Unlock the keychain and restart, or enter the key again.',
  },
  key: {
    label: 'API key',
    hint: 'You find it in Google AI Studio (aistudio.google.com), under “Get API key”.',
    submit: 'Check and save',
    checking: 'Checking…',
    kept: 'The key is kept in the system keychain. It never shows again.',
    weak: 'This system offers no safe keychain: a stored key could be read by other programs that run under your name.',
    keepLabel: 'Keeping the key',
    keepRun: 'Keep for this run only',
    keepRunHint: 'Forgotten when Sightline quits.',
    storeAnyway: 'Store anyway',
    storeAnywayHint: 'Written to disk with weak protection.',
    sources: {
      keychain: 'kept in the system keychain',
      keychainWeak: 'stored on this computer with weak protection',
      environment: 'from GEMINI_API_KEY',
      'this-run': 'for this run only',
    },
    masked: (lastFour: string, source: string) => `•••• ${lastFour}, ${source}`,
    none: 'No key is stored.',
    unreadable: 'A key is stored but cannot be read now. It is kept.',
    remove: 'Remove',
    change: 'Change key',
    enter: 'Enter a key',
    environmentHint: 'To remove it, unset GEMINI_API_KEY and start Sightline again.',
  },
  settings: {
    title: 'Settings',
    model: 'Model',
    modelCustom: 'Another model…',
    modelCustomLabel: 'Model id',
    modelCustomHint: 'Letters, digits, dots and hyphens, such as gemini-3.8-live.',
    modelSave: 'Use this model',
    talkMode: 'Talking',
    talkModes: { 'hands-free': 'Hands-free', 'push-to-talk': 'Push-to-talk' } satisfies Record<
      TalkMode,
      string
    >,
    talkModeHints: {
      'hands-free': 'The assistant notices when you speak and when you stop.',
      'push-to-talk': 'You mark when you start and when you have finished.',
    } satisfies Record<TalkMode, string>,
    detail: 'Detail of pictures',
    details: {
      economy: 'Economy',
      standard: 'Standard',
      'read-text': 'Read text',
    } satisfies Record<Detail, string>,
    detailHint: (pixels: string) => `Up to ${pixels} px on the long side.`,
    theme: 'Appearance',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    shortcut: 'Shortcut',
    shortcutChange: 'Change shortcut',
    shortcutRecord: 'Press the keys that you want…',
    shortcutRecordHint: 'One key with Control, Alt or Command. Escape cancels.',
    shortcutSuggestions: 'These often work:',
    shortcutTaken: (keys: string) => `${keys} is used by another app, so it does nothing here.`,
    shortcutInvalid: (keys: string) => `${keys} cannot be used as a shortcut.`,
    shortcutChooseAnother: 'Choose another',
    key: 'Key for Gemini',
    version: (version: string) => `Sightline ${version}`,
    server: (origin: string) => `Connects to ${origin}`,
    counters: (frames: number, lostVoice: string, dropped: number, gaps: number) =>
      `This run: ${frames} pictures sent, ${lostVoice} s of voice not sent, ${dropped} messages unusable, ${gaps} gaps in the voice`,
  },
  notices: {
    label: 'Notices',
    testRuntime: (version: string) =>
      `This is a test runtime (Electron ${version}), not for daily use.`,
    sandboxOff: 'The sandbox is off (running as root).',
    detail: 'Detail:',
    shareEnded: (name: string) => `“${name}” is no longer shared.`,
  },
  next: {
    enterKey: 'Enter another key',
    openSystemSettings: 'Open system settings',
    chooseShortcut: 'Choose another shortcut',
    chooseModel: 'Choose another model',
    shareAgain: 'Share something',
  },
  permissionPlace: {
    microphone: {
      darwin: 'Allow it in System Settings › Privacy & Security › Microphone.',
      win32: 'Allow it in Settings › Privacy & security › Microphone.',
      linux:
        'Look in your desktop’s Settings › Privacy › Microphone, and check that the sound server is running.',
    },
    camera: {
      darwin: 'Allow it in System Settings › Privacy & Security › Camera.',
      win32: 'Allow it in Settings › Privacy & security › Camera.',
      linux:
        'Look in your desktop’s Settings › Privacy › Camera, and check that your user may open /dev/video0.',
    },
    screen: {
      darwin:
        'Allow it in System Settings › Privacy & Security › Screen & System Audio Recording, then restart Sightline.',
      win32: 'Windows needs no permission for this; a policy of your organisation may forbid it.',
      linux:
        'Choose a screen when the desktop’s own picker appears. It needs a running PipeWire and desktop portal.',
    },
  } satisfies Record<Permission, Record<'darwin' | 'win32' | 'linux', string>>,
}

/** The shape that every language fills. */
export type Messages = typeof en
