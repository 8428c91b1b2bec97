import type { DeviceUse } from '@contract/session'
import type { RunFacts } from '@contract/state'

/** The words of the diagnostics in the settings. */
export const diagnostics = {
  diagnostics: {
    counts: 'In this run',
    empty: 'Nothing is counted before the first conversation.',
    sent: 'Your voice, sent',
    lost: 'Your voice, never sent',
    lostWhy: {
      late: '– as no connection came in time',
      slow: '– as the network was too slow',
      unsent: '– as the conversation ended first',
      flood: '– as too much came at once',
      capture: '– as the microphone, or this computer, did not keep up',
    },
    inDoubt: 'Your voice, sent to a connection that broke just then',
    heldBack: 'Sound kept here, as you did not speak',
    pictures: 'Pictures sent',
    unchanged: 'Pictures not sent, as nothing had changed',
    underruns: 'Gaps in the assistant’s voice (underruns)',
    lead: 'Gathered of the assistant’s voice before it plays',
    voiceDropped: 'The assistant’s voice, lost as too much came at once',
    resumed: 'Times the voice played on after a false interrupt',
    messages: 'Messages of the server that could not be used',
    system: 'Sightline and this computer',
    version: 'Version',
    electron: 'Test runtime',
    server: 'Connects to',
    microphone: 'Microphone in use',
    speaker: 'Speakers in use',
    noDevice: 'none now',
    uses: {
      chosen: 'chosen',
      default: 'system default',
      fallback: 'system default, as the chosen one is not connected',
    } satisfies Record<DeviceUse, string>,
    device: (label: string, use: string) => `${label} (${use})`,
    display: 'Display server',
    displays: {
      native: 'the system’s own',
      x11: 'X11',
      wayland: 'Wayland',
    } satisfies Record<RunFacts['displayServer'], string>,
    hold: 'Holding the shortcut',
    holds: {
      works: 'works',
      untried: 'not tried in this run',
      permission: 'not allowed by macOS',
      portal: 'not offered by this Wayland desktop',
      key: 'not possible with this key',
      hook: 'not possible, as keys cannot be seen',
      unregistered: 'no shortcut is set',
    },
    copy: 'Copy diagnostics',
    copyHint: 'Neither your key nor anything that was said or shown is in it.',
    copied: 'Copied.',
    notCopied: 'It could not be copied.',
    showLog: 'Show the log’s folder',
    logHint:
      'Sightline notes there what it does, up to 5 MB, on this computer alone. Nothing that was said or shown is in it, and no key.',
  },
}
