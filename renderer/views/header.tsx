import type { ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { SettingsIcon } from '../components/icons'
import { Mark } from '../components/mark'
import { words } from '../i18n/words'
import { SessionStatus } from './session-status'
import { openSettings, run } from './ui-store'

/** The name, the state of the session, and the way to the settings. */
export function Header({ app }: { readonly app: AppState }): ReactNode {
  return (
    <header className="header">
      <div className="brand">
        <Mark />
        <h1>{words.app.name}</h1>
      </div>
      <SessionStatus session={app.session} talk={app.talk} />
      <div className="header-end">
        {app.demo && (
          <>
            <strong className="demo-badge" title={words.demo.notice}>
              {words.demo.badge}
            </strong>
            <Button tone="quiet" onClick={() => void run(sightline.leaveDemo())}>
              {words.demo.leave}
            </Button>
          </>
        )}
        <Button
          tone="quiet"
          icon={<SettingsIcon />}
          title={words.controls.settings}
          onClick={() => openSettings()}
        >
          {words.controls.settings}
        </Button>
      </div>
    </header>
  )
}
