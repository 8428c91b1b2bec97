import { useEffect, useState, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { watchAudioDevices, type AudioDevices } from '../audio/device-list'
import { isBluetoothHeadset } from '../audio/bluetooth'
import { sightline } from '../bridge'
import { Segmented } from '../components/segmented'
import { Switch } from '../components/switch'
import { words } from '../i18n/words'
import { DeviceSelect } from './device-select'
import { LevelMeter } from './level-meter'
import { SettingsEcho } from './settings-echo'
import { isOn } from './session-facts'
import { SettingsGroup } from './settings-group'
import { run } from './ui-store'

interface SettingsSoundProps {
  readonly app: AppState
  /** Opened for this. */
  readonly asked: boolean
}

function useAudioDevices(): AudioDevices | null {
  const [devices, setDevices] = useState<AudioDevices | null>(null)
  useEffect(() => watchAudioDevices(setDevices), [])
  return devices
}

/** Which microphone and speakers, how echo is treated, and how loud they are now. */
export function SettingsSound({ app, asked }: SettingsSoundProps): ReactNode {
  const { settings } = app
  const devices = useAudioDevices()
  const on = isOn(app.session)
  return (
    <SettingsGroup group="sound">
      <DeviceSelect
        label={words.sound.microphone}
        choice={settings.microphone}
        listed={devices?.inputs ?? null}
        asked={asked}
        onChoose={(microphone) => void run(sightline.updateSettings({ microphone }))}
      />
      <LevelMeter label={words.sound.microphoneLevel} source="microphone" />
      <DeviceSelect
        label={words.sound.speaker}
        choice={settings.speaker}
        listed={devices?.outputs ?? null}
        asked={false}
        onChoose={(speaker) => void run(sightline.updateSettings({ speaker }))}
      />
      <LevelMeter label={words.sound.voiceLevel} source="voice" />
      {!on && <p className="hint">{words.sound.levelHint}</p>}
      {devices && isBluetoothHeadset(settings, devices) && (
        <p className="hint">{words.sound.bluetooth}</p>
      )}
      <Segmented
        label={words.sound.profile}
        value={settings.echoProfile}
        options={words.sound.profiles}
        hint={words.sound.profileHints[settings.echoProfile]}
        onChange={(echoProfile) => void run(sightline.updateSettings({ echoProfile }))}
      />
      {settings.talkMode === 'hands-free' && (
        <Switch
          label={words.sound.softInterrupt}
          hint={words.sound.softInterruptHint}
          on={settings.softInterrupt}
          onChange={(softInterrupt) => void run(sightline.updateSettings({ softInterrupt }))}
        />
      )}
      <SettingsEcho settings={settings} on={on} />
    </SettingsGroup>
  )
}
