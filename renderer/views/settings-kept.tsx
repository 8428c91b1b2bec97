import type { ReactNode } from 'react'
import { sightline } from '../bridge'
import { Switch } from '../components/switch'
import { words } from '../i18n/words'
import { run } from './ui-store'

/** What is kept of a conversation besides its words. */
export function SettingsKept({ keepPictures }: { readonly keepPictures: boolean }): ReactNode {
  return (
    <Switch
      label={words.kept.pictures}
      hint={words.kept.picturesHint}
      on={keepPictures}
      onChange={(on) => void run(sightline.updateSettings({ keepPictures: on }))}
    />
  )
}
