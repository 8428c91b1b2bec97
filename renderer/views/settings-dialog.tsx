import type { ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Dialog } from '../components/dialog'
import { Segmented } from '../components/segmented'
import { words } from '../i18n/words'
import { DetailChoice } from './detail-choice'
import { RequestProblem } from './request-problem'
import { SettingsAccess } from './settings-access'
import { SettingsDiagnostics } from './settings-diagnostics'
import { SettingsGroup } from './settings-group'
import { SettingsHandsFree } from './settings-hands-free'
import { SettingsKept } from './settings-kept'
import { SettingsModel } from './settings-model'
import { SettingsParts } from './settings-parts'
import { SettingsPrivacy } from './settings-privacy'
import { SettingsShortcut } from './settings-shortcut'
import { SettingsSound } from './settings-sound'
import { SettingsUpdates } from './settings-updates'
import { closeDialog, run, type SettingsSection } from './ui-store'

interface SettingsDialogProps {
  readonly app: AppState
  readonly section: SettingsSection | undefined
}

/** Everything that can be set, and what was counted, on one page. */
export function SettingsDialog({ app, section }: SettingsDialogProps): ReactNode {
  const { settings, run: facts } = app
  return (
    <Dialog title={words.settings.title} onClose={closeDialog}>
      <RequestProblem />
      <div className="settings">
        <SettingsParts />
        <SettingsGroup group="talking">
          <Segmented
            label={words.settings.talkMode}
            value={settings.talkMode}
            options={words.settings.talkModes}
            hint={words.settings.talkModeHints[settings.talkMode]}
            onChange={(talkMode) => void run(sightline.updateSettings({ talkMode }))}
          />
          <SettingsHandsFree app={app} />
        </SettingsGroup>
        <SettingsSound app={app} asked={section === 'sound'} />
        <SettingsGroup group="pictures">
          <DetailChoice detail={settings.detail} />
          <SettingsPrivacy excluded={settings.excluded} displayServer={facts.displayServer} />
        </SettingsGroup>
        <SettingsShortcut
          shortcut={app.shortcut}
          test={app.shortcutTest}
          mark={{ keys: settings.markShortcut, status: app.markShortcut }}
          platform={facts.platform}
          asked={section === 'shortcut'}
        />
        <SettingsKept settings={settings} />
        <SettingsGroup group="gemini">
          <SettingsModel model={settings.model} models={facts.models} asked={section === 'model'} />
          <SettingsAccess app={app} section={section} />
        </SettingsGroup>
        <SettingsGroup group="appearance">
          <Segmented
            label={words.settings.theme}
            value={settings.theme}
            options={words.settings.themes}
            onChange={(theme) => void run(sightline.updateSettings({ theme }))}
          />
        </SettingsGroup>
        <SettingsUpdates app={app} />
        <SettingsDiagnostics app={app} />
      </div>
    </Dialog>
  )
}
