import { useEffect, type ReactNode } from 'react'
import type { SentFrame } from '@contract/session'
import type { AppState } from '@contract/state'
import { sightline } from './bridge'
import { Button } from './components/button'
import { useTheme } from './components/use-theme'
import { words } from './i18n/words'
import { useMirror } from './state/app-store'
import { Conversation } from './views/conversation'
import { CoversDialog } from './views/covers-dialog'
import { isOn, showsWelcome } from './views/session-facts'
import { SettingsDialog } from './views/settings-dialog'
import { ShareDialog } from './views/share-dialog'
import { closeDialog, useUi } from './views/ui-store'
import { useSharedFrame } from './views/use-shared-frame'
import { Welcome } from './views/welcome'

function OpenDialog({ app }: { readonly app: AppState }): ReactNode {
  const dialog = useUi((ui) => ui.dialog)
  const { sharing } = app
  const frame = useSharedFrame(sharing)
  const outdated = isOutdated(dialog.kind, app.session, frame)
  useEffect(() => {
    if (outdated) closeDialog()
  }, [outdated])
  if (outdated) return null
  switch (dialog.kind) {
    case 'none':
      return null
    case 'share':
      return <ShareDialog app={app} />
    case 'covers':
      return frame && sharing.kind === 'on' && <CoversDialog sharing={sharing} frame={frame} />
    case 'settings':
      return <SettingsDialog key={dialog.section} app={app} section={dialog.section} />
  }
}

/**
 * A conversation that ended meanwhile has nobody to share with, and a share that ended, or gave way
 * to another, has no picture to draw on.
 */
function isOutdated(
  dialog: 'none' | 'share' | 'covers' | 'settings',
  session: AppState['session'],
  frame: SentFrame | null,
): boolean {
  return (dialog === 'share' && !isOn(session)) || (dialog === 'covers' && frame === null)
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
