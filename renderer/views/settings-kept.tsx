import type { ReactNode } from 'react'
import type { Settings } from '@contract/settings'
import { sightline } from '../bridge'
import { Switch } from '../components/switch'
import { words } from '../i18n/words'
import { SettingsGroup } from './settings-group'
import { SettingsRetention } from './settings-retention'
import { run } from './ui-store'

/** What is kept of conversations on this computer. */
export function SettingsKept({ settings }: { readonly settings: Settings }): ReactNode {
  return (
    <SettingsGroup group="kept">
      <SettingsRetention settings={settings} />
      <Switch
        label={words.recording.setting}
        hint={words.recording.settingHint}
        on={settings.recordConversations}
        onChange={(recordConversations) =>
          void run(sightline.updateSettings({ recordConversations }))
        }
      />
      <Switch
        label={words.kept.pictures}
        hint={words.kept.picturesHint}
        on={settings.keepPictures}
        onChange={(keepPictures) => void run(sightline.updateSettings({ keepPictures }))}
      />
    </SettingsGroup>
  )
}
