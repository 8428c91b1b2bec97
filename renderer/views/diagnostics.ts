import type { MicrophoneState, SpeakerState } from '@contract/session'
import type { ShortcutStatus } from '@contract/settings'
import type { AppState, Counters } from '@contract/state'
import { formatCount, formatExactDuration } from '../components/format'
import { words } from '../i18n/words'

/** What Chromium calls the system's default device, whichever that is. */
const UNTOLD = 'Default'

export interface DiagnosticsRow {
  readonly name: string
  readonly value: string
}

/** Whether a conversation has left anything to count. */
export const hasCounts = (counters: Counters): boolean =>
  Object.values(counters).some((count) => count > 0)

/** What was counted in this run. */
export function countRows(counters: Counters): DiagnosticsRow[] {
  const text = words.diagnostics
  const duration = (name: string, ms: number): DiagnosticsRow => ({
    name,
    value: formatExactDuration(ms),
  })
  const count = (name: string, value: number): DiagnosticsRow => ({
    name,
    value: formatCount(value),
  })
  return [
    duration(text.sent, counters.microphoneSentMs),
    duration(text.lost, counters.microphoneDroppedMs),
    duration(text.lostWhy.late, counters.microphoneLateMs),
    duration(text.lostWhy.slow, counters.microphoneSlowMs),
    duration(text.lostWhy.unsent, counters.microphoneUnsentMs),
    duration(text.lostWhy.flood, counters.microphoneFloodMs),
    duration(text.lostWhy.capture, counters.microphoneCaptureMs),
    duration(text.inDoubt, counters.microphoneInDoubtMs),
    duration(text.heldBack, counters.silenceHeldBackMs),
    count(text.pictures, counters.framesSent),
    count(text.unchanged, counters.framesUnchanged),
    count(text.underruns, counters.voiceUnderruns),
    duration(text.lead, counters.voiceLeadMs),
    duration(text.voiceDropped, counters.voiceDroppedMs),
    count(text.resumed, counters.voiceResumed),
    count(text.messages, counters.messagesDropped),
  ]
}

/** What this run is, and with what it runs. Nothing of the key, of what was said or is shared. */
export function systemRows({
  run,
  access,
  microphone,
  speaker,
  shortcut,
}: AppState): DiagnosticsRow[] {
  const text = words.diagnostics
  return [
    { name: text.version, value: `${words.app.name} ${run.version}` },
    ...(run.testRuntime === null
      ? []
      : [{ name: text.electron, value: `Electron ${run.testRuntime}` }]),
    { name: text.server, value: access.serverOrigin },
    { name: text.microphone, value: deviceText(microphone) },
    { name: text.speaker, value: deviceText(speaker) },
    { name: text.display, value: text.displays[run.displayServer] },
    { name: text.hold, value: holdText(shortcut) },
  ]
}

/** All of it as lines of plain text. */
export function diagnosticsText(app: AppState): string {
  const lines = [...systemRows(app), ...countRows(app.counters)]
  return lines.map(({ name, value }) => `${name}: ${value}`).join('\n')
}

function deviceText(device: MicrophoneState | SpeakerState): string {
  const text = words.diagnostics
  if (device.kind !== 'on') return text.noDevice
  const use = text.uses[device.use]
  return device.label === '' || device.label === UNTOLD ? use : text.device(device.label, use)
}

function holdText(shortcut: ShortcutStatus): string {
  const text = words.diagnostics.holds
  if (shortcut.kind !== 'registered') return text.unregistered
  if (shortcut.hold.kind === 'toggle-only') return text[shortcut.hold.why]
  return shortcut.hold.proved ? text.works : text.untried
}
