import type { ReactNode } from 'react'
import type { ServerVoiceDetection } from '@contract/settings'
import type { AppState, ModelChoice } from '@contract/state'
import { sightline } from '../bridge'
import { formatSeconds } from '../components/format'
import { Segmented } from '../components/segmented'
import { words } from '../i18n/words'
import { SoundSaving } from './saving-line'
import { SettingsChoice } from './settings-choice'
import { SettingsTail } from './settings-tail'
import { run } from './ui-store'

/** Pauses that are offered, ms: shorter ones split sentences, longer ones feel slow. */
const SILENCES_MS = [500, 800, 1_200, 2_000, 3_000]
const PREFIXES_MS = [100, 300, 600]

/** How what you say is noticed: by voice detection, or by the key. */
export function SettingsHandsFree({ app }: { readonly app: AppState }): ReactNode {
  const { settings, run: facts, counters } = app
  if (settings.talkMode === 'push-to-talk') return <SettingsTail tailMs={settings.tailMs} />
  const model = facts.models.find(({ id }) => id === settings.model)
  const choice = settings.localVoiceDetection ? 'on' : 'off'
  return (
    <>
      <Segmented
        label={words.handsFree.local}
        value={choice}
        options={words.handsFree.localChoices}
        hint={words.handsFree.localHints[choice]}
        onChange={(chosen) =>
          void run(sightline.updateSettings({ localVoiceDetection: chosen === 'on' }))
        }
      />
      <SoundSaving counters={counters} />
      <ServerDetection
        wished={settings.serverVoiceDetection}
        honoured={model?.voiceDetection ?? null}
      />
    </>
  )
}

interface ServerDetectionProps {
  readonly wished: ServerVoiceDetection
  /** `null`: nothing is known of the model. */
  readonly honoured: ModelChoice['voiceDetection'] | null
}

/** Only what the model honours. */
function ServerDetection({ wished, honoured }: ServerDetectionProps): ReactNode {
  const change = (patch: Partial<ServerVoiceDetection>): void =>
    void run(sightline.updateSettings({ serverVoiceDetection: { ...wished, ...patch } }))
  const longest = honoured?.longestSilenceMs ?? 0
  const text = words.handsFree
  if (honoured === null) {
    return (
      <div className="field">
        <h4>{text.server}</h4>
        <p className="hint">{text.none}</p>
      </div>
    )
  }
  return (
    <>
      {honoured.sensitivity && (
        <>
          <Segmented
            label={text.start}
            value={wished.startSensitivity}
            options={text.startChoices}
            hint={text.startHint}
            onChange={(startSensitivity) => change({ startSensitivity })}
          />
          <Segmented
            label={text.end}
            value={wished.endSensitivity}
            options={text.endChoices}
            hint={text.endHint}
            onChange={(endSensitivity) => change({ endSensitivity })}
          />
        </>
      )}
      {longest > 0 && (
        <SettingsChoice
          label={text.silence}
          value={wished.silenceMs === null ? null : Math.min(wished.silenceMs, longest)}
          choices={SILENCES_MS.filter((ms) => ms <= longest)}
          byDefault={text.silenceDefault}
          format={(ms) => text.seconds(formatSeconds(ms))}
          onChange={(silenceMs) => change({ silenceMs })}
        />
      )}
      {honoured.prefixPadding && (
        <SettingsChoice
          label={text.prefix}
          hint={text.prefixHint}
          value={wished.prefixPaddingMs}
          choices={PREFIXES_MS}
          byDefault={text.prefixDefault}
          format={(ms) => text.milliseconds(String(ms))}
          onChange={(prefixPaddingMs) => change({ prefixPaddingMs })}
        />
      )}
    </>
  )
}
