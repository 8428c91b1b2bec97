import type { ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Dialog } from '../components/dialog'
import { formatSeconds } from '../components/format'
import { Segmented } from '../components/segmented'
import { words } from '../i18n/words'
import { DetailChoice } from './detail-choice'
import { RequestProblem } from './request-problem'
import { SettingsHandsFree } from './settings-hands-free'
import { SettingsKey } from './settings-key'
import { SettingsModel } from './settings-model'
import { SettingsPrivacy } from './settings-privacy'
import { SettingsShortcut } from './settings-shortcut'
import { SettingsSound } from './settings-sound'
import { closeDialog, run, type SettingsSection } from './ui-store'

interface SettingsDialogProps {
  readonly app: AppState
  readonly section: SettingsSection | undefined
}

/** Everything that can be set, on one page. */
export function SettingsDialog({ app, section }: SettingsDialogProps): ReactNode {
  const { settings, run: facts, counters } = app
  return (
    <Dialog title={words.settings.title} onClose={closeDialog}>
      <div className="settings">
        <RequestProblem />
        <SettingsModel model={settings.model} models={facts.models} asked={section === 'model'} />
        <Segmented
          label={words.settings.talkMode}
          value={settings.talkMode}
          options={words.settings.talkModes}
          hint={words.settings.talkModeHints[settings.talkMode]}
          onChange={(talkMode) => void run(sightline.updateSettings({ talkMode }))}
        />
        <SettingsHandsFree app={app} />
        <SettingsSound app={app} asked={section === 'sound'} />
        <DetailChoice detail={settings.detail} />
        <Segmented
          label={words.settings.theme}
          value={settings.theme}
          options={words.settings.themes}
          onChange={(theme) => void run(sightline.updateSettings({ theme }))}
        />
        <SettingsShortcut
          shortcut={app.shortcut}
          test={app.shortcutTest}
          platform={facts.platform}
          asked={section === 'shortcut'}
        />
        <SettingsPrivacy excluded={settings.excluded} displayServer={facts.displayServer} />
        <SettingsKey status={app.key} keyStorage={facts.keyStorage} asked={section === 'key'} />
        <footer className="about">
          <p>
            {words.settings.version(facts.version)} · {words.settings.server(facts.serverOrigin)}
          </p>
          <p>
            {words.settings.counters(
              counters.framesSent,
              formatSeconds(counters.microphoneDroppedMs),
              counters.messagesDropped,
              counters.voiceUnderruns,
            )}
          </p>
        </footer>
      </div>
    </Dialog>
  )
}
