import type { Settings } from '@contract/settings'
import { NO_COUNTS, type AppState, type RunFacts } from '@contract/state'
import { NO_UPDATES } from '@contract/updates'

/** The state of the app as it starts: nothing is on, nothing is captured. */
export function initialState(
  run: RunFacts,
  settings: Settings,
  access: Pick<AppState, 'key' | 'access'>,
): AppState {
  return {
    run,
    session: { kind: 'idle' },
    conversationId: null,
    isConversationKept: false,
    talk: {
      muted: false,
      talking: false,
      assistantSpeaking: false,
      voiceHeld: false,
      speechHeard: false,
    },
    microphone: { kind: 'off' },
    echoTest: false,
    speaker: { kind: 'off' },
    sharing: { kind: 'off' },
    recording: { kind: 'off' },
    settings,
    // Until the shell has taken it from the system.
    shortcut: { kind: 'invalid', accelerator: settings.shortcut },
    shortcutTest: { kind: 'off' },
    markShortcut: 'off',
    ...access,
    demo: false,
    updates: NO_UPDATES,
    notices: [],
    opening: null,
    pageOnScreen: null,
    happenings: [],
    counters: NO_COUNTS,
    countersBefore: NO_COUNTS,
  }
}
