import { useEffect, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from './bridge'
import { Button } from './components/button'
import { useTheme } from './components/use-theme'
import { words } from './i18n/words'
import { useMirror } from './state/app-store'
import { Conversation } from './views/conversation'
import { isOn, showsWelcome } from './views/session-facts'
import { SettingsDialog } from './views/settings-dialog'
import { ShareDialog } from './views/share-dialog'
import { closeDialog, useUi } from './views/ui-store'
import { Welcome } from './views/welcome'

function OpenDialog({ app }: { readonly app: AppState }): ReactNode {
  const dialog = useUi((ui) => ui.dialog)
  // A conversation that ended meanwhile has nobody to share with.
  const outdated = dialog.kind === 'share' && !isOn(app.session)
  useEffect(() => {
    if (outdated) closeDialog()
  }, [outdated])
  if (outdated || dialog.kind === 'none') return null
  return dialog.kind === 'share' ? (
    <ShareDialog app={app} />
  ) : (
    <SettingsDialog key={dialog.section} app={app} section={dialog.section} />
  )
}

/** The whole window, as a function of main's state. */
export function App(): ReactNode {
  const app = useMirror((mirror) => mirror.app)
  const unreachable = useUi((ui) => ui.unreachable)
  useTheme(app?.settings.theme)
  if (app === null) {
    if (!unreachable) return null
    return (
      <main className="unreachable" role="alert">
        <p>{words.app.unreachable}</p>
        <Button onClick={() => void sightline.restartApp()}>{words.app.restart}</Button>
      </main>
    )
  }
  return (
    <>
      {showsWelcome(app) ? <Welcome app={app} /> : <Conversation app={app} />}
      <OpenDialog app={app} />
    </>
  )
}
