import type { Detail, TalkMode } from '@contract/settings'

/** The words of the welcome page and the settings. */
export const setup = {
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
    local:
      'Transcripts stay on this computer. Once a day Sightline asks its publisher’s server for newer versions, which tells it nothing of you; that can be switched off in the settings.',
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
    otherWays: 'Use the access of an organisation, or Vertex AI',
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
    parts: 'Parts of the settings',
    groups: {
      talking: 'Talking',
      sound: 'Sound',
      pictures: 'Pictures',
      shortcut: 'Shortcut',
      kept: 'What is kept',
      gemini: 'Gemini',
      appearance: 'Appearance',
      updates: 'Updates',
      diagnostics: 'Diagnostics',
    },
    model: 'Model',
    modelCustom: 'Another model…',
    modelCustomLabel: 'Model id',
    modelCustomHint: 'Letters, digits, dots and hyphens, such as gemini-3.8-live.',
    modelSave: 'Use this model',
    talkMode: 'How you talk',
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
    detailHints: {
      economy: (pixels) => `Up to ${pixels} px on the long side. Small text is lost.`,
      standard: (pixels) =>
        `Up to ${pixels} px on the long side. Small text on a large screen is hard to read.`,
      'read-text': (pixels) =>
        `Up to ${pixels} px on the long side, and more data. Small text stays legible; tiny text does in a shared window or region.`,
    } satisfies Record<Detail, (pixels: string) => string>,
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    shortcutChange: 'Change shortcut',
    shortcutRecord: 'Press the keys that you want…',
    shortcutRecordHint: 'One key with Control, Alt or Command. Escape cancels.',
    shortcutSuggestions: 'These often work:',
    shortcutTaken: (keys: string) => `${keys} is used by another app, so it does nothing here.`,
    shortcutInvalid: (keys: string) => `${keys} cannot be used as a shortcut.`,
    shortcutChooseAnother: 'Choose another',
    key: 'Key for Gemini',
  },
}
