import { useContext, useEffect, useRef, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { SettingsIcon } from '../components/icons'
import { Mark } from '../components/mark'
import { words } from '../i18n/words'
import { LibraryContext } from '../library/library-context'
import { ConversationIcon, LibraryIcon } from '../library/library-icons'
import { SessionStatus } from './session-status'
import { closeLibrary, openLibrary, openSettings, run, useUi } from './ui-store'

/** The way to the library and back, where this window has one. */
function LibraryButton(): ReactNode {
  const hasLibrary = useContext(LibraryContext) !== null
  const isInLibrary = useUi(({ place }) => place === 'library')
  const button = useRef<HTMLButtonElement>(null)
  const wasInLibrary = useRef(false)
  // The library went with the focus that was in it.
  useEffect(() => {
    const isLeft = wasInLibrary.current && !isInLibrary
    if (isLeft && document.activeElement === document.body) button.current?.focus()
    wasInLibrary.current = isInLibrary
  }, [isInLibrary])
  if (!hasLibrary) return null
  const label = isInLibrary ? words.library.close : words.library.open
  return (
    <Button
      ref={button}
      tone="quiet"
      icon={isInLibrary ? <ConversationIcon /> : <LibraryIcon />}
      title={label}
      onClick={isInLibrary ? closeLibrary : openLibrary}
    >
      {label}
    </Button>
  )
}

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
        <LibraryButton />
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
